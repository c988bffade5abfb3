import { reportPartKey, reportPk } from "#shared/adapters/keys.ts";
import { Problem } from "#shared/domain/problems.ts";
import type { Run } from "#shared/endpoint.ts";
import { loadReport, mustStandAt, nextReport } from "./report-file.ts";

/** A position names the hash of the model it is about: it says nothing about any other draft. */
export const run: Run<"position-report"> = async ({ input, record, actor, ports, commit, now }) => {
  const report = await loadReport(ports.records, record);
  mustStandAt(report, "panel-adoption");
  const draft = report.drafts.at(-1);
  if (draft?.modelSha256 === undefined) throw new Problem("NOT_READY", { what: "the draft is being made" });
  if (draft.modelSha256 !== input.hash) throw new Problem("HASH_MISMATCH", { given: input.hash, actual: draft.modelSha256 });
  if (input.says === "object" && input.reasons === undefined)
    throw new Problem("INVALID", { where: "reasons", what: "an objection needs its reasons" });
  const position = {
    ...reportPartKey(report.id, "POSITION", `${draft.draft}#${actor.id}`),
    schema: 1,
    kind: "POSITION",
    draft: draft.draft,
    person: actor.id,
    role: actor.role,
    says: input.says,
    hash: input.hash,
    at: now,
    ...(input.reasons === undefined ? {} : { reasons: input.reasons }),
  };
  return commit(
    {
      writes: [nextReport(report.head), { put: position, always: true }],
      entries: [
        { pk: reportPk(report.id), event: "report.position", subject: report.id, data: { says: input.says, hash: input.hash } },
      ],
    },
    { report: report.id, version: report.version + 1, at: report.at },
  );
};
