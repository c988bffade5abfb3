import type { AdoptedClaim, AdoptedReply, AdoptedVessel, Classification, ReportState } from "./adopted.ts";

/** The one content model: JSON, made by `assemble`, checked by `preflight`, printed by `renderDocx` and `renderHtml`. */
export interface ReportModel {
  readonly schema: 1;
  /** A confidential annex is a model and a file of its own. */
  readonly kind: "report" | "confidential annex";
  readonly classification: Classification;
  readonly language: "en";
  readonly record: {
    readonly title: string;
    readonly symbol: string;
    readonly jobNumber?: string;
    readonly state: ReportState;
    readonly version: number;
    readonly at: string;
    readonly demonstration: boolean;
  };
  readonly masthead?: Masthead;
  readonly letter?: { readonly title: string; readonly paragraphs: readonly string[]; readonly signatories: readonly string[] };
  readonly title: string;
  readonly summary: readonly Sentence[][];
  readonly contents: readonly ContentsEntry[];
  readonly abbreviations: readonly { readonly short: string; readonly long: string }[];
  readonly blocks: readonly Block[];
  readonly annexes: readonly Annex[];
  readonly notes: readonly Note[];
  /** What preflight holds the text against; nothing of it is printed from here. */
  readonly findings: readonly FindingRecord[];
}

export interface Masthead {
  readonly organization: string;
  readonly organ: string;
  readonly distribution: string;
  readonly date: string;
  readonly original: string;
}

export type Inline =
  | { readonly kind: "text"; readonly text: string; readonly style?: "vessel" | "hash" | "label" | "strong" }
  /** Mark of the note of that number. */
  | { readonly kind: "note"; readonly number: number }
  /** A printed number that stands for a block: a field in Word, a link in HTML. */
  | { readonly kind: "reference"; readonly to: string; readonly text: string };

/** `finding` is set on adopted sentences only: they must equal the adopted text. The others are formulas of assembly or the report's record. */
export interface Sentence {
  readonly id?: string;
  readonly finding?: string;
  readonly claims: readonly string[];
  readonly handling: Classification;
  readonly inlines: readonly Inline[];
}

export type HeadingLevel = 1 | 2 | 3 | 4;

export type Block =
  | {
      readonly kind: "heading";
      readonly id: string;
      readonly level: HeadingLevel;
      readonly number: string;
      readonly text: string;
      readonly section: string;
    }
  | {
      readonly kind: "paragraph";
      readonly id: string;
      readonly number: number;
      readonly finding?: string;
      readonly sentences: readonly Sentence[];
    }
  | {
      readonly kind: "item";
      readonly level: 1 | 2 | 3 | 4;
      readonly mark: string;
      readonly finding?: string;
      readonly sentences: readonly Sentence[];
    }
  | {
      readonly kind: "quotation";
      readonly of: "reply" | "objection" | "document";
      readonly finding?: string;
      readonly text: string;
    }
  | { readonly kind: "note line"; readonly inlines: readonly Inline[] }
  | TableBlock
  | FigureBlock;

export interface TableBlock {
  readonly kind: "table";
  readonly id: string;
  /** Tables of an annex have neither number nor title: the annex's title is theirs. */
  readonly number?: number;
  readonly title: string;
  readonly wide: boolean;
  readonly columns: readonly { readonly head: string; readonly share: number }[];
  /** Rows of cells of lines. The first cell of a row is its head. */
  readonly rows: readonly (readonly (readonly (readonly Inline[])[])[])[];
}

export interface FigureBlock {
  readonly kind: "figure";
  readonly id: string;
  readonly number: number;
  readonly exhibit: string;
  readonly title: readonly Inline[];
  readonly alt: string;
  readonly source: string;
  readonly date?: string;
  readonly licence?: string;
  readonly placeholder?: string;
  readonly handling: Classification;
}

export interface ContentsEntry {
  readonly level: 0 | 1 | 2;
  readonly to?: string;
  readonly number: string;
  readonly text: string;
  /** First and last paragraph; absent for annexes. */
  readonly from?: number;
  readonly until?: number;
}

export interface Annex {
  readonly id: string;
  readonly number: string;
  readonly title: string;
  readonly blocks: readonly Block[];
}

export interface Note {
  readonly number: number;
  readonly inlines: readonly Inline[];
  readonly exhibits: readonly string[];
}

export interface FindingRecord {
  readonly caseId: string;
  readonly title: string;
  readonly section: string;
  readonly hash: string;
  readonly standing: string;
  /** Ids of the adopted sentences, in the order adopted. */
  readonly order: readonly string[];
  readonly claims: readonly Omit<AdoptedClaim, "text">[];
  readonly unknowns: readonly string[];
  readonly exhibits: readonly ExhibitRecord[];
  readonly vessels: readonly AdoptedVessel[];
  readonly replies: readonly AdoptedReply[];
  readonly obligations: readonly { readonly citation: string; readonly verified: boolean }[];
  readonly recommendations: readonly { readonly text: string; readonly addressee: string }[];
}

/** Of an exhibit that the file must not describe, only reference, hash and version are kept. */
export interface ExhibitRecord {
  readonly ref: string;
  readonly sha256: string;
  readonly version: string;
  readonly classification: Classification;
  readonly kind?: string;
  readonly title?: string;
  readonly source: string;
}
