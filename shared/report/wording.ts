import { FORMAT } from "../domain/format.ts";

const en = FORMAT.en;

/** Puts values into a formula. Throws on a name that has no value: a gap must never be printed. */
export const fill = (formula: string, values: Readonly<Record<string, string | number>>): string =>
  formula.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = values[name];
    if (value === undefined) throw new Error(`no value for {${name}} in "${formula}"`);
    return String(value);
  });

/** "2 February 2024" from an ISO date or moment; what is not one (a range, a year and month in words) is printed as it stands. */
export const dateInWords = (iso: string): string => {
  const match = /^(\d{4})-(\d{2})(?:-(\d{2}))?(?:T.*)?$/.exec(iso);
  if (match === null) return iso;
  const [, year, month, day] = match;
  const name = en.months[Number(month) - 1];
  if (name === undefined) return iso;
  return day === undefined ? `${name} ${year}` : `${Number(day)} ${name} ${year}`;
};

/** "14:06" of an ISO moment in UTC. */
export const timeOf = (iso: string): string => iso.slice(11, 16);

/** "three letters", "14 letters", "no replies". */
export const counted = (count: number, one: string, many: string): string =>
  `${en.numbers[count] ?? grouped(count)} ${count === 1 ? one : many}`;

/** "9,611". */
export const grouped = (count: number): string => String(count).replace(/\B(?=(\d{3})+$)/g, ",");

export const roman = (number: number): string =>
  (
    [
      [10, "X"],
      [9, "IX"],
      [5, "V"],
      [4, "IV"],
      [1, "I"],
    ] as const
  ).reduce(({ left, text }, [value, sign]) => ({ left: left % value, text: text + sign.repeat(Math.floor(left / value)) }), {
    left: number,
    text: "",
  }).text;

/** 1 is "a", 27 is "aa", as Word counts letters. */
export const letter = (number: number): string => String.fromCharCode(97 + ((number - 1) % 26)).repeat(Math.ceil(number / 26));

/** "one, two and three". */
export const listed = (parts: readonly string[]): string =>
  parts.length < 2 ? (parts[0] ?? "") : `${parts.slice(0, -1).join(", ")} and ${parts.at(-1)}`;

export const capitalized = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** A text as an item of a list: its own end mark gives way to the list's. */
export const withoutEnd = (text: string): string => text.trim().replace(/[.;,]+$/, "");

/** "d3c93e71 … 5a61a359". */
export const shortHash = (sha256: string): string => `${sha256.slice(0, 8)} … ${sha256.slice(-8)}`;

/** Whole hash in groups of eight, two lines of four. */
export const hashLines = (sha256: string): readonly string[] => {
  const groups = sha256.match(/.{1,8}/g) ?? [];
  return [groups.slice(0, 4).join(" "), groups.slice(4).join(" ")];
};

const MONTHS = en.months.join("|");
const NO_BREAK: readonly (readonly [RegExp, string])[] = [
  [new RegExp(`(\\d{1,2}) (${MONTHS})\\b`, "g"), "$1\u00a0$2"],
  [/\b((?:[Pp]aragraphs?|[Rr]esolutions?|[Ff]igures?|[Tt]ables?|[Aa]nnex|No\.|[Vv]ersion|Pier)) (?=[\dIVX])/g, "$1\u00a0"],
  [/(\d) (per cent|million|billion|km|UTC|\()/g, "$1\u00a0$2"],
  [/(SHA-256) (?=[0-9a-f])/g, "$1\u00a0"],
];

/** Puts no-break spaces where a line must not end. For printing only: the model keeps the adopted text. */
export const typeset = (text: string): string => NO_BREAK.reduce((now, [pattern, by]) => now.replace(pattern, by), text);
