import type { EvidenceKind } from "#shared/domain/evidence.ts";
import type { Handling } from "#shared/domain/handling.ts";

/** What the delegation zone answers, as its functions shape it. */
export interface Submission {
  readonly reference: string;
  readonly version: number;
  readonly status: "draft" | "sealed" | "registered" | "withdrawn";
  readonly regime: string;
  readonly title: string;
  readonly noteVerbale: string | null;
  readonly supplements: string | null;
  readonly handling: Handling;
  readonly items: number;
  readonly heldBack: number;
  readonly draftedAt: string;
  readonly sealedAt: string | null;
  readonly registeredAt: string | null;
  readonly withdrawnAt: string | null;
  readonly manifestSha256: string | null;
}
export interface Item {
  readonly id: string;
  readonly number: number;
  readonly kind: EvidenceKind;
  readonly name: string;
  readonly title: string;
  readonly bytes: number;
  readonly sha256: string;
  readonly mediaType: string;
  readonly metadata: Readonly<Record<string, string | number | boolean>>;
  readonly handling: Handling;
  readonly status: "expected" | "received" | "verified" | "quarantined";
  readonly reason: string | null;
  readonly reasonParams: Readonly<Record<string, string | number>> | null;
  readonly partBytes: number;
  readonly parts: number;
}
export type Whole = Omit<Submission, "items"> & { readonly items: readonly Item[] };

export interface Asked {
  readonly id: string;
  /** `message`: what the Panel or its Secretariat wrote last about a submission, until the State writes. */
  readonly kind: "letter" | "release" | "message";
  readonly askedAt: string;
  readonly dueAt: string | null;
  readonly reference: string | null;
  readonly purpose: "enquiry" | "opportunity to reply" | null;
  readonly asks: string | null;
  readonly sentences:
    | readonly { readonly sentence: string; readonly text: string; readonly material: readonly string[] }[]
    | null;
  readonly answeredAt: string | null;
  readonly reply: string | null;
  readonly answers: readonly ReleaseAnswer[] | null;
}
export interface ReleaseAnswer {
  readonly sentence: string;
  readonly says: "released" | "refused";
  readonly as?: Handling["attribution"];
  readonly note?: string;
}
/** One opening of a State's material. Who is a kind of person, never a name. */
export interface Opening {
  readonly id: string;
  readonly at: string;
  readonly by: "panel" | "own-mission";
  readonly item: string;
  readonly commitment: string;
}
