import type { Zone } from "#shared/domain/zones.ts";

export type BucketName = "uploads" | "evidence" | "reports" | "ledger";

/** What a zone owns: one table and one bucket, both under the zone's key. */
export const ZONES = {
  delegation: { table: "submissions", bucket: "uploads" },
  panel: { table: "casework", bucket: "evidence" },
  secretariat: { table: "reports", bucket: "reports" },
  record: { table: "ledger", bucket: "ledger" },
} as const satisfies Record<Zone, { readonly table: string; readonly bucket: BucketName }>;

export const ZONE_NAMES = Object.keys(ZONES) as readonly Zone[];

/** The zone whose key encrypts a bucket. */
export const zoneOfBucket = (bucket: string): Zone => {
  const found = ZONE_NAMES.find((zone) => ZONES[zone].bucket === bucket);
  if (found === undefined)
    throw new Error(`no zone owns a bucket named ${bucket}; known: ${ZONE_NAMES.map((zone) => ZONES[zone].bucket).join(", ")}`);
  return found;
};

/** `hash-file` → `HashFile`: logical ids are written out, because renaming one replaces the resource. */
export const logicalId = (...names: readonly string[]): string =>
  names
    .flatMap((name) => name.split("-"))
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join("");
