import * as z from "zod";
import { canonicalBytes, sha256Hex } from "#shared/record/exact.ts";

/** Name of the manifest inside a backup, and of the folder beside it that holds the data. */
export const MANIFEST = "manifest.json";
export const CONTENT = "data";

const hash = z.string().regex(/^[0-9a-f]{64}$/);
/** A path below the data folder: no step up, no empty step, no root. */
const path = z
  .string()
  .refine(
    (given) => given.split("/").every((step) => step !== "" && step !== "." && step !== "..") && !given.includes("\\"),
    "is not a path inside the data folder",
  );

const contentSchema = z.strictObject({
  backup: z.literal("corroborate/1"),
  /** ISO 8601 UTC, machine time. */
  madeAt: z.iso.datetime(),
  /** The newest signed checkpoint of each log, as text: what must be the same after restoring. */
  checkpoints: z.array(z.strictObject({ log: z.string(), checkpoint: z.string() })),
  files: z.array(z.strictObject({ path, bytes: z.int().nonnegative(), sha256: hash })),
});
const manifestSchema = contentSchema.extend({
  /** SHA-256 of the canonical JSON (RFC 8785) of all other fields. */
  digest: hash,
});

export type ManifestContent = z.output<typeof contentSchema>;
export type Manifest = z.output<typeof manifestSchema>;
export type BackedUp = Manifest["files"][number];

/** Why a backup, or what was asked with it, is refused: each fault names the file. Nothing was written. */
export class BackupRefused extends Error {
  override readonly name = "BackupRefused";
  readonly faults: readonly string[];
  constructor(what: string, faults: readonly string[] = []) {
    super([what, ...faults.map((fault) => `  ${fault}`)].join("\n"));
    this.faults = faults;
  }
}

/** The manifest with its own hash, by which an altered one is told from a whole one. */
export const sealed = (content: ManifestContent): Manifest => ({ ...content, digest: sha256Hex(canonicalBytes(content)) });

export const manifestText = (manifest: Manifest): string => `${JSON.stringify(manifest, null, 1)}\n`;

/** Reads a manifest's text. Throws `BackupRefused`, naming the manifest, when it is cut off, altered or of another kind. */
export const readManifest = (text: string): Manifest => {
  let given: unknown;
  try {
    given = JSON.parse(text);
  } catch {
    throw new BackupRefused("the backup is damaged; nothing was written", [`${MANIFEST} is cut off or is no JSON`]);
  }
  const parsed = manifestSchema.safeParse(given);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    const where = issue?.path.join(".") || "it";
    throw new BackupRefused("the backup is damaged; nothing was written", [
      `${MANIFEST} is not a manifest of this kind: ${where}: ${issue?.message ?? "not as described"}`,
    ]);
  }
  const { digest, ...content } = parsed.data;
  if (sealed(content).digest !== digest)
    throw new BackupRefused("the backup is damaged; nothing was written", [
      `${MANIFEST} was altered: it does not have the hash that it names`,
    ]);
  return parsed.data;
};
