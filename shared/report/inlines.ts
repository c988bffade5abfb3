import { FORMAT } from "../domain/format.ts";
import type { AdoptedExhibit, AdoptedVessel } from "./adopted.ts";
import type { Inline, Sentence } from "./model.ts";
import { dateInWords, fill, shortHash } from "./wording.ts";

const say = FORMAT.en.sentences;

export const text = (value: string): Inline => ({ kind: "text", text: value });
export const vesselName = (value: string): Inline => ({ kind: "text", text: value, style: "vessel" });
export const hashText = (value: string): Inline => ({ kind: "text", text: value, style: "hash" });

/** A sentence that assembly makes from a formula or the report's record: it rests on no claim and equals no adopted text. */
export const formula = (value: string, names: readonly string[] = []): Sentence => ({
  claims: [],
  handling: "unclassified",
  inlines: withVessels(value, names),
});

/** Every name that must stand in italics: the vessels and those they were told apart from. */
export const vesselNames = (vessels: readonly AdoptedVessel[]): readonly string[] => [
  ...new Set(vessels.flatMap((vessel) => [vessel.name, ...vessel.excluded.map((one) => one.name)])),
];

/** Sets names of vessels apart. The longest name wins, so that "Maria E" is never read as "Maria". */
export const withVessels = (value: string, names: readonly string[]): readonly Inline[] => {
  if (names.length === 0 || !names.some((name) => value.includes(name))) return [text(value)];
  const longestFirst = names
    .toSorted((a, b) => b.length - a.length || (a < b ? -1 : 1))
    .map((name) => name.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  const pattern = new RegExp(`(?<![\\p{L}\\p{N}-])(${longestFirst.join("|")})(?![\\p{L}\\p{N}-])`, "u");
  return value
    .split(new RegExp(pattern, "gu"))
    .map((part, index) => (index % 2 === 1 ? vesselName(part) : text(part)))
    .filter((one) => one.kind !== "text" || one.text !== "");
};

/** One exhibit in a note. Of a held exhibit the public text says the reference, the source as released and the hash, nothing else. */
export const exhibitInlines = (exhibit: AdoptedExhibit, figure: number | undefined, described: boolean): readonly Inline[] => {
  const head = described
    ? [
        exhibit.ref,
        exhibit.kind,
        `“${exhibit.title}”`,
        exhibit.source,
        ...(exhibit.carriedBy === undefined ? [] : [fill(say.carried, { carrier: exhibit.carriedBy })]),
        ...(exhibit.date === undefined ? [] : [dateInWords(exhibit.date)]),
        ...(figure === undefined ? [] : [fill(say.seeFigure, { number: figure })]),
      ]
    : [exhibit.ref, exhibit.source, say.held];
  return [text(`${head.join(", ")}, SHA-256 `), hashText(shortHash(exhibit.sha256))];
};

/** What a reader sees of inlines, without note marks. */
export const plain = (inlines: readonly Inline[]): string => inlines.map((one) => (one.kind === "note" ? "" : one.text)).join("");
