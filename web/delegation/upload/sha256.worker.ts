import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex } from "@noble/hashes/utils.js";

/**
 * SHA-256 of whole files, beside the page. In plain script and not in WebAssembly: that would need `wasm-unsafe-eval` in the policy of
 * everything here, and a line slower than the hash is what one waits for anyway.
 */
export interface Asked {
  readonly id: string;
  readonly file: Blob;
}
export type Told =
  | { readonly id: string; readonly done: number }
  | { readonly id: string; readonly sha256: string }
  | { readonly id: string; readonly failed: string };

const STEP = 4 * 1024 * 1024;

const hash = async ({ id, file }: Asked): Promise<void> => {
  const whole = sha256.create();
  let told = 0;
  for (let at = 0; at < file.size; at += STEP) {
    whole.update(new Uint8Array(await file.slice(at, at + STEP).arrayBuffer()));
    if (at - told >= 8 * STEP) {
      told = at;
      say({ id, done: at });
    }
  }
  say({ id, sha256: bytesToHex(whole.digest()) });
};
const say = (told: Told): void => postMessage(told);

let queue: Promise<void> = Promise.resolve();
self.addEventListener("message", ({ data }: MessageEvent<Asked>) => {
  queue = queue
    .then(() => hash(data))
    .catch((error: unknown) => say({ id: data.id, failed: error instanceof Error ? error.name : "unreadable" }));
});
