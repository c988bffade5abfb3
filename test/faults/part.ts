import { createHash } from "node:crypto";

const DAY = 86_400_000;
const EVERY = "every";

/** What part of all faults a run takes: every one, or one kind at each place, turned by a seed. */
export type Part = { readonly kind: "every" } | { readonly kind: "turn"; readonly seed: number };

/**
 * `FAULTS=every` takes all; `FAULTS=<whole number>` is a seed; without it the seed is the number of the day, UTC, so that seven days
 * in a row bring every kind of fault to every place.
 * @throws Error for any other value.
 */
export const partFrom = (given: string | undefined, now: number): Part => {
  if (given === EVERY) return { kind: "every" };
  if (given === undefined || given === "") return { kind: "turn", seed: Math.floor(now / DAY) };
  if (!/^\d{1,9}$/.test(given)) throw new Error(`FAULTS is "${given}"; give "${EVERY}", a whole number as a seed, or nothing`);
  return { kind: "turn", seed: Number(given) };
};

/** Of `kinds` those that this part brings to a place. Other places do not change which. */
export const kindsAt = <K>(part: Part, place: string, kinds: readonly K[]): readonly K[] => {
  if (part.kind === "every") return kinds;
  const own = createHash("sha256").update(place).digest().readUInt32BE();
  return kinds.filter((_, index) => index === (own + part.seed) % kinds.length);
};

export const partSaid = (part: Part): string =>
  part.kind === "every"
    ? "every kind of fault at every place"
    : `one kind of fault at every place, seed ${part.seed} (FAULTS=every for all)`;
