import { Problem } from "#shared/domain/problems.ts";
import type { Run } from "#shared/endpoint.ts";
import { type Draft, type LoadedReport, loadReport, shownDraft } from "./report-file.ts";

export const run: Run<"get-draft"> = async ({ input, record, actor, ports }) =>
  shownDraft(draftFor(await loadReport(ports.records, record), input.draft, actor.role));

/** The Committee sees the draft that was provided to it and no other. */
export const draftFor = (report: LoadedReport, number: string, role: string): Draft => {
  const draft = report.drafts.find((one) => one.draft === number);
  if (draft === undefined || (role === "committee" && report.head["adoptedDraft"] !== number)) throw new Problem("NOT_FOUND");
  return draft;
};
