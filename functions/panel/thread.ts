import { originThreadPk, unansweredList } from "#shared/adapters/keys.ts";
import type { Place } from "../thread.ts";

/** The thread of a submission as the Panel and its Secretariat have it, under the reference that its State knows. */
export const originThread = (state: string, reference: string, regime: string): Place => ({
  pk: originThreadPk(state, reference),
  about: { state, reference, regime },
  waiting: ({ id, at, text }) => ({ listPk: unansweredList(regime), listSk: `${at}#${id}`, id, askedAt: at, text }),
});
