import type { EvidenceKind } from "./evidence.ts";
import type { Grade } from "./grades.ts";
import type { Handling } from "./handling.ts";
import type { CaseObligation } from "./obligations.ts";
import type { Role, Specialism } from "./people.ts";
import type { Annotation, Place } from "./places.ts";
import type { StageId } from "./stages.ts";

/** A case as the rules see it: the record and every part that hangs on it. Times are ISO 8601 UTC, hashes lower-case hexadecimal SHA-256. */
export interface CaseFile {
  readonly id: string;
  readonly title: string;
  readonly regime: string;
  /** Section of the report that a finding of this case belongs to (key of SECTIONS). */
  readonly section: string;
  readonly version: number;
  readonly at: StageId | Outcome;
  readonly openedAt: string;
  /** When the present stage was entered, and when it is due. */
  readonly enteredAt: string;
  readonly dueAt?: string;
  /** What the panel has decided the evidence carries; set at corroboration, may be lowered at reply. */
  readonly standing?: Standing;
  /** ISO 3166 alpha-2 of States whose conduct the case is about. Their nationals may comment and object, never decide alone. */
  readonly statesConcerned: readonly string[];
  readonly retaliatory?: boolean;
  readonly mergedInto?: string;
  readonly lead?: string;
  readonly verifier?: string;
  /** Regime's threshold of independent origins, fixed when the case was opened. */
  readonly originsNeeded: number;
  readonly committeeDeadline: string;
  readonly team: readonly Member[];
  readonly exhibits: readonly Exhibit[];
  readonly claims: readonly Claim[];
  readonly vessels: readonly Vessel[];
  /** Absent: none. Places and notes carry no gate: they show what the evidence says, they are no evidence. */
  readonly places?: readonly Place[];
  readonly annotations?: readonly Annotation[];
  readonly mappings: readonly Mapping[];
  readonly letters: readonly Letter[];
  readonly attestations: readonly Attestation[];
  readonly waivers: readonly Waiver[];
  readonly positions: readonly Position[];
  readonly releases: readonly Release[];
  readonly finding?: Finding;
}

export const OUTCOMES = [
  "adopted",
  "held",
  "closed-outside-mandate",
  "closed-unsubstantiated",
  "merged",
  "incident-report",
] as const;
export type Outcome = (typeof OUTCOMES)[number];
export const STANDINGS = ["corroborated", "under investigation", "unsubstantiated"] as const;
export type Standing = (typeof STANDINGS)[number];

/** An expert on the case. `interest` is what they declared; a recusal's reason is sealed and not part of this. */
export interface Member {
  readonly person: string;
  readonly role: Role;
  readonly nationality?: string;
  readonly specialism?: Specialism;
  readonly interest?: "none" | "declared";
  readonly recused?: boolean;
}

/** Evidence linked to the case. `ref` is the Panel's own reference (SUB-001/1, OS-001). */
export interface Exhibit {
  readonly ref: string;
  readonly kind: EvidenceKind;
  readonly title: string;
  /** ISO 3166 alpha-2 of the submitting State; absent for open sources and the Panel's own collection. */
  readonly state?: string;
  /** The State's own reference of the item: GB-001/2. */
  readonly submission?: string;
  /** Who published an open source. */
  readonly publisher?: string;
  readonly sha256Declared: string;
  readonly sha256Stored: string;
  readonly bytes: number;
  readonly mediaType: string;
  readonly fileVersion: string;
  readonly handling?: Handling;
  /** Who first knew, as the experts see it: the key that independence is counted by. */
  readonly origin: string;
  /** The origin that this item merely carries (press story, joint statement, re-release): it adds none of its own. */
  readonly carries?: string;
  readonly sceneId?: string;
  readonly objectId?: string;
  /** ISO date or date range the item shows. */
  readonly shows?: string;
  /** Receipt of the registration: id of the ledger entry in the originator's log. */
  readonly receiptEntry?: string;
  readonly registeredAt: string;
  readonly registeredBy: string;
  readonly figure?: { readonly width: number; readonly height: number };
  readonly disputed?: string;
  readonly grades: readonly (Grade & { readonly by: string; readonly at: string; readonly reasons: string })[];
}

export const CLAIM_KINDS = ["observation", "inference", "attribution", "count", "list fact"] as const;
export type ClaimKind = (typeof CLAIM_KINDS)[number];

