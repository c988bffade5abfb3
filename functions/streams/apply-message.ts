import { threadMessageKey } from "#shared/adapters/keys.ts";
import type { CrossingBody } from "#shared/domain/crossings.ts";
import type { Item, Json, Ports } from "#shared/ports.ts";
import { type EntryDraft, record } from "#shared/record/change.ts";
import { exactHash } from "#shared/record/exact.ts";
import { ownThread } from "../delegation/thread.ts";
import { bindThread, originThread } from "../panel/thread.ts";
import { added, headOf, type Message, type Place } from "../thread.ts";

/** A State's message, into the thread under the State's own reference: it may be here before its submission is registered. */
export const applyStateMessage = async (ports: Ports, arrived: Item): Promise<void> => {
  const { state, reference, regime, message: id, text, at } = arrived["body"] as unknown as CrossingBody<"state-message">;
  await arrive(ports, originThread(state, reference, regime), { id, at, from: "state", text }, (pk) => ({
    pk,
    event: "message.arrived",
    subject: reference,
    data: { message: id, textSha256: exactHash(text, 1) },
  }));
  await bindThread(ports, state, reference);
};

/** A message of the Panel or its Secretariat, into the State's own thread. */
export const applyPanelMessage = async (ports: Ports, body: Json | undefined): Promise<void> => {
  const { state, reference, message: id, from, text, at } = body as unknown as CrossingBody<"panel-message">;
  await arrive(ports, ownThread(state, reference), { id, at, from, text }, (pk) => ({
    pk,
    event: "message.received",
    state,
    subject: reference,
    data: { message: id, textSha256: exactHash(text, 1) },
  }));
};

const ATTEMPTS = 12;

/** A message that is there already came before. Where somebody wrote at the same moment, the thread is read again. */
const arrive = async (ports: Ports, place: Place, message: Message, entryIn: (pk: string) => EntryDraft): Promise<void> => {
  for (let attempt = 1; ; attempt += 1) {
    const [before] = await ports.records.read([threadMessageKey(place.pk, message.at, message.id)]);
    if (before !== undefined) return;
    const { writes } = added({ place, head: await headOf(ports, place.pk), message });
    if ((await record(ports, { writes, entries: [entryIn(place.pk)] })) === "written") return;
    if (attempt >= ATTEMPTS) throw new Error(`${place.pk} is being written to by too many at once`);
    await new Promise((resolve) => setTimeout(resolve, Math.random() * 25 * attempt));
  }
};
