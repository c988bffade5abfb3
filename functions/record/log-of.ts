import { logKey } from "#shared/adapters/keys.ts";
import { Problem } from "#shared/domain/problems.ts";
import type { Item, Ports } from "#shared/ports.ts";
import { type Head, headOf } from "#shared/record/log-store.ts";

/** Head of a log. Throws `NOT_FOUND`. */
export const logOf = async (ports: Ports, log: string): Promise<Head> => {
  const [item] = await ports.records.read([logKey(log)]);
  if (item === undefined) throw new Problem("NOT_FOUND");
  return headOf(item);
};

/** Heads of all logs: as many as there are States that submitted, and two. */
export const everyLog = async (ports: Ports, pk: string): Promise<readonly Item[]> =>
  (await ports.records.list({ pk, index: "list", limit: 1000 })).items;