export interface Claim {
  readonly id: string;
  readonly text: string;
  readonly kinds: readonly ClaimKind[];
  readonly supportedBy: readonly string[];
  readonly contradictedBy: readonly string[];
  /** What is not known that bears on this claim, in words; empty needs `nothingUnknown`. */
  readonly unknowns: readonly string[];
  readonly nothingUnknown?: string;
}

export interface Vessel {
  readonly id: string;
  readonly name: string;
  readonly imo?: string;
  readonly flag?: string;
  readonly features: readonly string[];
  readonly excluded: readonly { readonly name: string; readonly imo?: string; readonly why: string }[];
  readonly listed: readonly { readonly list: string; readonly by: string; readonly from: string; readonly linkedTo?: string }[];
}

export const ELEMENT_STATES = ["established", "supported by inference", "not established"] as const;
export type ElementState = (typeof ELEMENT_STATES)[number];

/** How the evidence stands to each element of one obligation (key of OBLIGATIONS). */
export interface Mapping {
  readonly obligation: string;
  /** Where the table has no such row: what the case brings itself, never verified. */
  readonly own?: CaseObligation;
  readonly elements: readonly {
    readonly element: string;
    readonly state: ElementState;
    readonly claims: readonly string[];
    readonly why: string;
  }[];
}

/** A letter out (enquiry, or the opportunity to reply) and what came back, verbatim. */
export interface Letter {
  readonly id: string;
  readonly reference: string;
  readonly purpose: "enquiry" | "opportunity to reply";
  readonly state: string;
  readonly asks: string;
  readonly sentAt: string;
  readonly dueAt: string;
  readonly reply?: { readonly text: string; readonly at: string };
  readonly assessment?: { readonly text: string; readonly by: string };
}

/** A named expert answers for something the system does not compute. */
export interface Attestation {
  readonly gate: string;
  readonly by: string;
  readonly nationality?: string;
  readonly reasons: string;
  readonly at: string;
}

export interface Waiver {
  readonly gate: string;
  readonly by: string;
  readonly reasons: string;
  readonly at: string;
}

/** Where somebody stands on the present stage (peer review, adoption). `hash` is the exact text it is about. */
export interface Position {
  readonly stage: StageId;
  readonly person: string;
  readonly role: Role;
  readonly says: "agree" | "object" | "return";
  readonly reasons?: string;
  readonly hash?: string;
  readonly at: string;
}

/** What an originator lets the Panel say, sentence by sentence. */
export interface Release {
  readonly id: string;
  readonly state: string;
  readonly sentence: string;
  /** The text that was put to the originator. */
  readonly text: string;
  readonly askedAt: string;
  readonly answer?: {
    readonly says: "released" | "refused";
    readonly as?: Attribution;
    readonly at: string;
    readonly note?: string;
  };
}
export const ATTRIBUTIONS = ["none", "a Member State", "named State", "named source"] as const;
export type Attribution = (typeof ATTRIBUTIONS)[number];

export interface Sentence {
  readonly id: string;
  readonly text: string;
  readonly claims: readonly string[];
  readonly paragraph: number;
}

export interface Recommendation {
  readonly text: string;
  readonly addressee: string;
  readonly rank: number;
}

/** The text that the Panel adopts. `hash` is the SHA-256 of its exact text (see shared/record/exact.ts). */
export interface Finding {
  readonly title: string;
  readonly sentences: readonly Sentence[];
  readonly recommendations: readonly Recommendation[];
  readonly figures: readonly {
    readonly exhibit: string;
    readonly title: string;
    readonly alt: string;
    readonly licence: string;
  }[];
  readonly hash: string;
  readonly changedAt: string;
  readonly changedBy: string;
  readonly changes: readonly {
    readonly why: string;
    readonly substance: boolean;
    readonly by: string;
    readonly at: string;
    readonly hash: string;
  }[];
}

/** A gate's answer. `key` and `params` find the sentence in the catalogue; nothing here is English text for people except what people wrote. */
export type GateResult =
  | { readonly state: "met"; readonly how: "computed" | "attested, not computed" | "waived" }
  | { readonly state: "missing"; readonly missing: readonly Missing[] };
export interface Missing {
  /** Catalogue key, e.g. "G6.origins". */
  readonly key: string;
  readonly params: Readonly<Record<string, string | number>>;
  /** Catalogue key of who can supply it, e.g. "who.lead", "who.originator". */
  readonly who: string;
}
