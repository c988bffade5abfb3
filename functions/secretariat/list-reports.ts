import { reportsList } from "#shared/adapters/keys.ts";
import { isProvided } from "#shared/domain/access.ts";
import { REPORT_STAGES, type ReportStageId } from "#shared/domain/stages.ts";
import type { Run } from "#shared/endpoint.ts";
import { listed } from "../listed.ts";

/** A Committee member's list has the reports that were provided to the Committee, and no trace of the others. */
export const run: Run<"list-reports"> = async ({ input, ports, actor }) => {
  const page = await listed({
    ports,
    query: { pk: reportsList(input.regime), index: "list", newestFirst: true },
    cursor: input.after,
    show: (item) => ({
      report: item["id"],
      kind: item["kind"],
      symbol: item["symbol"] ?? null,
      at: String(item["at"]),
      stage: REPORT_STAGES[item["at"] as ReportStageId]?.title ?? null,
      dueAt: item["dueAt"] ?? null,
      drafts: item["drafts"],
      version: Number(item.version),
    }),
  });
  return actor.role === "committee" ? { ...page, rows: page.rows.filter((row) => isProvided(row.at)) } : page;
};
