import { Refused } from "#shared/api/refused.ts";
import type { EvidenceKind } from "#shared/domain/evidence.ts";
import { call } from "#web/api/call.ts";
import { currentSession, onSession } from "#web/api/session.ts";
import type { Item } from "../answers.ts";
import { hashFile } from "./hashing.ts";
import { forget, type KeptFile, keep, keptOf } from "./kept.ts";
import { firstKind, kindsFor, mediaTypeOf, needsNothing } from "./media.ts";
import { sendFile } from "./send.ts";

export type At =
  | "waiting"
  | "hashing"
  | "described"
  | "sending"
  | "paused"
  | "lost"
  | "reselect"
  | "arrived"
  | "refused"
  | "differs"
  | "unreadable";

/** One file on its way to a draft. */
export interface Travelling extends KeptFile {
  readonly at: At;
  readonly done: number;
  /** When the line was lost, ISO 8601. */
  readonly since?: string;
  readonly refusal?: Refused;
}
export interface Rate {
  /** Bytes a second over the last seconds; undefined until known. */
  readonly perSecond: number | undefined;
  readonly sent: number;
  readonly total: number;
}

interface Draft {
  readonly state: string;
  readonly reference: string;
}
/** A chosen file, with the handle that outlives the tab where the browser gives one. */
export interface Chosen {
  readonly file: File;
  readonly handle?: FileSystemFileHandle;
}

/** Files sent at once. */
const AT_ONCE = 2;

/**
 * The files of one draft on their way: hash, declare, send, join. It knows no screen; whoever shows it subscribes. Whatever interrupts it
 * (a lost line, an ended session, a closed tab), what has arrived is kept by the service and the rest goes on from there.
 */
export class Uploads {
  readonly #draft: Draft;
  readonly #files = new Map<string, Travelling>();
  readonly #sources = new Map<string, File>();
  readonly #aborts = new Map<string, AbortController>();
  readonly #listeners = new Set<() => void>();
  readonly #marks: { readonly at: number; readonly sent: number }[] = [];
  #snapshot: readonly Travelling[] = [];
  #changed: () => void;
  #stop: () => void;
  #declaring: Promise<unknown> = Promise.resolve();

