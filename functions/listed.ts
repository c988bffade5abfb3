import { openCursor, sealCursor } from "#shared/cursor.ts";
import { Problem } from "#shared/domain/problems.ts";
import type { Item, ListQuery, Ports } from "#shared/ports.ts";

/** Rows of a page, where a list has no reason for another number. */
const ROWS = 50;

/** One page of a list with a signed cursor to the next. */
export const listed = async <T>(at: {
  ports: Ports;
  query: Omit<ListQuery, "limit" | "after">;
  cursor: string | undefined;
  show: (item: Item) => T;
  /** At most so many rows; a page is cut shorter where they are long, at 1 MB as the store reads it. */
  rows?: number;
}): Promise<{ rows: readonly T[]; next: string | null }> => {
  const partition = `${at.query.index ?? "table"}:${at.query.pk}`;
  const after = at.cursor === undefined ? undefined : await openCursor(at.ports.keys, partition, at.cursor);
  if (at.cursor !== undefined && after === undefined) throw new Problem("BAD_CURSOR");
  const page = await at.ports.records.list({ ...at.query, limit: at.rows ?? ROWS, ...(after === undefined ? {} : { after }) });
  return {
    rows: page.items.map(at.show),
    next: page.next === undefined ? null : await sealCursor(at.ports.keys, partition, page.next),
  };
};
