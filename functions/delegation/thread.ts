import { askedList, submissionPk } from "#shared/adapters/keys.ts";
import type { Place } from "../thread.ts";

/** The thread of a submission in its State's records. What the Panel wrote stands among what is asked of the State until it is answered. */
export const ownThread = (state: string, reference: string): Place => ({
  pk: submissionPk(state, reference),
  about: { state, reference, kind: "message" },
  waiting: ({ id, at, text }) => ({ listPk: askedList(state), listSk: `${at}#${id}`, id, askedAt: at, text }),
});
