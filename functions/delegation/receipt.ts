import type { CrossingBody } from "#shared/domain/crossings.ts";
import { Problem } from "#shared/domain/problems.ts";
import type { Receipt } from "#shared/domain/receipt.ts";
import type { Item } from "#shared/ports.ts";
import { receiptItem } from "#shared/record/receipt.ts";

/** The receipt of a registered submission whose entry stands in the log. */
export const receiptOf = (at: {
  submission: Item;
  items: readonly Item[];
  entry: Item | undefined;
  proof: CrossingBody<"proof">;
}): Receipt => {
  if (at.entry === undefined) throw new Problem("NOT_READY", { what: "the receipt's entry is being placed in the log" });
  const { leafIndex, proof, checkpoint, vkey } = at.proof;
  const entry = at.entry["entry"] as unknown as Receipt["entry"];
  return {
    receipt: "corroborate/1",
    state: String(at.submission["state"]),
    reference: String(at.submission["reference"]),
    registeredAt: entry.at,
    items: at.items.map(receiptItem).toSorted((a, b) => a.number - b.number),
    entry,
    random: String(at.entry["random"]),
    leafIndex,
    proof: [...proof],
    checkpoint,
    vkey,
  };
};
