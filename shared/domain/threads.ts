import type { Role } from "./people.ts";
import { isState, stateName } from "./states.ts";

/**
 * What a State's delegation and the Panel write to each other about one submission. Files are not attached: new material is a new
 * submission. A message has the handling of its submission, is part of no case, and so never comes into a report.
 */

/** Who writes. Across the wall this is all that is told of a writer. */
export const AUTHORS = ["state", "expert", "secretariat"] as const;
export type Author = (typeof AUTHORS)[number];

/** As whom somebody of the Panel's zone writes. */
export const authorOf = (role: Role): Exclude<Author, "state"> => (role === "officer" ? "secretariat" : "expert");

/** Where a submission stands when its State may write about it: from the seal on, for until then only the mission knows of it; also after it was withdrawn. */
export const WRITABLE = ["sealed", "registered", "withdrawn"] as const;
export const isWritable = (status: unknown): boolean => (WRITABLE as readonly unknown[]).includes(status);

/** How a thread stands in one zone. Both count up from 0 in the order in which messages came into that zone. */
export interface Thread {
  readonly count: number;
  /** Number of the latest message that the other side wrote; 0 without one. */
  readonly theirs: number;
}

/** The thread with one message more: of the other side, or one's own. */
export const withMessage = ({ count, theirs }: Thread, own: boolean): Thread => ({
  count: count + 1,
  theirs: own ? theirs : count + 1,
});

/** Whether a thread still waits for an answer after one's own message was written over `seen` messages read. */
export const stillWaits = ({ theirs }: Thread, seen: number): boolean => theirs > seen;

const REFERENCE = /(?<![\p{L}\p{N}-])(?:((?:SUB|OS)-\d{3,6}|CASE-[A-Z0-9][A-Z0-9-]*)|([A-Z]{2})-\d{3,6})(?!\d)/gu;

/**
 * What in a text of the Panel's its State must not learn: a number of the Panel's own, or a reference of another State's. `text` is what
 * stands there, `what` says in words why it may not; undefined where nothing is found. It recognises numbers, not meaning: a name of a
 * State is no secret, that a State gave material is.
 */
export const toldTooMuch = (text: string, state: string): { readonly text: string; readonly what: string } | undefined => {
  for (const [found, own, other] of text.matchAll(REFERENCE)) {
    if (own !== undefined) return { text: found, what: "is a number of the Panel's own" };
    if (other !== undefined && other !== state && isState(other))
      return { text: found, what: `is a reference of another State, ${stateName(other)}` };
  }
  return undefined;
};
