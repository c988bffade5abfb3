import type { AccessLine, AccessLog, AccessMatch, AccessPlace } from "#shared/ports.ts";

/** Rows of a page. */
const ROWS = 50;
/** How much time is looked through at first, milliseconds; each further part is twice as long, up to a day. */
const FIRST_PART = 15 * 60_000;
/** No part is longer: what one call looks through stays small whatever the window, milliseconds. */
const LONGEST_PART = 24 * 3_600_000;
/** After this time no further part is begun, milliseconds: a page says how far it came. */
const ENOUGH = 6_000;

export interface AccessPage {
  readonly rows: readonly AccessLine[];
  /** Where the next page begins; undefined when the window is looked through. */
  readonly next: AccessPlace | undefined;
  /** Everything from here on was looked through. */
  readonly searchedTo: string;
}

/** One page of the lines that match, newest first. Goes back in time part by part, so that neither one call nor all together grow without bound. */
export const searchAccess = async (at: {
  readonly log: AccessLog;
  readonly match: AccessMatch;
  readonly from: string;
  readonly before: AccessPlace;
  /** Milliseconds of a clock that only goes on. */
  readonly elapsed: () => number;
}): Promise<AccessPage> => {
  const begun = at.elapsed();
  const rows: AccessLine[] = [];
  let before = at.before;
  for (let part = FIRST_PART; ; part = Math.min(2 * part, LONGEST_PART)) {
    const from = new Date(Math.max(Date.parse(at.from), Date.parse(before.at) - part)).toISOString();
    rows.push(...(await at.log.newest({ match: at.match, from, before, most: ROWS + 1 - rows.length })));
    const last = rows[ROWS - 1];
    if (rows.length > ROWS && last !== undefined)
      return { rows: rows.slice(0, ROWS), next: { at: last.at, request: last.request }, searchedTo: last.at };
    // Nothing is less than an empty id: what stands at this very moment was part of what was looked through.
    before = { at: from, request: "" };
    if (from === at.from) return { rows, next: undefined, searchedTo: from };
    if (at.elapsed() - begun > ENOUGH) return { rows, next: before, searchedTo: from };
  }
};
