import type { Asked, Told } from "./sha256.worker.ts";

interface Waiting {
  readonly progress: (done: number) => void;
  readonly resolve: (sha256: string) => void;
  readonly reject: (error: Error) => void;
}
let worker: Worker | undefined;
const waiting = new Map<string, Waiting>();
let last = 0;

const started = (): Worker => {
  if (worker !== undefined) return worker;
  worker = new Worker(new URL("./sha256.worker.ts", import.meta.url), { type: "module" });
  worker.onmessage = ({ data }: MessageEvent<Told>) => {
    const one = waiting.get(data.id);
    if (one === undefined) return;
    if ("done" in data) return one.progress(data.done);
    waiting.delete(data.id);
    if ("sha256" in data) one.resolve(data.sha256);
    else one.reject(new Error(data.failed));
  };
  return worker;
};

/** SHA-256 of a file in lower-case hexadecimal, one file after another in a worker. Rejects when the browser can no longer read it. */
export const hashFile = (file: Blob, progress: (done: number) => void): Promise<string> =>
  new Promise((resolve, reject) => {
    last += 1;
    const id = String(last);
    waiting.set(id, { progress, resolve, reject });
    started().postMessage({ id, file } satisfies Asked);
  });

/** SHA-256 of one part, by the browser itself. */
export const hashPart = async (bytes: ArrayBuffer): Promise<string> =>
  Array.from(new Uint8Array(await crypto.subtle.digest("SHA-256", bytes)), (byte) => byte.toString(16).padStart(2, "0")).join("");
