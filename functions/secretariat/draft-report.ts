import { reportPartKey, reportPk } from "#shared/adapters/keys.ts";
import { Problem } from "#shared/domain/problems.ts";
import type { Run } from "#shared/endpoint.ts";
import type { Json } from "#shared/ports.ts";
import { exactHash } from "#shared/record/exact.ts";
import { type DraftFinding, loadReport, mustStandAt, nextReport } from "./report-file.ts";

/** Most findings of one report: their list is kept in one item. */
const MAX_FINDINGS = 300;

/** The order names the exact findings that the draft is made of; making it is repeatable work of the stream. */
export const run: Run<"draft-report"> = async ({ input, record, ports, actor, commit, now }) => {
  const report = await loadReport(ports.records, record);
  mustStandAt(report, "collecting");
  if (report.version !== input.version) throw new Problem("STALE", { given: input.version, actual: report.version });
  const findings = report.findings
    .filter((one) => one.state === "adopted")
    .flatMap((one): readonly DraftFinding[] => {
      const file = one.files.find((other) => other.to === one.finding);
      return file === undefined
        ? []
        : [{ case: one.case, hash: one.hash, sequence: one.sequence, file: { key: file.to, version: file.version } }];
    });
  if (findings.length === 0) throw new Problem("NOT_READY", { what: "no adopted finding has been received" });
  if (findings.length > MAX_FINDINGS)
    throw new Problem("OUT_OF_BOUNDS", { where: "findings", given: findings.length, allowed: `at most ${MAX_FINDINGS}` });
  const number = Number(report.head["drafts"]) + 1;
  const draft = {
    ...reportPartKey(report.id, "DRAFT", String(number)),
    schema: 1,
    version: 1,
    kind: "DRAFT",
    draft: String(number),
    status: "ordered",
    orderedAt: now,
    orderedBy: actor.id,
    demonstration: input.demonstration,
    findings: findings as unknown as Json,
  };
  return commit(
    {
      writes: [nextReport(report.head, { drafts: number }), { put: draft, ifAbsent: true }],
      entries: [
        {
          pk: reportPk(report.id),
          event: "report.drafting",
          subject: report.id,
          data: {
            draft: number,
            findings: exactHash(
              findings.map((one) => one.hash),
              1,
            ),
          },
        },
      ],
    },
    { report: report.id, version: report.version + 1, at: report.at, draft: String(number) },
  );
};
