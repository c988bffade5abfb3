import { leafKey, logPk } from "../adapters/keys.ts";
import type { Item, Ports } from "../ports.ts";

/** How many entries a log holds, and how many of them its newest checkpoint covers. */
export interface Head {
  readonly size: number;
  readonly published: number;
  readonly version: number;
}
export const headOf = (item: Item | undefined): Head => ({
  size: Number(item?.["size"] ?? 0),
  published: Number(item?.["published"] ?? 0),
  version: Number(item?.version ?? 0),
});

/** Commitments of the leaves `from` (inclusive) to `to` (exclusive), as bytes. */
export const leavesOf = async (
  { records }: Pick<Ports, "records">,
  log: string,
  from: number,
  to: number,
): Promise<readonly Uint8Array[]> => {
  const leaves: Uint8Array[] = [];
  // The sort key has no lower bound of its own: pages of one tile are read by the digits they share.
  for (let index = from; index < to; ) {
    const shared = leafKey(log, index).sk.slice(0, -2);
    const page = await records.list({ pk: logPk(log), prefix: shared, limit: 100 });
    const wanted = page.items.filter((item) => Number(item["index"]) >= index && Number(item["index"]) < to);
    // A gap would move every leaf behind it: never published, but told.
    if (wanted.length === 0 || wanted.some((item, offset) => Number(item["index"]) !== index + offset))
      throw new Error(`log ${log} lacks a leaf at or after ${index}, though its head counts ${to}`);
    leaves.push(...wanted.map((item) => new Uint8Array(Buffer.from(String(item["commitment"]), "hex"))));
    index += wanted.length;
  }
  return leaves;
};
