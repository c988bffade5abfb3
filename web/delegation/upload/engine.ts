import { Refused } from "#shared/api/refused.ts";
import { SUBMISSION_FILES } from "#shared/domain/limits.ts";
import { call, NoAnswer } from "#web/api/call.ts";
import { currentSession, onSession } from "#web/api/session.ts";
import type { Item } from "../answers.ts";
import { hashFile } from "./hashing.ts";
import { forget, type KeptFile, keep, keepAll, keptOf } from "./kept.ts";
import { firstKind, mediaTypeOf, needsNothing } from "./media.ts";
import { Pace } from "./pace.ts";
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
  /** When sending stopped by itself, ISO 8601, and why: no line, no session, or a service that asks to wait. */
  readonly since?: string;
  readonly why?: "line" | "session" | "busy";
  readonly refusal?: Refused;
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
interface Listeners {
  /** The service's record of the draft has changed. */
  readonly changed: () => void;
}

/** Files sent at once. */
const AT_ONCE = 2;
/** Between two drawings of the list, milliseconds: thousands of files change faster than anybody reads. */
const DRAW = { few: 50, many: 400 } as const;

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
  /** Local ids by the service's: a row keeps its place, and with it the focus, when its file has arrived. */
  readonly #locals = new Map<string, string>();
  /** Removed here: a list read before that still names them. */
  readonly #gone = new Set<string>();
  readonly #pace = new Pace();
  readonly #tellOutside: Listeners;
  #snapshot: readonly Travelling[] = [];
  #drawing: ReturnType<typeof setTimeout> | undefined;
  /** What the device keeps has been read: only then is it known what nobody here has. */
  #restored = false;
  #arrived = 0;
  #beyond = 0;
  #hashing: Promise<void> = Promise.resolve();
  #declaring: Promise<unknown> = Promise.resolve();

  constructor(draft: Draft, listeners: Listeners) {
    this.#draft = draft;
    this.#tellOutside = listeners;
    // Lives as long as the page: files travel on while other screens are looked at.
    window.addEventListener("online", () => this.#resumeLost());
    onSession(() => (currentSession().at === "in" ? this.#resumeLost() : undefined));
    setInterval(() => this.#resumeLost(), 15_000);
  }

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };
  list = (): readonly Travelling[] => this.#snapshot;
  isGone = (item: string): boolean => this.#gone.has(item);
  localOf = (item: string): string => this.#locals.get(item) ?? item;
  /** Files that were chosen and not taken because the submission is full. */
  beyond = (): number => this.#beyond;
  /** Bytes a second over the last seconds; undefined while nothing is sent, or not long enough to say. */
  perSecond = (): number | undefined =>
    this.#snapshot.some((file) => file.at === "sending") ? this.#pace.perSecond(Date.now()) : undefined;

  /** Reads what the device keeps of this draft; what the service already has in full is forgotten here. */
  async restore(items: readonly Item[]): Promise<void> {
    for (const kept of await keptOf(this.#draft.reference)) await this.#restoreKept(kept, items);
    this.#restored = true;
    this.settle(items);
  }

  /** Holds the list against the service's: what has arrived there is no longer on its way; what was declared elsewhere has to be chosen here. */
  settle(items: readonly Item[]): void {
    this.#arrived = items.filter((item) => item.status !== "expected").length;
    const own = [...this.#files.values()];
    const byItem = new Map(own.map((file) => [file.item, file]));
    const there = new Set(items.map((item) => item.id));
    // Declared elsewhere and removed there: it was never here.
    for (const file of own)
      if (file.at === "reselect" && file.local === file.item && !there.has(file.item)) this.#files.delete(file.local);
    const declaring = new Set(own.filter((file) => file.item === undefined).map((file) => file.sha256));
    for (const item of items) {
      const file = byItem.get(item.id);
      if (file !== undefined && item.status !== "expected" && file.at === "arrived") this.#files.delete(file.local);
      if (this.#gone.has(item.id)) continue;
      if (this.#restored && file === undefined && item.status === "expected" && !declaring.has(item.sha256)) this.#adopt(item);
    }
    this.#tell();
  }

  #adopt({ id, name, bytes, mediaType, kind, sha256, partBytes, parts }: Item): void {
    const of = this.#draft.reference;
    this.#put({ local: id, of, name, bytes, mediaType, kind, sha256, partBytes, parts, item: id, at: "reselect", done: 0 });
  }

  async #restoreKept(kept: KeptFile, items: readonly Item[]): Promise<void> {
    const item = items.find((one) => one.id === kept.item);
    if (kept.item !== undefined && item?.status !== "expected") return forget(kept.of, kept.local);
    if (this.#files.has(kept.local)) return;
    this.#put({ ...kept, at: kept.paused === true ? "paused" : "reselect", done: kept.has ?? 0 });
    const granted = await kept.handle?.queryPermission?.({ mode: "read" });
    if (granted === "granted" && kept.paused !== true) await this.reopen(kept.local);
  }

  /** Takes chosen files up: those that were begun before go on, the others are new. */
  add(chosen: readonly Chosen[]): void {
    const begun = new Map<string, string[]>();
    for (const one of this.#files.values())
      if (one.at === "reselect")
        begun.set(nameAndSize(one.name, one.bytes), [...(begun.get(nameAndSize(one.name, one.bytes)) ?? []), one.local]);
    let room = SUBMISSION_FILES - this.#arrived - [...this.#files.values()].filter((file) => file.at !== "refused").length;
    const taken: KeptFile[] = [];
    this.#beyond = 0;
    for (const one of chosen) {
      const before = begun.get(nameAndSize(one.file.name.normalize("NFC"), one.file.size))?.shift();
      if (before !== undefined) void this.give(before, one.file);
      else if (room <= 0) this.#beyond += 1;
      else if (this.#begin(one, taken)) room -= 1;
    }
    void keepAll(taken);
    for (const { local } of taken) void this.#hash(local);
    this.#tell();
  }

  /** False: no kind of evidence takes such a file; it is shown with its reason and goes nowhere. */
  #begin({ file, handle }: Chosen, taken: KeptFile[]): boolean {
    const mediaType = mediaTypeOf(file);
    const kind = firstKind(mediaType, file.size);
    const local = crypto.randomUUID();
    const name = file.name.normalize("NFC");
    const base = { local, of: this.#draft.reference, name, bytes: file.size, mediaType, kind: kind ?? "document" };
    const kept: KeptFile = { ...base, ...(handle === undefined ? {} : { handle }) };
    this.#sources.set(local, file);
    this.#put({ ...kept, at: kind === undefined ? "refused" : "waiting", done: 0 });
    if (kind !== undefined) taken.push(kept);
    return kind !== undefined;
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
    const before = this.#files.get(local);
    if (before === undefined) return;
    const { paused: _paused, since: _since, why: _why, refusal: _refusal, ...rest } = before;
    const source = this.#sources.has(local);
    const hashed = rest.sha256 !== undefined;
    this.#put({ ...rest, at: source ? (hashed ? "described" : "waiting") : "reselect" });
    if (before.paused === true) void keep(keptPart({ ...rest, at: "waiting" }));
    if (!source) void this.reopen(local);
    else if (!hashed) void this.#hash(local);
    this.#next();
  }
  /** Takes a file out of the draft, wherever it is: chosen here, on its way, or arrived. */
  async remove({ local, item }: { readonly local: string | undefined; readonly item: string | undefined }): Promise<void> {
    if (local !== undefined) this.#aborts.get(local)?.abort();
    const declared = item ?? this.#files.get(local ?? "")?.item;
    if (declared !== undefined) {
      await call("remove-item", { ...this.#draft, item: declared }, crypto.randomUUID());
      this.#gone.add(declared);
    }
    if (local !== undefined) this.#drop(local);
    this.#tell();
    this.#tellOutside.changed();
  }
  #drop(local: string): void {
    this.#files.delete(local);
    this.#sources.delete(local);
    void forget(this.#draft.reference, local);
  }

  /** One file after another: a waiting file says that it waits. */
  #hash(local: string): Promise<void> {
    this.#patch(local, { at: "waiting", done: 0 });
    this.#hashing = this.#hashing.then(() => this.#hashNow(local));
    return this.#hashing;
  }
  async #hashNow(local: string): Promise<void> {
    const [one, file] = [this.#files.get(local), this.#sources.get(local)];
    if (one?.at !== "waiting" || file === undefined) return;
    this.#patch(local, { at: "hashing" });
    try {
      const sha256 = await hashFile(file, (done) => {
        if (this.#files.get(local)?.at === "hashing") this.#patch(local, { done });
      });
      if (one.sha256 !== undefined && one.sha256 !== sha256) return this.#patch(local, { at: "differs" });
      const now = this.#files.get(local);
      if (now === undefined) return;
      this.#patch(local, { sha256, done: now.has ?? 0, at: now.at === "paused" ? "paused" : "described" });
      this.#next();
    } catch {
      // The browser gives no reason worth telling: the file is gone from its place, or changed there.
      this.#patch(local, { at: "unreadable" });
    }
  }

  #next(): void {
    const all = [...this.#files.values()];
    const free = AT_ONCE - all.filter((file) => file.at === "sending").length;
    if (free <= 0) return;
    const ready = all.filter((file) => file.at === "described" && (file.item !== undefined || needsNothing(file.kind)));
    for (const file of ready.slice(0, free)) void this.#send(file.local);
  }

  async #send(local: string): Promise<void> {
    const abort = new AbortController();
    this.#aborts.set(local, abort);
    this.#patch(local, { at: "sending" });
    try {
      const [file, source] = [this.#files.get(local), this.#sources.get(local)];
      if (file === undefined || source === undefined) return;
      await sendFile({
        place: { ...this.#draft, ...(await this.#declared(file)) },
        file: source,
        signal: abort.signal,
        progress: (done) => this.#progress(local, done),
        has: (has) => this.#patch(local, { has }),
      });
      this.#sources.delete(local);
      this.#patch(local, { at: "arrived", done: file.bytes });
      void forget(this.#draft.reference, local);
      this.#tellOutside.changed();
    } catch (error) {
      // Stopped by the person: paused, removed, or begun anew meanwhile.
      if (!abort.signal.aborted) this.#failed(local, error);
    } finally {
      if (this.#aborts.get(local) === abort) this.#aborts.delete(local);
      this.#next();
    }
  }

  /** One after another: each declaration counts the draft on by one, and two at once would only get into each other's way. */
  #declared(file: Travelling): Promise<{ item: string; partBytes: number; parts: number }> {
    const declare = async () => {
      const { local, name, bytes, kind, mediaType, sha256, item, partBytes, parts } = file;
      if (item !== undefined && partBytes !== undefined && parts !== undefined) return { item, partBytes, parts };
      const input = { ...this.#draft, kind, name, title: titleOf(name), bytes, sha256, mediaType };
      // The local id is the key: a declaration whose answer was lost is not made twice.
      const made = await call<Item>("declare-item", input, local);
      const place = { item: made.id, partBytes: made.partBytes, parts: made.parts };
      this.#locals.set(made.id, local);
      this.#patch(local, place);
      this.#tellOutside.changed();
      return place;
    };
    const next = this.#declaring.then(declare, declare);
    this.#declaring = next;
    return next;
  }

  #progress(local: string, done: number): void {
    const before = this.#files.get(local);
    if (before?.at !== "sending") return;
    this.#pace.sent(Date.now(), Math.max(0, done - before.done));
    this.#patch(local, { done });
  }

  #failed(local: string, error: unknown): void {
    const file = this.#files.get(local);
    if (file === undefined) return;
    const since = new Date().toISOString();
    if (error instanceof DOMException) this.#patch(local, { at: "unreadable" });
    else if (!(error instanceof Refused))
      this.#patch(local, { at: "lost", since, why: error instanceof NoAnswer && error.status !== undefined ? "busy" : "line" });
    else if (error.status === 401) this.#patch(local, { at: "lost", since, why: "session" });
    else if (PASSING.has(error.code)) this.#patch(local, { at: "lost", since, why: "busy", refusal: error });
    else this.#patch(local, { at: "refused", refusal: error });
  }

  #resumeLost(): void {
    if (!navigator.onLine) return;
    for (const file of [...this.#files.values()]) if (file.at === "lost") this.resume(file.local);
  }
  #patch(local: string, change: Partial<Travelling>): void {
    const before = this.#files.get(local);
    if (before === undefined) return;
    const after = { ...before, ...change };
    this.#put(after);
    if (KEPT.some((field) => change[field] !== undefined)) void keep(keptPart(after));
  }
  #put(file: Travelling): void {
    this.#files.set(file.local, file);
    if (file.item !== undefined) this.#locals.set(file.item, file.local);
    this.#tell();
  }
  #tell(): void {
    this.#drawing ??= setTimeout(
      () => {
        this.#drawing = undefined;
        this.#snapshot = [...this.#files.values()];
        for (const listener of this.#listeners) listener();
      },
      this.#files.size > 200 ? DRAW.many : DRAW.few,
    );
  }
}

/** Refusals that pass: the same request is right later. */
const PASSING: ReadonlySet<string | undefined> = new Set(["BUSY", "INTERNAL", "TOO_MANY"]);
/** Changes of these are kept on the device. */
const KEPT = ["sha256", "item", "kind", "paused", "has"] as const satisfies readonly (keyof KeptFile)[];

const keptPart = ({ at: _at, done: _done, since: _since, why: _why, refusal: _refusal, ...kept }: Travelling): KeptFile => kept;
const nameAndSize = (name: string, bytes: number): string => `${bytes} ${name}`;

/** What the file is called until somebody says better: its name without its ending. */
const titleOf = (name: string): string => {
  const bare = [...name.replace(/\.[^.]{1,8}$/, "")]
    .filter((character) => character >= " ")
    .join("")
    .trim();
  return (bare === "" ? name : bare).slice(0, 300);
};