  constructor(draft: Draft, changed: () => void) {
    this.#draft = draft;
    this.#changed = changed;
    const online = () => this.#resumeLost();
    const offline = onSession(() => {
      if (currentSession().at === "in") this.#resumeLost();
    });
    window.addEventListener("online", online);
    const timer = setInterval(() => this.#resumeLost(), 15_000);
    this.#stop = () => {
      window.removeEventListener("online", online);
      offline();
      clearInterval(timer);
    };
  }

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };
  list = (): readonly Travelling[] => this.#snapshot;

  rate(): Rate {
    const all = this.#snapshot.filter((file) => file.at !== "refused");
    const total = all.reduce((sum, file) => sum + file.bytes, 0);
    const sent = all.reduce((sum, file) => sum + (file.at === "hashing" ? 0 : file.at === "arrived" ? file.bytes : file.done), 0);
    const [first, last] = [this.#marks[0], this.#marks.at(-1)];
    const seconds = first === undefined || last === undefined ? 0 : (last.at - first.at) / 1000;
    const perSecond =
      seconds < 1 || first === undefined || last === undefined ? undefined : Math.max(0, (last.sent - first.sent) / seconds);
    return { perSecond, sent, total };
  }

  /** Reads what the device keeps of this draft; what the service already has in full is forgotten here. */
  async restore(items: readonly Item[]): Promise<void> {
    for (const kept of await keptOf(this.#draft.reference)) await this.#restoreKept(kept, items);
    // Declared on another device, or before the device forgot: the file has to be chosen here.
    for (const item of items.filter((one) => one.status === "expected")) {
      if ([...this.#files.values()].some((file) => file.item === item.id)) continue;
      const { id, name, bytes, mediaType, kind, sha256 } = item;
      this.#put({
        local: id,
        of: this.#draft.reference,
        name,
        bytes,
        mediaType,
        kind,
        sha256,
        item: id,
        at: "reselect",
        done: 0,
      });
    }
  }

  async #restoreKept(kept: KeptFile, items: readonly Item[]): Promise<void> {
    const item = items.find((one) => one.id === kept.item);
    if (kept.item !== undefined && item?.status !== "expected") return forget(kept.of, kept.local);
    if (this.#files.has(kept.local)) return;
    this.#put({ ...kept, at: kept.paused === true ? "paused" : "reselect", done: 0 });
    const granted = await kept.handle?.queryPermission?.({ mode: "read" });
    if (granted === "granted" && kept.paused !== true) await this.reopen(kept.local);
  }

  add(chosen: readonly Chosen[]): void {
    for (const { file, handle } of chosen) {
      const waitingFor = [...this.#files.values()].find(
        (one) => one.at === "reselect" && one.name === file.name && one.bytes === file.size,
      );
      if (waitingFor !== undefined) {
        void this.give(waitingFor.local, file);
        continue;
      }
      const mediaType = mediaTypeOf(file);
      const kind = firstKind(mediaType, file.size);
      const local = crypto.randomUUID();
      const base = {
        local,
        of: this.#draft.reference,
        name: file.name.normalize("NFC"),
        bytes: file.size,
        mediaType,
        kind: kind ?? "document",
      };
      this.#sources.set(local, file);
      if (kind === undefined) {
        this.#put({ ...base, at: "refused", done: 0 });
        continue;
      }
      const kept: KeptFile = { ...base, ...(handle === undefined ? {} : { handle }) };
      void keep(kept);
      this.#put({ ...kept, at: "waiting", done: 0 });
      void this.#hash(local);
    }
  }

  /** Gives a file back that the browser no longer held. Another content than before is said, not sent. */
  async give(local: string, file: File): Promise<void> {
    const one = this.#files.get(local);
    if (one === undefined) return;
    if (file.size !== one.bytes) return this.#patch(local, { at: "differs" });
    this.#sources.set(local, file);
    await this.#hash(local);
  }

  /** With a handle: asks the browser for leave to read the file again (needs a press), else the person has to choose it. */
  async reopen(local: string): Promise<boolean> {
    const handle = this.#files.get(local)?.handle;
    if (handle === undefined) return false;
    const granted = (await handle.requestPermission?.({ mode: "read" })) ?? "granted";
    if (granted !== "granted") return false;
    await this.give(local, await handle.getFile());
    return true;
  }

  pause(local: string): void {
    this.#aborts.get(local)?.abort();
    this.#patch(local, { at: "paused", paused: true });
  }
  resume(local: string): void {
    const { paused: _paused, since: _since, ...rest } = this.#files.get(local) ?? {};
    if (!("local" in rest)) return;
    const source = this.#sources.has(local);
    this.#put({ ...(rest as Travelling), at: source ? (rest.sha256 === undefined ? "waiting" : "described") : "reselect" });
    if (source && rest.sha256 === undefined) void this.#hash(local);
    else if (!source) void this.reopen(local);
    this.#next();
  }
  async remove(local: string): Promise<void> {
    const one = this.#files.get(local);
    this.#aborts.get(local)?.abort();
    if (one?.item !== undefined) await call("remove-item", { ...this.#draft, item: one.item }, crypto.randomUUID());
    this.#files.delete(local);
    this.#sources.delete(local);
    void forget(this.#draft.reference, local);
    this.#tell();
    this.#changed();
  }
  /** The kind before the file is declared; afterwards the service's record is changed instead. */
  choose(local: string, kind: EvidenceKind): void {
    this.#patch(local, { kind });
    this.#next();
  }
  kindsOf = (file: Travelling): readonly EvidenceKind[] => kindsFor(file.mediaType, file.bytes);

  close(): void {
    this.#stop();
    for (const abort of this.#aborts.values()) abort.abort();
  }

  async #hash(local: string): Promise<void> {
    const [one, file] = [this.#files.get(local), this.#sources.get(local)];
    if (one === undefined || file === undefined) return;
    this.#patch(local, { at: "hashing", done: 0 });
    try {
      const sha256 = await hashFile(file, (done) => {
        if (this.#files.get(local)?.at === "hashing") this.#patch(local, { done });
      });
      if (one.sha256 !== undefined && one.sha256 !== sha256) return this.#patch(local, { at: "differs" });
      const now = this.#files.get(local);
      if (now === undefined) return;
      this.#patch(local, { sha256, done: 0, at: now.at === "paused" ? "paused" : "described" });
      this.#next();
    } catch {
      this.#patch(local, { at: "unreadable" });
    }
  }

  #next(): void {
    const sending = [...this.#files.values()].filter((file) => file.at === "sending").length;
    const ready = [...this.#files.values()].filter(
      (file) => file.at === "described" && (file.item !== undefined || needsNothing(file.kind)),
    );
    for (const file of ready.slice(0, Math.max(0, AT_ONCE - sending))) void this.#send(file.local);
  }

  async #send(local: string): Promise<void> {
    const abort = new AbortController();
    this.#aborts.set(local, abort);
    this.#patch(local, { at: "sending" });
    try {
      const file = this.#files.get(local);
      const source = this.#sources.get(local);
      if (file === undefined || source === undefined) return;
      const item = await this.#declared(file);
      const place = { ...this.#draft, item: item.id, partBytes: item.partBytes, parts: item.parts };
      await sendFile({ place, file: source, signal: abort.signal, progress: (done) => this.#progress(local, done) });
      this.#files.delete(local);
      this.#sources.delete(local);
      void forget(this.#draft.reference, local);
      this.#tell();
      this.#changed();
    } catch (error) {
      this.#failed(local, error);
    } finally {
      this.#aborts.delete(local);
      this.#next();
    }
  }

  /** One after another: each declaration counts the draft on by one, and two at once would only get into each other's way. */
  #declared(file: Travelling): Promise<Item> {
    const declare = async (): Promise<Item> => {
      if (file.item !== undefined) {
        const { items } = await call<{ items: readonly Item[] }>("get-submission", this.#draft);
        const found = items.find((one) => one.id === file.item);
        if (found !== undefined) return found;
      }
      const { local, name, bytes, kind, mediaType, sha256 } = file;
      const input = { ...this.#draft, kind, name, title: titleOf(name), bytes, sha256, mediaType };
      // The local id is the key: a declaration whose answer was lost is not made twice.
      const item = await call<Item>("declare-item", input, local);
      this.#patch(local, { item: item.id });
      this.#changed();
      return item;
    };
    const next = this.#declaring.then(declare, declare);
    this.#declaring = next;
    return next;
  }

  #progress(local: string, done: number): void {
    if (this.#files.get(local)?.at !== "sending") return;
    this.#patch(local, { done });
    const now = Date.now();
    this.#marks.push({ at: now, sent: this.rate().sent });
    while ((this.#marks[0]?.at ?? now) < now - 10_000) this.#marks.shift();
  }

  #failed(local: string, error: unknown): void {
    const file = this.#files.get(local);
    if (file === undefined || file.at === "paused") return;
    if (error instanceof DOMException) this.#patch(local, { at: error.name === "AbortError" ? "paused" : "unreadable" });
    else if (error instanceof Refused && isFinal(error)) this.#patch(local, { at: "refused", refusal: error });
    else this.#patch(local, { at: "lost", since: new Date().toISOString() });
  }

  #resumeLost(): void {
    for (const file of [...this.#files.values()]) if (file.at === "lost" && navigator.onLine) this.resume(file.local);
  }
  #patch(local: string, change: Partial<Travelling>): void {
    const before = this.#files.get(local);
    if (before === undefined) return;
    const after = { ...before, ...change };
    this.#put(after);
    if (change.sha256 !== undefined || change.item !== undefined || change.kind !== undefined || change.paused !== undefined)
      void keep(keptPart(after));
  }
  #put(file: Travelling): void {
    this.#files.set(file.local, file);
    this.#tell();
  }
  #tell(): void {
    this.#snapshot = [...this.#files.values()];
    for (const listener of this.#listeners) listener();
  }
}

/** Whether repeating is of no use: an ended session and a busy service pass, other refusals do not. */
const isFinal = ({ status, code }: Refused): boolean => status !== 401 && code !== "BUSY" && code !== "INTERNAL";

const keptPart = ({ at: _at, done: _done, since: _since, refusal: _refusal, ...kept }: Travelling): KeptFile => kept;

/** What the file is called until somebody says better: its name without its ending. */
const titleOf = (name: string): string => {
  const bare = [...name.replace(/\.[^.]{1,8}$/, "")]
    .filter((character) => character >= " ")
    .join("")
    .trim();
  return (bare === "" ? name : bare).slice(0, 300);
};
