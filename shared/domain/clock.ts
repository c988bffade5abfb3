// biome-ignore-all lint/style/noRestrictedGlobals: Date is read from and written as text here; nothing asks it for the time.
const DAY = 86_400_000;

/** The same time `days` calendar days later, ISO 8601 UTC. */
export const addDays = (iso: string, days: number): string => new Date(Date.parse(iso) + days * DAY).toISOString();

/** Whole days from `from` to `to`; negative when `to` is earlier. */
export const daysBetween = (from: string, to: string): number => Math.floor((Date.parse(to) - Date.parse(from)) / DAY);

/**
 * What can be done with the opportunity to reply. The window of every letter closes at its own deadline; where one closes after the
 * Committee's deadline, the report cannot wait for it: the Panel chooses to include the case as under investigation or to hold it
 * (scenario: acceptance test "late evidence"; S/2006/997, paragraph 28).
 */
export const replyWindow = (
  letters: readonly { readonly dueAt: string; readonly replied: boolean }[],
  at: { now: string; committeeDeadline: string },
) => {
  const open = letters.filter((letter) => !letter.replied && letter.dueAt > at.now);
  const closesAt = open
    .map((letter) => letter.dueAt)
    .toSorted()
    .at(-1);
  return {
    ...(closesAt === undefined ? {} : { closesAt }),
    allReplied: letters.length > 0 && letters.every((letter) => letter.replied),
    allClosed: letters.length > 0 && open.length === 0,
    canCloseInTime: closesAt === undefined ? letters.length > 0 : closesAt <= at.committeeDeadline,
  };
};
