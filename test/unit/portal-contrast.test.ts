import { describe, expect, test } from "vitest";
import { COLOURS, type Colour } from "#web/theme/tokens.ts";

/** Relative luminance of an sRGB colour, 0 to 1 (WCAG 2.2, "relative luminance"). */
const luminance = (hex: string): number => {
  const parts = [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255);
  const [r = 0, g = 0, b = 0] = parts.map((one) => (one <= 0.04045 ? one / 12.92 : ((one + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
};
const contrast = (one: string, other: string): number => {
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].toSorted((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
};

const GROUNDS = ["paper", "surface", "sunken"] as const;
const WASHES = ["action-wash", "met-wash", "gap-wash", "stop-wash", "voice-wash"] as const;
const TEXTS = ["ink", "ink-2", "ink-3", "action", "met", "gap", "stop", "voice"] as const;
/** WCAG 2.2, 1.4.3 (text, AA) and 1.4.11 (borders of controls and the focus). */
const [TEXT, PART] = [4.5, 3];

const pairs: readonly (readonly [Colour, Colour, number])[] = [
  ...TEXTS.flatMap((text) => GROUNDS.map((ground) => [text, ground, TEXT] as const)),
  ...WASHES.flatMap((wash) => (["ink", "ink-2", "action"] as const).map((text) => [text, wash, TEXT] as const)),
  ...WASHES.map((wash) => [wash.replace("-wash", "") as Colour, wash, TEXT] as const),
  ["action-ink", "action", TEXT],
  ["bar-ink", "bar", TEXT],
  ["bar-ink-2", "bar", TEXT],
  ...(["edge", "focus"] as const).flatMap((part) => GROUNDS.map((ground) => [part, ground, PART] as const)),
];

describe.each([
  ["light", 0],
  ["dark", 1],
] as const)("the %s theme", (_scheme, at) => {
  test.each(pairs)("%s is read on %s (at least %s)", (front, ground, least) => {
    expect(contrast(COLOURS[front][at], COLOURS[ground][at])).toBeGreaterThanOrEqual(least);
  });
});

test("contrast is what WCAG says it is: black on white 21, equal colours 1", () => {
  expect(contrast("#000000", "#ffffff")).toBeCloseTo(21, 6);
  expect(contrast("#777777", "#777777")).toBe(1);
});
