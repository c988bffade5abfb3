/** A section of the report. Chapters are numbered over the sections present, in the order of the table. */
export interface SectionRow {
  readonly title: string;
  /** What fills it: the report record, adopted findings, or their recommendations. */
  readonly filledBy: "report record" | "findings" | "recommendations";
  /** Words that preflight lets it have, notes and headings included. Our own division of the 10,700 of a document; the sum stays below. */
  readonly words: number;
  /** "form in use": order and titles of the 1874 Panel's reports of 2021 to 2024, from general knowledge, not checked against a document. */
  readonly basis: "form in use, unverified" | "own choice";
}

/** Sections of a report of the Panel that serves the 1718 Committee (BRIEF 4.1). Keys are stored in cases: never rename one. */
export const SECTIONS = {
  introduction: { title: "Introduction", filledBy: "report record", words: 900, basis: "form in use, unverified" },
  "nuclear-missile": {
    title: "Recent activities related to nuclear and ballistic missile programmes",
    filledBy: "findings",
    words: 1_500,
    basis: "form in use, unverified",
  },
  "sectoral-maritime": {
    title: "Sectoral and maritime sanctions",
    filledBy: "findings",
    words: 3_000,
    basis: "form in use, unverified",
  },
  embargoes: {
    title: "Embargoes, designated entities and individuals, and overseas workers",
    filledBy: "findings",
    words: 1_900,
    basis: "form in use, unverified",
  },
  finance: { title: "Finance", filledBy: "findings", words: 1_000, basis: "form in use, unverified" },
  "unintended-effects": {
    title: "Unintended effects of sanctions",
    filledBy: "findings",
    words: 500,
    basis: "form in use, unverified",
  },
  "national-reports": {
    title: "National implementation reports",
    filledBy: "findings",
    words: 400,
    basis: "form in use, unverified",
  },
  recommendations: { title: "Recommendations", filledBy: "recommendations", words: 700, basis: "form in use, unverified" },
} as const satisfies Record<string, SectionRow>;

export type SectionId = keyof typeof SECTIONS;

export const SECTION_IDS = Object.keys(SECTIONS) as readonly SectionId[];
