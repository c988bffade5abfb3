import { sha256 } from "@noble/hashes/sha2.js";
import type { Json } from "../ports.ts";
import { canonicalBytes } from "./exact.ts";

/** What a log's leaf commits to. `at` is ISO 8601 UTC; `subject` and `data` hold references, ids and hashes, never names or text. */
export interface Entry {
  readonly id: string;
  readonly event: string;
  readonly at: string;
  readonly log: string;
  readonly subject: string;
  readonly actor: string;
  readonly data: Readonly<Record<string, Json>>;
}

/**
 * 32-byte SHA-256 over the random bytes followed by the entry's canonical bytes. The log publishes only this: without the random bytes
 * a guess of the entry cannot be tested against it. Throws `TypeError` unless `random` has 32 bytes and the entry is JSON.
 */
export const commit = (entry: object, random: Uint8Array): Uint8Array => {
  if (random.length !== 32) throw new TypeError(`a commitment needs 32 random bytes, not ${random.length}`);
  return sha256.create().update(random).update(canonicalBytes(entry)).digest();
};
