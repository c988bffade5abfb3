import { EVIDENCE, type EvidenceKind, metadataSchema } from "#shared/domain/evidence.ts";
import { Problem } from "#shared/domain/problems.ts";

interface Described {
  readonly kind: EvidenceKind;
  readonly mediaType: string;
  readonly bytes: number;
  readonly metadata: Readonly<Record<string, unknown>>;
}

/** Whether a file may be of this kind and is described as the kind asks. Throws `OUT_OF_BOUNDS` or `INVALID` with what is wrong. */
export const checkDescription = ({ kind, mediaType, bytes, metadata }: Described): void => {
  const row = EVIDENCE[kind];
  if (!(row.mediaTypes as readonly string[]).includes(mediaType))
    throw new Problem("OUT_OF_BOUNDS", { where: "mediaType", given: mediaType, allowed: row.mediaTypes.join(", ") });
  if (bytes > row.maxBytes) throw new Problem("OUT_OF_BOUNDS", { where: "bytes", given: bytes, allowed: `0 to ${row.maxBytes}` });
  const parsed = metadataSchema(kind).safeParse(metadata);
  if (parsed.success) return;
  const details = parsed.error.issues.map((issue) => ({ where: `metadata.${issue.path.join(".")}`, what: issue.message }));
  throw new Problem(
    "INVALID",
    { where: details[0]?.where ?? "metadata", what: details[0]?.what ?? "not as described" },
    { details },
  );
};
