import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { HANDLING, type Handling, handlingSchema, strictest } from "#shared/domain/handling.ts";

const of = <T extends object>(table: T) => fc.constantFrom(...(Object.keys(table) as (keyof T & string)[]));
const handling: fc.Arbitrary<Handling> = fc.record({
  classification: of(HANDLING.classification),
  tlp: of(HANDLING.tlp),
  panelOnly: fc.boolean(),
  attribution: of(HANDLING.attribution),
});
const ranks = (one: Handling) => [
  HANDLING.classification[one.classification].rank,
  HANDLING.tlp[one.tlp].rank,
  Number(one.panelOnly),
  HANDLING.attribution[one.attribution].rank,
];

describe("text that rests on several inputs is handled as the strictest of them, axis by axis", () => {
  test("no axis is looser than that of any input, and each is that of one of them", () => {
    fc.assert(
      fc.property(fc.array(handling, { minLength: 1, maxLength: 6 }), (all) => {
        const found = ranks(strictest(all));
        for (const [axis, rank] of found.entries()) expect(rank).toBe(Math.max(...all.map((one) => ranks(one)[axis] ?? 0)));
      }),
    );
  });
  test("the order of the inputs does not matter, nor how they are taken together, nor one given twice", () => {
    fc.assert(
      fc.property(handling, handling, handling, (a, b, c) => {
        expect(strictest([a, b])).toEqual(strictest([b, a]));
        expect(strictest([a, strictest([b, c])])).toEqual(strictest([strictest([a, b]), c]));
        expect(strictest([a, a])).toEqual(a);
      }),
    );
  });
  test("of nothing there is no strictest", () => {
    expect(() => strictest([])).toThrow(/at least one/);
  });
});

describe("the three axes", () => {
  test("each has distinct ranks from 0 up, in the order of the table, and words", () => {
    for (const axis of Object.values(HANDLING)) {
      const rows = Object.values(axis) as { rank: number; says: string }[];
      expect(rows.map((one) => one.rank)).toEqual(rows.map((_, index) => index));
      expect(rows.filter((one) => !/\.$|”\.$/.test(one.says))).toEqual([]);
    }
  });
  const whole: Handling = { classification: "confidential", tlp: "AMBER", panelOnly: true, attribution: "a Member State" };
  test.each([
    ["an axis left out", { classification: "confidential", tlp: "AMBER", panelOnly: true }],
    ["a word of another axis", { ...whole, classification: "RED" }],
    ["a field more", { ...whole, note: "x" }],
    ["a word for a yes", { ...whole, panelOnly: "yes" }],
  ])("%s is refused", (_, given) => {
    expect(handlingSchema.safeParse(given).success).toBe(false);
    expect(handlingSchema.safeParse(whole).success).toBe(true);
  });
});
