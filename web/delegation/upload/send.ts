import { call, NoAnswer } from "#web/api/call.ts";
import { hashPart } from "./hashing.ts";

interface Link {
  readonly part: number;
  readonly url: string;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
}
interface Linked {
  readonly arrived: readonly { readonly part: number }[];
  readonly links: readonly Link[];
}
export interface Place {
  readonly state: string;
  readonly reference: string;
  readonly item: string;
  readonly partBytes: number;
  readonly parts: number;
}
interface Sending {
  readonly place: Place;
  readonly file: File;
  /** Bytes that have arrived or are on their way, of the whole file. */
  readonly progress: (sent: number) => void;
  /** Bytes of the parts that have arrived, each time one more has. */
  readonly has: (bytes: number) => void;
  readonly signal: AbortSignal;
}

/** Parts of one file on their way at once, and at most this many bytes of it in memory. */
const AT_ONCE = 3;
const IN_MEMORY = 64 * 1024 * 1024;

/** Sends the parts that have not arrived, then joins them. Throws `NoAnswer` when the line fails, `AbortError` when paused. */
export const sendFile = async ({ place, file, progress, has, signal }: Sending): Promise<void> => {
  const arrived = await arrivedParts(place, file);
  const sizes = new Map<number, number>();
  for (const part of arrived) sizes.set(part, sizeOf(place, part, file.size));
  const tell = () => progress([...sizes.values()].reduce((sum, size) => sum + size, 0));
  let held = [...sizes.values()].reduce((sum, size) => sum + size, 0);
  tell();
  has(held);
  const missing = Array.from({ length: place.parts }, (_, at) => at + 1).filter((part) => !arrived.has(part));
  const lanes = Math.max(1, Math.min(AT_ONCE, Math.floor(IN_MEMORY / place.partBytes)));
  await Promise.all(
    Array.from({ length: lanes }, async () => {
      for (let part = missing.shift(); part !== undefined; part = missing.shift()) {
        signal.throwIfAborted();
        const at = part;
        await sendPart(place, file, at, signal, (sent) => {
          sizes.set(at, sent);
          tell();
        });
        held += sizeOf(place, at, file.size);
        has(held);
      }
    }),
  );
  await call("complete-item", { state: place.state, reference: place.reference, item: place.item }, crypto.randomUUID());
};

const sizeOf = (place: Place, part: number, bytes: number): number =>
  part < place.parts ? place.partBytes : bytes - place.partBytes * (place.parts - 1);

/** Asks for the link of one part, which also says what has arrived before. */
const link = async (place: Place, part: { part: number; bytes: number; sha256: string }): Promise<Linked> =>
  call<Linked>("link-parts", { state: place.state, reference: place.reference, item: place.item, parts: [part] });

const partOf = async (place: Place, file: File, part: number) => {
  const from = place.partBytes * (part - 1);
  const body = await file.slice(from, from + sizeOf(place, part, file.size)).arrayBuffer();
  return { body, described: { part, bytes: body.byteLength, sha256: await hashPart(body) } };
};

const arrivedParts = async (place: Place, file: File): Promise<ReadonlySet<number>> => {
  const { described } = await partOf(place, file, place.parts);
  const { arrived } = await link(place, described);
  return new Set(arrived.map((one) => one.part));
};

/** Tries of one part before the file is reported as cut off. */
const TRIES = 4;

const sendPart = async (
  place: Place,
  file: File,
  part: number,
  signal: AbortSignal,
  progress: (sent: number) => void,
): Promise<void> => {
  const { body, described } = await partOf(place, file, part);
  for (let attempt = 1; ; attempt += 1) {
    const { links } = await link(place, described);
    const one = links[0];
    if (one === undefined) return progress(body.byteLength);
    const status = await put(one, body, signal, progress);
    if (status >= 200 && status < 300) return progress(body.byteLength);
    progress(0);
    // An expired link is fetched anew, a part damaged on the way is sent again; what else is refused is not helped by repeating.
    if (attempt >= TRIES || (status >= 400 && status < 500 && ![400, 403, 408, 429].includes(status))) throw new NoAnswer(status);
    await new Promise((resolve) => setTimeout(resolve, 400 * 2 ** attempt));
    signal.throwIfAborted();
  }
};

/** Only this request type tells of what is sent while it is sent. Answers the status; rejects with `NoAnswer` without one. */
const put = (to: Link, body: ArrayBuffer, signal: AbortSignal, progress: (sent: number) => void): Promise<number> =>
  new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open(to.method, to.url);
    for (const [name, value] of Object.entries(to.headers)) request.setRequestHeader(name, value);
    request.upload.onprogress = (event) => progress(event.loaded);
    request.onload = () => resolve(request.status);
    request.onerror = () => reject(new NoAnswer(undefined));
    const stop = () => request.abort();
    request.onabort = () => reject(new DOMException("paused", "AbortError"));
    signal.addEventListener("abort", stop, { once: true });
    request.onloadend = () => signal.removeEventListener("abort", stop);
    request.send(body);
  });
