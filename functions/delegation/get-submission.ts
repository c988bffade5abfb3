import { Problem } from "#shared/domain/problems.ts";
import type { Run } from "#shared/endpoint.ts";
import { itemsOf, shownItem, shownSubmission } from "./submission.ts";

export const run: Run<"get-submission"> = async ({ input, record, ports }) => {
  if (record === undefined) throw new Problem("NOT_FOUND");
  const items = await itemsOf(ports.records, input.state, input.reference);
  return { ...shownSubmission(record), items: items.map((item) => shownItem(item, record)) };
};
