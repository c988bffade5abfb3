import { entryKey, submissionPk } from "#shared/adapters/keys.ts";
import { Problem } from "#shared/domain/problems.ts";
import type { Run } from "#shared/endpoint.ts";
import { receiptOf } from "./receipt.ts";
import { itemsOf } from "./submission.ts";

export const run: Run<"get-receipt"> = async ({ input, record, ports }) => {
  if (record === undefined) throw new Problem("NOT_FOUND");
  const entryId = record["receiptEntry"];
  const proof = record["proof"];
  if (typeof entryId !== "string") throw new Problem("NOT_READY", { what: "the files of this submission are being verified" });
  if (proof === undefined) throw new Problem("NOT_READY", { what: "the receipt's entry is being placed in the log" });
  const [items, [entry]] = await Promise.all([
    itemsOf(ports.records, input.state, input.reference),
    ports.records.read([entryKey(submissionPk(input.state, input.reference), entryId)]),
  ]);
  return receiptOf({ submission: record, items, entry, proof: proof as never });
};
