import { submissionPk } from "#shared/adapters/keys.ts";
import { Problem } from "#shared/domain/problems.ts";
import type { Run } from "#shared/endpoint.ts";
import { listed } from "../listed.ts";
import { shownItem, shownSubmission } from "./submission.ts";

/** Items of a page: what nearly every submission has, and an answer far below what an invocation may answer (6 MB). */
const ITEMS = 500;

export const run: Run<"get-submission"> = async ({ input, record, ports }) => {
  if (record === undefined) throw new Problem("NOT_FOUND");
  const { rows, next } = await listed({
    ports,
    query: { pk: submissionPk(input.state, input.reference), prefix: "ITEM#" },
    cursor: input.after,
    show: (item) => shownItem(item, record),
    rows: ITEMS,
  });
  return { ...shownSubmission(record), items: rows, next };
};
