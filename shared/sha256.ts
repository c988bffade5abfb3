import { createHash } from "node:crypto";
import { createSHA256 } from "hash-wasm";

/** A SHA-256 under way that can be put down and taken up by another process. */
export interface RunningHash {
  /** Bytes hashed so far: where to go on reading. */
  readonly bytes: () => number;
  /**
   * Hashes all of `source`, or stops after the first chunk at which `enough` answers true (when the invocation's time runs out).
   * When `source` fails, what came before the failure counts: go on at `bytes()`.
   */
  readonly feed: (source: AsyncIterable<Uint8Array> | Iterable<Uint8Array>, enough?: () => boolean) => Promise<"end" | "paused">;
  /** Everything needed to go on, about 170 characters. Holds up to 63 bytes of the content: keep it where the content may be kept. */
  readonly save: () => string;
  /** Lower-case hexadecimal. Ends this hash: nothing can be fed or saved afterwards. */
  readonly digest: () => string;
}

const STATE = /^1\.(\d{1,16})\.([A-Za-z0-9_-]+)$/;

/** Starts at zero, or where `state` was saved. Throws a `RangeError` for a state that this code cannot go on from: start again. */
export const startHash = async (state?: string): Promise<RunningHash> => {
  const hasher = await createSHA256();
  let bytes = 0;
  if (state === undefined) hasher.init();
  else {
    const [, count, saved] = STATE.exec(state) ?? [];
    try {
      hasher.load(new Uint8Array(Buffer.from(saved ?? "", "base64url")));
    } catch (cause) {
      throw new RangeError("this saved hash cannot be taken up: start again from the first byte", { cause });
    }
    bytes = Number(count);
  }
  return {
    bytes: () => bytes,
    feed: async (source, enough) => {
      for await (const chunk of source) {
        hasher.update(chunk);
        bytes += chunk.length;
        if (enough?.()) return "paused";
      }
      return "end";
    },
    save: () => `1.${bytes}.${Buffer.from(hasher.save()).toString("base64url")}`,
    digest: () => hasher.digest("hex"),
  };
};

/** Hash of everything in `source`, within one invocation: faster than a hash that can be put down. */
export const hashOf = async (
  source: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
): Promise<{ sha256: string; bytes: number }> => {
  const hash = createHash("sha256");
  let bytes = 0;
  for await (const chunk of source) {
    hash.update(chunk);
    bytes += chunk.length;
  }
  return { sha256: hash.digest("hex"), bytes };
};
