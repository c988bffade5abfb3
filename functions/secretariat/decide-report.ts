import { duePk, reportPk, stepKey } from "#shared/adapters/keys.ts";
import { addDays } from "#shared/domain/clock.ts";
import type { Actor } from "#shared/domain/people.ts";
import { fill, Problem } from "#shared/domain/problems.ts";
import { REPORT_STAGES, type ReportStageId, type ReportStageRow } from "#shared/domain/stages.ts";
import type { Run } from "#shared/endpoint.ts";
import type { Json } from "#shared/ports.ts";
import { everything } from "../everything.ts";
import { expertsOf } from "../experts.ts";
import { lacksOf } from "./draft-needs.ts";
import { type LoadedReport, loadReport, nextReport } from "./report-file.ts";

/** The decision is written first, with its ledger entry; the execution that waits for it is released by the stream. */
export const run: Run<"decide-report"> = async ({ input, record, actor, ports, now, commit }) => {
  const [report, people] = await Promise.all([
    loadReport(ports.records, record),
    everything(ports.records, "APPOINTMENTS", "PERSON#"),
  ]);
  const row = rowAt(report, input.stage);
  if (report.version !== input.version) throw new Problem("STALE", { given: input.version, actual: report.version });
  const to = Object.hasOwn(row.on, input.decision) ? row.on[input.decision] : undefined;
  if (to === undefined)
    throw new Problem("NO_SUCH_DECISION", { given: input.decision, stage: report.at, allowed: Object.keys(row.on).join(", ") });
  mustBeReady(row, input.decision, report, expertsOf(people, report.regime, now));
  const step = Number(report.head["step"]);
  const pk = reportPk(report.id);
  return commit(
    {
      writes: [
        nextReport(report.head, {
          at: to,
          step: step + 1,
          enteredAt: now,
          ...dueIn(to, now),
          ...adoptedBy(input.decision, report),
        }),
        {
          put: {
            ...stepKey(pk, step),
            schema: 1,
            stage: report.at,
            decision: input.decision,
            to,
            by: actor.id,
            reasons: input.reasons,
            at: now,
          },
          ifAbsent: true,
        },
      ],
      entries: [{ pk, event: "report.decided", subject: report.id, data: { stage: report.at, decision: input.decision, to } }],
    },
    { report: report.id, version: report.version + 1, at: to },
  );
};

const rowAt = (report: LoadedReport, stage: string): ReportStageRow => {
  if (report.at !== stage || !Object.hasOwn(REPORT_STAGES, report.at))
    throw new Problem("WRONG_STAGE", { allowed: stage, actual: report.at });
  return REPORT_STAGES[report.at as ReportStageId];
};

const mustBeReady = (row: ReportStageRow, decision: string, report: LoadedReport, panel: readonly Actor[]): void => {
  const lacks = (row.needs?.[decision] ?? []).flatMap((need) => lacksOf(need, report, panel));
  if (lacks.length === 0) return;
  if (lacks.some((one) => one.key === "report.faults")) {
    const draft = report.drafts.at(-1);
    throw new Problem("PREFLIGHT", { count: draft?.faultCount ?? 0 }, { details: draft?.faults ?? [] });
  }
  const first = lacks[0];
  throw new Problem("NOT_READY", { what: fill(WORDS[first?.key ?? ""] ?? "", first?.params ?? {}) }, { details: lacks });
};

const WORDS: Readonly<Record<string, string>> = {
  "report.no-draft": "no draft is made",
  "report.reopened": "the text of {case} is no longer the one that was adopted",
  "report.position": "{person} has taken no position on the draft as it stands",
  "report.objection": "{person} objects",
};
/** Where no further decision is due, nothing falls due. */
const dueIn = (to: string, now: string): Readonly<Record<string, Json | undefined>> =>
  Object.hasOwn(REPORT_STAGES, to)
    ? { duePk: duePk(), dueAt: addDays(now, REPORT_STAGES[to as ReportStageId].dueDays) }
    : { duePk: undefined, dueAt: undefined };

/** The Panel adopts one draft: it is what the Committee will see. Going back forgets it. */
const adoptedBy = (decision: string, { drafts }: LoadedReport): Readonly<Record<string, Json | undefined>> => {
  const draft = drafts.at(-1);
  if (decision === "adopt") return { adoptedDraft: draft?.draft, adoptedModelSha256: draft?.modelSha256 };
  return decision === "reopen" ? { adoptedDraft: undefined, adoptedModelSha256: undefined } : {};
};
