import type { EvidenceKind } from "#shared/domain/evidence.ts";
import type { Handling } from "#shared/domain/handling.ts";

/** The registration manifest: what a sealed submission turned out to be. Written by the delegation zone, read by the Panel's. */
export interface Registered {
  readonly state: string;
  readonly reference: string;
  readonly items: readonly RegisteredItem[];
}

export interface RegisteredItem {
  readonly number: number;
  readonly kind: EvidenceKind;
  readonly name: string;
  readonly title: string;
  readonly bytes: number;
  readonly mediaType: string;
  /** As declared by the State; equal to what is stored where the verdict is `verified`. */
  readonly sha256: string;
  readonly storedSha256: string | null;
  readonly metadata: Readonly<Record<string, string | number | boolean>>;
  readonly handling: Handling;
  readonly verdict: "verified" | "quarantined";
  readonly reason: string | null;
  readonly image: { readonly width: number; readonly height: number } | null;
  /** In the delegation's bucket, and where the Panel's copy goes. */
  readonly file: { readonly key: string; readonly version: string; readonly to: string };
}
