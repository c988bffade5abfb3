import type { Context } from "aws-lambda";
import { homePorts } from "#shared/adapters/home.ts";
import { guarded } from "#shared/log.ts";
import { FileRefused, type Files } from "#shared/ports.ts";
import { hashOf, startHash } from "#shared/sha256.ts";
import { fileUnder, type UnderVerification } from "./file-under.ts";

/** A file up to this size is hashed in one go by the faster hash, bytes. */
const ONE_GO = 2 * 1024 ** 3;
/** Time left in the invocation at which a long hash is put down, milliseconds. */
const SPARE = 60_000;

export interface Hashed {
  readonly done: boolean;
  readonly progress?: string;
  readonly sha256?: string;
  readonly storedBytes?: number;
}

/**
 * The hash is what checks the bytes, so the store need not hash them as well. Where it is not the declared one the file is read again
 * with the store's own check: bytes that were damaged in the store are the store's fault (`FileRefused`), not the sender's.
 */
const held = async (files: Files, at: { key: string; version: string }, declared: string, hashed: Hashed): Promise<Hashed> => {
  if (hashed.sha256 !== declared) for await (const _ of await files.read(at));
  return hashed;
};

/** SHA-256 of the stored bytes, computed by us: the store's own checksum of a multipart file is one of checksums. Goes on where it was put down. */
export const handler = guarded(
  "hash-file",
  async (input: UnderVerification & Partial<Hashed>, context: Context): Promise<Hashed> => {
    const ports = (await homePorts())(input.state);
    const item = await fileUnder(ports, input);
    const files = ports.files("uploads");
    const at = { key: String(item["key"]), version: String(item["fileVersion"]) };
    const size = Number(item["storedBytes"]);
    const declared = String(item["sha256"]);
    if (input.progress === undefined && size <= ONE_GO) {
      const { sha256, bytes } = await hashOf(await files.read({ ...at, unchecked: true }));
      return held(files, at, declared, { done: true, sha256, storedBytes: bytes });
    }
    const enough = () => context.getRemainingTimeInMillis() < SPARE;
    const hashed = await inPieces(files, at, { size, progress: input.progress, enough });
    return hashed.done ? held(files, at, declared, hashed) : hashed;
  },
);

const inPieces = async (
  files: Files,
  at: { key: string; version: string },
  { size, progress, enough }: { size: number; progress: string | undefined; enough: () => boolean },
): Promise<Hashed> => {
  const hash = await startHash(progress);
  if (hash.bytes() > size) throw new FileRefused("absent", "the saved hash is of more bytes than are stored");
  const ended =
    hash.bytes() === size ? "end" : await hash.feed(await files.read({ ...at, from: hash.bytes(), unchecked: true }), enough);
  if (ended === "paused") return { done: false, progress: hash.save() };
  return { done: true, storedBytes: hash.bytes(), sha256: hash.digest() };
};
