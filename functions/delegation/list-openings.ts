import { submissionPk } from "#shared/adapters/keys.ts";
import type { Run } from "#shared/endpoint.ts";
import type { Item } from "#shared/ports.ts";
import { listed } from "../listed.ts";

/** Events that are an opening, and who opened as a delegation may know it: a kind of person, never a name. */
const BY: Readonly<Record<string, "panel" | "own-mission">> = { "material.seen": "panel", "material.opened": "own-mission" };

interface Entry {
  readonly id: string;
  readonly event: string;
  readonly at: string;
  readonly data: { readonly item?: string; readonly number?: number };
}

/** Openings out of the entries of one submission; a page may hold few of them, and `next` says whether more entries follow. */
export const run: Run<"list-openings"> = async ({ input, ports }) => {
  const query = { pk: submissionPk(input.state, input.reference), prefix: "ENTRY#" };
  const { rows, next } = await listed({ ports, query, cursor: input.after, show: (item) => item });
  return { rows: rows.flatMap(shown), next };
};

const shown = (item: Item) => {
  const { id, event, at, data } = item["entry"] as unknown as Entry;
  const by = BY[event];
  return by === undefined ? [] : [{ id, at, by, item: data.item ?? String(data.number), commitment: item["commitment"] }];
};
