import { FORMAT } from "../domain/format.ts";

const en = FORMAT.en;

export interface Abbreviation {
  readonly short: string;
  readonly long: string;
}

const INTRODUCED = /((?:\b[\p{L}’'-]+ ){1,8})\(([A-Z][A-Za-z]{1,7})\)/gu;

/** "automatic identification system (AIS)": the last words whose initials spell the short form, small words passed over. */
const longForm = (before: string, short: string): string | undefined => {
  const words = before.trim().split(" ");
  const initials = short.toLowerCase();
  for (let start = words.length - 1; start >= 0; start -= 1) {
    const tail = words.slice(start);
    const significant = tail.filter((word) => !/^(?:of|the|and|for|in|on)$/i.test(word));
    if (significant.map((word) => word.charAt(0).toLowerCase()).join("") === initials && significant.includes(tail[0] ?? ""))
      return tail.join(" ");
  }
  return undefined;
};

/** Abbreviations that a text introduces. */
export const introducedIn = (text: string): readonly Abbreviation[] =>
  [...text.matchAll(INTRODUCED)].flatMap(([, before, short]) => {
    const long = before === undefined || short === undefined ? undefined : longForm(before, short);
    return long === undefined || short === undefined ? [] : [{ short, long }];
  });

/** Short forms in capitals that a text uses. */
export const usedIn = (text: string): readonly string[] =>
  (text.match(/(?<![\p{L}\p{N}/-])[A-Z]{2,6}(?![\p{L}\p{N}/-])/gu) ?? []).filter(
    (short) => !en.notAbbreviations.some((one) => one === short),
  );

/** The list before the introduction: forms introduced in the text, and known ones that it uses, sorted. */
export const abbreviationsOf = (texts: readonly string[]): readonly Abbreviation[] => {
  const whole = texts.join("\n");
  const used = new Set(usedIn(whole));
  const found = new Map<string, string>(
    en.abbreviations.filter((one) => used.has(one.short)).map((one) => [one.short, one.long]),
  );
  for (const { short, long } of introducedIn(whole)) if (!found.has(short)) found.set(short, long);
  return [...found].map(([short, long]) => ({ short, long })).sort((a, b) => (a.short < b.short ? -1 : 1));
};
