import { REGIMES, type RegimeId } from "#shared/domain/regimes.ts";
import { REPORT_STAGES, type ReportStageId, type ReportStageRow } from "#shared/domain/stages.ts";
import type { Run } from "#shared/endpoint.ts";
import { everything } from "../everything.ts";
import { expertsOf } from "../experts.ts";
import { lacksOf } from "./draft-needs.ts";
import { type LoadedReport, loadReport, shownDraft } from "./report-file.ts";

/** Whole for the Secretariat and the Panel; a Committee member sees the report as provided, without drafts and positions. */
export const run: Run<"get-report"> = async ({ record, actor, ports, now }) => {
  const [report, people] = await Promise.all([
    loadReport(ports.records, record),
    everything(ports.records, "APPOINTMENTS", "PERSON#"),
  ]);
  const provided = report.drafts.find((one) => one.draft === report.head["adoptedDraft"]);
  const common = {
    report: report.id,
    version: report.version,
    regime: report.regime,
    kind: report.head["kind"],
    symbol: report.head["symbol"] ?? null,
    date: report.head["date"] ?? null,
    at: report.at,
    stage: REPORT_STAGES[report.at as ReportStageId]?.title ?? null,
    adoptedDraft: report.head["adoptedDraft"] ?? null,
    adoptedModelSha256: report.head["adoptedModelSha256"] ?? null,
  };
  if (actor.role === "committee") return { ...common, drafts: provided === undefined ? [] : [shownDraft(provided)] };
  return {
    ...common,
    introduction: report.head["introduction"],
    methodology: report.head["methodology"],
    enteredAt: report.head["enteredAt"],
    dueAt: report.head["dueAt"] ?? null,
    mandate: REGIMES[report.regime as RegimeId].mandate,
    findings: report.findings.map(({ case: id, state, hash, sequence, receivedAt }) => ({
      case: id,
      state,
      hash,
      sequence,
      receivedAt,
    })),
    drafts: report.drafts.map(shownDraft),
    positions: report.positions.map(({ draft, person, role, says, hash, reasons, at }) => ({
      draft,
      person,
      role,
      says,
      hash,
      reasons: reasons ?? null,
      at,
    })),
    decisions: decisionsOf(report, expertsOf(people, report.regime, now)),
  };
};

const decisionsOf = (report: LoadedReport, panel: Parameters<typeof lacksOf>[2]) => {
  if (!Object.hasOwn(REPORT_STAGES, report.at)) return [];
  const row: ReportStageRow = REPORT_STAGES[report.at as ReportStageId];
  return Object.entries(row.on).map(([decision, to]) => ({
    decision,
    to,
    decidedBy: row.decidedBy,
    missing: (row.needs?.[decision] ?? []).flatMap((need) => lacksOf(need, report, panel)),
  }));
};
