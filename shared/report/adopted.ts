import type { SectionId } from "../domain/sections.ts";

/** What the secretariat zone holds of a case: the finding as adopted, and what its printing needs. Dates are ISO 8601, hashes lower-case hexadecimal. */
export interface AdoptedFinding {
  readonly caseId: string;
  readonly title: string;
  readonly section: SectionId;
  /** SHA-256 of the exact text adopted. */
  readonly hash: string;
  readonly standing: "corroborated" | "under investigation";
  readonly adoptedAt: string;
  readonly objections: readonly { readonly specialism: string; readonly reason: string }[];
  readonly sentences: readonly AdoptedSentence[];
  readonly claims: readonly AdoptedClaim[];
  readonly exhibits: readonly AdoptedExhibit[];
  readonly vessels: readonly AdoptedVessel[];
  readonly unknowns: readonly string[];
  readonly replies: readonly AdoptedReply[];
  readonly obligations: readonly AdoptedObligation[];
  readonly figures: readonly AdoptedFigure[];
  readonly recommendations: readonly AdoptedRecommendation[];
}

export type Classification = "unclassified" | "confidential" | "strictly confidential";

export interface AdoptedSentence {
  readonly id: string;
  readonly text: string;
  readonly claims: readonly string[];
  /** Sentences of the same number stand in one paragraph; without it all stand in one. */
  readonly paragraph?: number;
  /** Stricter than unclassified moves the sentence to the confidential annex. Without it: cleared for the public text. */
  readonly handling?: Classification;
}

export interface AdoptedClaim {
  readonly id: string;
  readonly text: string;
  readonly kind: "observation" | "inference" | "attribution" | "count" | "list fact";
  readonly exhibits: readonly string[];
  readonly unknowns: readonly string[];
  readonly origins: number;
  readonly needed: number;
}

export interface AdoptedExhibit {
  /** The print reference, such as SUB-001/1: never a file name. */
  readonly ref: string;
  readonly kind: string;
  readonly title: string;
  readonly sha256: string;
  readonly bytes: number;
  readonly version: string;
  readonly mediaType: string;
  readonly date?: string;
  /** As released for print, such as "Member State". */
  readonly source: string;
  readonly classification: Classification;
  readonly carriedBy?: string;
}

export interface AdoptedVessel {
  readonly name: string;
  readonly imo?: string;
  readonly flag?: string;
  readonly note?: string;
  /** Whether a list of the Committee has it; a national list is another thing. */
  readonly listedByCommittee?: boolean;
  readonly excluded: readonly { readonly name: string; readonly imo?: string; readonly why: string }[];
}

export interface AdoptedReply {
  readonly state: string;
  /** When the State was asked, and until when it could answer. */
  readonly asked: string;
  readonly due: string;
  /** The reply, verbatim; absent when none came. */
  readonly text?: string;
  readonly assessment?: string;
}

export interface AdoptedObligation {
  readonly citation: string;
  /** Whether the paragraph number was checked against the resolution. */
  readonly verified: boolean;
  readonly measure: string;
  readonly elements: readonly {
    readonly element: string;
    readonly state: "established" | "supported by inference" | "not established";
  }[];
}

export interface AdoptedFigure {
  readonly exhibit: string;
  readonly title: string;
  readonly alt: string;
  readonly source: string;
  readonly date?: string;
  readonly licence?: string;
  /** Says what the plate is when it is not the exhibit's own image. */
  readonly placeholder?: string;
}

export interface AdoptedRecommendation {
  /** The whole sentence, "The Panel recommends that …". */
  readonly text: string;
  readonly addressee: string;
  /** 1 is first. */
  readonly rank: number;
}

export const REPORT_STATES = [
  "collecting",
  "draft",
  "coordinator review",
  "panel adoption",
  "provided",
  "considered",
  "editing",
  "transmitted",
  "issued",
] as const;
export type ReportState = (typeof REPORT_STATES)[number];

/** The report's own record. */
export interface ReportRecord {
  readonly regime: {
    readonly code: string;
    /** "Security Council Committee established pursuant to resolution 1718 (2006)". */
    readonly committee: string;
    /** "Panel of Experts established pursuant to resolution 1874 (2009)". */
    readonly panel: string;
    /** "resolution 2680 (2023)", with a paragraph only where its number is verified. */
    readonly mandate: string;
  };
  /** "final report", "midterm report". */
  readonly kind: string;
  readonly symbol?: string;
  readonly jobNumber?: string;
  readonly distribution: "General" | "Limited" | "Restricted";
  readonly dates: { readonly document: string; readonly provided?: string; readonly considered?: string };
  readonly originalLanguage: "English";
  /** Paragraphs on the mandate, and on methodology and standard of evidence. */
  readonly introduction: readonly string[];
  readonly methodology: readonly string[];
  readonly correspondence: { readonly sent: number; readonly received: number; readonly asOf: string };
  /** Roles, or names where the regime prints them. */
  readonly signatories: readonly string[];
  /** Merkle root over the exhibits, computed by the caller. */
  readonly exhibitRoot?: string;
  readonly state: ReportState;
  readonly version: number;
  /** When this version was made. Every time in the files comes from here. */
  readonly at: string;
  readonly demonstration: boolean;
}

export interface AssemblyInput {
  readonly report: ReportRecord;
  readonly findings: readonly AdoptedFinding[];
}

/** Pixels of a plate, by exhibit reference. Width and height in pixels. */
export interface Plate {
  readonly bytes: Uint8Array;
  readonly mediaType: "image/png" | "image/jpeg";
  readonly width: number;
  readonly height: number;
}
export type Plates = Readonly<Record<string, Plate>>;
