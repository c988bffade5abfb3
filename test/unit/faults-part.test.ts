import { expect, test } from "vitest";
import { kindsAt, partFrom } from "#test/faults/part.ts";

const DAY = 86_400_000;
const KINDS = ["a", "b", "c", "d", "e", "f", "g"];

test("every place meets one kind of fault in a run, and all of them in as many days as there are kinds", () => {
  for (const place of ["records.read · SUBMISSION|", "keys.sign", ""]) {
    const met = KINDS.map((_, day) => kindsAt(partFrom(undefined, (20_000 + day) * DAY), place, KINDS));
    expect(met.every((one) => one.length === 1)).toBe(true);
    expect(met.flat().toSorted()).toEqual(KINDS);
  }
});

test("a seed gives the same part again, and FAULTS=every gives all", () => {
  expect(kindsAt(partFrom("7", 0), "keys.sign", KINDS)).toEqual(kindsAt(partFrom("7", 9 * DAY), "keys.sign", KINDS));
  expect(kindsAt(partFrom("every", 0), "keys.sign", KINDS)).toEqual(KINDS);
});

test("what is neither a seed nor every is refused, and what is allowed is named", () => {
  expect(() => partFrom("all", 0)).toThrow('FAULTS is "all"; give "every", a whole number as a seed, or nothing');
});
