import { entryKey, outKey, repeatKey } from "../adapters/keys.ts";
import { CROSSINGS, type CrossingBody, type CrossingKind } from "../domain/crossings.ts";
import { EVENTS, type EventName } from "../domain/events.ts";
import { type Item, type Json, type Ports, type Write, WriteConflict } from "../ports.ts";
import { commit } from "./entry.ts";

/** A ledger entry about to be written beside the record `pk` that it speaks of. */
export interface EntryDraft {
  readonly pk: string;
  readonly event: EventName;
  /** Reference or id of what it is about; never a name or text. */
  readonly subject: string;
  readonly data: Readonly<Record<string, Json>>;
  /** Needed for events of a State's log. */
  readonly state?: string;
  /** Fixed id where the entry must come out the same when the work is repeated. */
  readonly id?: string;
}

/** A message to another zone, written with the change it speaks of; carried by its crossing. */
export type MessageDraft = {
  readonly [K in CrossingKind]: { readonly pk: string; readonly kind: K; readonly body: CrossingBody<K>; readonly id: string };
}[CrossingKind];

/** The log that bears an event: `state-gb` or `panel`. */
export const logOf = (event: EventName, state?: string): string => {
  if (EVENTS[event].log === "panel") return "panel";
  if (state === undefined) throw new TypeError(`event ${event} belongs to a State's log and names no State`);
  return `state-${state.toLowerCase()}`;
};

/** The entry as an item of the same zone's table. It carries what a receipt needs: the entry, its random bytes, the commitment. */
export const entryItem = (
  draft: EntryDraft,
  context: { actor: string; now: string; ports: Pick<Ports, "newId" | "random"> },
): Item => {
  const id = draft.id ?? context.ports.newId();
  const log = logOf(draft.event, draft.state);
  const entry = { id, event: draft.event, at: context.now, log, subject: draft.subject, actor: context.actor, data: draft.data };
  const random = context.ports.random();
  return {
    ...entryKey(draft.pk, id),
    schema: 1,
    entry,
    random: hex(random),
    commitment: hex(commit(entry, random)),
    ...(draft.state === undefined ? {} : { state: draft.state }),
  };
};

/** The message as an item of the sender's table, checked against its row: what the row does not name cannot cross. */
export const messageItem = (draft: MessageDraft): Item => ({
  ...outKey(draft.pk, draft.id),
  schema: 1,
  crossing: draft.kind,
  message: draft.id,
  body: CROSSINGS[draft.kind].fields.parse(draft.body) as unknown as Json,
});

export interface Recorded {
  readonly writes: readonly Write[];
  readonly entries: readonly EntryDraft[];
  readonly messages?: readonly MessageDraft[];
}

/** All writes of one change: the records, their entries, the messages. */
export const writesOf = (
  change: Recorded,
  context: { actor: string; now: string; ports: Pick<Ports, "newId" | "random"> },
): Write[] => [
  ...change.writes,
  ...change.entries.map((draft): Write => ({ put: entryItem(draft, context), ifAbsent: true })),
  ...(change.messages ?? []).map((draft): Write => ({ put: messageItem(draft), ifAbsent: true })),
];

/** Answer to a repeated request: kept 24 hours of machine time, judged when read. */
export const repeatItem = (at: {
  actor: string;
  key: string;
  state: string | undefined;
  requestHash: string;
  answer: unknown;
  machineNow: number;
}): Item => ({
  ...repeatKey(at.actor, at.key, at.state),
  schema: 1,
  requestHash: at.requestHash,
  answer: JSON.stringify(at.answer ?? null),
  expiresAt: at.machineNow + 24 * 3_600_000,
});

/**
 * Work that is not a request (tasks, consumers): writes the change as `system`. A conflict because the same work was done before is
 * fine (`done before`); any other conflict is thrown, for the queue to try again.
 */
export const record = async (ports: Ports, change: Recorded): Promise<"written" | "conflict"> => {
  try {
    await ports.records.write(writesOf(change, { actor: "system", now: ports.clock.now(), ports }));
    return "written";
  } catch (error) {
    if (error instanceof WriteConflict && error.reasons.some((reason) => reason === "exists" || reason === "version"))
      return "conflict";
    throw error;
  }
};

export const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString("hex");
