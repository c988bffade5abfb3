import { originThreadPk, pointerKey, threadKey, unansweredList } from "#shared/adapters/keys.ts";
import { type Ports, WriteConflict } from "#shared/ports.ts";
import type { Place } from "../thread.ts";

/** The thread of a submission as the Panel and its Secretariat have it, under the reference that its State knows. */
export const originThread = (state: string, reference: string, regime: string): Place => ({
  pk: originThreadPk(state, reference),
  about: { state, reference, regime },
  waiting: ({ id, at, text }) => ({ listPk: unansweredList(regime), listSk: `${at}#${id}`, id, askedAt: at, text }),
});

const ATTEMPTS = 12;

/**
 * Tells a thread under which of our numbers its submission is registered, once both are there. Whoever makes one of the two asks for it
 * afterwards, so whichever comes second finds the other; repeating it changes nothing.
 */
export const bindThread = async ({ records }: Ports, state: string, reference: string): Promise<void> => {
  for (let attempt = 1; ; attempt += 1) {
    const [head, pointer] = await records.read([
      threadKey(originThreadPk(state, reference)),
      pointerKey("ORIGIN", `${state}#${reference}`),
    ]);
    const registered = pointer?.["reference"];
    if (head === undefined || registered === undefined || head["registered"] === registered) return;
    const version = Number(head.version);
    try {
      await records.write([{ put: { ...head, version: version + 1, registered }, ifVersion: version }]);
      return;
    } catch (error) {
      if (!(error instanceof WriteConflict) || attempt >= ATTEMPTS) throw error;
    }
  }
};
