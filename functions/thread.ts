import { THREAD_MESSAGES, threadKey, threadMessageKey } from "#shared/adapters/keys.ts";
import { type Author, stillWaits, type Thread, withMessage } from "#shared/domain/threads.ts";
import type { Item, Json, Ports, Write } from "#shared/ports.ts";
import { listed } from "./listed.ts";

/** A message as it is kept. `by` is the account of whoever wrote it, in the zone where it was written alone. */
export interface Message {
  readonly id: string;
  readonly at: string;
  readonly from: Author;
  readonly text: string;
  readonly by?: string;
}

/** Where a thread stands, and what its head says of it beside its numbers. `waiting` puts it on the list of what waits for an answer. */
export interface Place {
  readonly pk: string;
  readonly about: Readonly<Record<string, Json>>;
  readonly waiting: (message: Message) => Readonly<Record<string, Json>>;
}

export const headOf = async ({ records }: Pick<Ports, "records">, pk: string): Promise<Item | undefined> =>
  (await records.read([threadKey(pk)]))[0];

const countedIn = (head: Item | undefined): Thread => ({
  count: Number(head?.["count"] ?? 0),
  theirs: Number(head?.["theirs"] ?? 0),
});

/**
 * Writes that put one message into a thread and count it. `seen` is there for a message of one's own: how many its writer had read. The
 * thread stands on the list of what waits as long as the other side wrote what no own message followed that had seen it.
 */
export const added = (at: {
  readonly place: Place;
  readonly head: Item | undefined;
  readonly message: Message;
  readonly seen?: number;
}): { readonly writes: readonly Write[]; readonly count: number } => {
  const { place, head, message, seen } = at;
  const own = seen !== undefined;
  const thread = withMessage(countedIn(head), own);
  const waits = own ? (stillWaits(thread, seen) ? kept(head, WAITING) : {}) : place.waiting(message);
  const version = Number(head?.version ?? 0);
  const next = {
    ...threadKey(place.pk),
    schema: 1,
    version: version + 1,
    ...place.about,
    ...kept(head, ["registered"]),
    ...thread,
    ...waits,
  };
  return {
    count: thread.count,
    writes: [
      { put: { ...threadMessageKey(place.pk, message.at, message.id), schema: 1, ...message }, ifAbsent: true },
      head === undefined ? { put: next, ifAbsent: true } : { put: next, ifVersion: version },
    ],
  };
};

/** What a head says of the message that waits: its place on the list, its id, time and text. */
const WAITING = ["listPk", "listSk", "id", "askedAt", "text"];
const kept = (head: Item | undefined, names: readonly string[]): Readonly<Record<string, Json>> =>
  Object.fromEntries(names.flatMap((name) => (head?.[name] === undefined ? [] : [[name, head[name] as Json]])));

/** One page of a thread, newest first, with how many messages there are in all. */
export const shownThread = async (ports: Ports, pk: string, cursor: string | undefined) => {
  const [page, head] = await Promise.all([
    listed({ ports, query: { pk, prefix: THREAD_MESSAGES, newestFirst: true }, cursor, show: shownMessage }),
    headOf(ports, pk),
  ]);
  return { ...page, count: countedIn(head).count };
};

export const shownMessage = (item: Message | Item) => ({
  id: item["id"],
  at: item["at"],
  from: item["from"],
  by: item["by"] ?? null,
  text: item["text"],
});
