/**
 * What use cases may ask of the world. Every port has an AWS adapter (`shared/adapters/`) and an embedded one (`local/`), and one
 * contract suite (`test/contract/`) that both pass. Times are ISO 8601 UTC, sizes are bytes, hashes are lower-case hexadecimal SHA-256.
 */

/** JSON as stored: no undefined, no functions. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

// ── records ──────────────────────────────────────────────────────────────────────────────────────────────────────────

export interface Key {
  readonly pk: string;
  readonly sk: string;
}

/**
 * A stored item, at most 100 kB. `schema` says how to read it. `version` counts writes from 1 where the item is written conditionally.
 * `listPk`/`listSk` place it on the list index, `duePk`/`dueAt` on the index of due dates (ISO 8601).
 */
export interface Item extends Key {
  readonly schema: number;
  readonly version?: number;
  readonly listPk?: string;
  readonly listSk?: string;
  readonly duePk?: string;
  readonly dueAt?: string;
  readonly [attribute: string]: Json | undefined;
}

/** One write of a transaction. `ifVersion` is the version the stored item must have; a put with it must carry `version = ifVersion + 1`. */
export type Write =
  | { readonly put: Item; readonly ifAbsent: true }
  | { readonly put: Item; readonly ifVersion: number }
  | { readonly put: Item; readonly always: true }
  | { readonly check: Key; readonly ifVersion: number }
  | { readonly remove: Key; readonly ifVersion: number };

export interface ListQuery {
  readonly pk: string;
  /** `list` reads listPk/listSk, `due` reads duePk/dueAt; without it the table itself, strongly consistent. */
  readonly index?: "list" | "due";
  readonly prefix?: string;
  /** Inclusive upper bound of the sort key (used by sweeps over due dates). */
  readonly upTo?: string;
  readonly newestFirst?: boolean;
  /** 1 to 1,000; lists shown to people use 50. */
  readonly limit: number;
  /** Opaque position from the page before. Only ever valid for the same pk: the caller's authorised partition cannot be left. */
  readonly after?: string;
}

export interface Page {
  readonly items: readonly Item[];
  readonly next?: string;
}

/** An adapter may be loaded beside the bundle that uses it, with another copy of these classes: the name tells, not the copy. */
const isNamed = (value: unknown, name: string): boolean => value instanceof Error && value.name === name;

/** Thrown by `Records.write` when nothing was written. `reasons` has one entry per write, in order. */
export class WriteConflict extends Error {
  override readonly name = "WriteConflict";
  static override [Symbol.hasInstance](value: unknown): boolean {
    return isNamed(value, "WriteConflict");
  }
  readonly reasons: readonly ("ok" | "exists" | "version" | "contention")[];
  constructor(reasons: readonly ("ok" | "exists" | "version" | "contention")[], options?: ErrorOptions) {
    super(`nothing was written: ${reasons.join(", ")}`, options);
    this.reasons = reasons;
  }
}

/** The zone's own table. */
export interface Records {
  /** Up to 100 keys in one strongly consistent store call; answers stand in the order of the keys. */
  read(keys: readonly Key[]): Promise<readonly (Item | undefined)[]>;
  list(query: ListQuery): Promise<Page>;
  /** All or nothing, at most 10 writes, durable when it resolves. Throws `WriteConflict`. */
  write(writes: readonly Write[]): Promise<void>;
}

// ── files ────────────────────────────────────────────────────────────────────────────────────────────────────────────

export interface FilePart {
  /** 1 to 10,000. */
  readonly part: number;
  readonly bytes: number;
  readonly sha256: string;
}

export interface StoredFile {
  readonly key: string;
  readonly version: string;
  readonly bytes: number;
  readonly mediaType: string;
}

export interface Link {
  readonly url: string;
  readonly method: "GET" | "PUT";
  /** Headers that the client must send exactly. */
  readonly headers: Readonly<Record<string, string>>;
  readonly expiresAt: string;
}

/** Thrown by files adapters. `absent`: no such key, version or upload; `checksum`: bytes differ from the declared SHA-256; `exists`: written once already. */
export class FileRefused extends Error {
  override readonly name = "FileRefused";
  static override [Symbol.hasInstance](value: unknown): boolean {
    return isNamed(value, "FileRefused");
  }
  readonly reason: "absent" | "checksum" | "exists" | "locked" | "incomplete";
  constructor(reason: FileRefused["reason"], message: string, options?: ErrorOptions) {
    super(message, options);
    this.reason = reason;
  }
}

/** One bucket of the zone, versioned. */
export interface Files {
  begin(at: { key: string; mediaType: string }): Promise<{ uploadId: string }>;
  /** A signed URL that takes exactly these bytes: the store refuses a part whose SHA-256 or length differs. */
  linkPart(at: { key: string; uploadId: string; part: FilePart; expiresSeconds: number }): Promise<Link>;
  /** Parts acknowledged so far, by number. Throws `absent` when the upload is unknown or was completed. */
  parts(at: { key: string; uploadId: string }): Promise<readonly FilePart[]>;
  /** Joins the parts 1..n. Repeating it after success answers the same version. Throws `incomplete` when a part is missing. */
  complete(at: { key: string; uploadId: string; parts: readonly FilePart[] }): Promise<StoredFile>;
  abort(at: { key: string; uploadId: string }): Promise<void>;
  /** Whole small file (≤ 64 MiB). `once` refuses to write over an existing key unless the bytes are the same. */
  put(at: { key: string; body: Uint8Array; mediaType: string; once?: boolean }): Promise<StoredFile>;
  head(at: { key: string; version?: string }): Promise<StoredFile | undefined>;
  /**
   * Bytes `from` (inclusive) to `to` (exclusive, default the end). Throws `absent`. `unchecked`: the caller holds the bytes against a
   * hash of its own, so a store that would hash them on the way need not.
   */
  read(at: {
    key: string;
    version?: string;
    from?: number;
    to?: number;
    unchecked?: boolean;
  }): Promise<AsyncIterable<Uint8Array>>;
  /** Download as attachment under `fileName`. */
  linkDownload(at: { key: string; version?: string; fileName: string; expiresSeconds: number }): Promise<Link>;
  /** Server-side copy out of another bucket of the same home (registration only). Repeatable: an equal key is left as it is. */
  copyFrom(at: { bucket: string; key: string; version: string; to: string }): Promise<StoredFile>;
  /** Holds this version against deletion and overwriting until released by the operator. Repeatable. */
  lock(at: { key: string; version: string }): Promise<void>;
  /** Marks the key deleted; locked versions stay readable by version. */
  remove(at: { key: string }): Promise<void>;
}

// ── workflow, queues, keys, clock ──────────────────────────────────────────────────────────────────────────────

export type ExecutionStatus = "running" | "succeeded" | "failed" | "timed-out" | "aborted";

/** Executions of state machines. A machine is named by the logical name in `infra/` (`intake`, `review`, `report`). */
export interface Workflow {
  /** Same machine and name again has no effect, whatever the state of the first. `name`: 1 to 80 of `[A-Za-z0-9_-]`. */
  start(at: { machine: string; name: string; input: Json }): Promise<"started" | "known">;
  /** `gone`: the token was used, timed out or its execution ended; a success if the record agrees. */
  succeed(at: { token: string; output: Json }): Promise<"released" | "gone">;
  status(at: { machine: string; name: string }): Promise<ExecutionStatus | undefined>;
}

export interface Queues {
  /** Durable when it resolves; delivered at least once, in no order. `queue` is the logical name. */
  send(queue: string, messages: readonly Json[]): Promise<void>;
}

export interface Keys {
  /** 32-byte MAC under the zone's key, for cursors and marks. */
  mac(text: string): Promise<Uint8Array>;
  /** Ed25519 over the raw message; only the record zone has it. */
  sign(message: Uint8Array): Promise<Uint8Array>;
  /** Raw 32-byte Ed25519 public key. */
  publicKey(): Promise<Uint8Array>;
}

export interface Clock {
  /** Business time: judges deadlines. Differs from machine time in the `demo` stage only. */
  now(): string;
  /** Sets business time; refused outside the `demo` stage. */
  set(now: string): Promise<void>;
}

// ── access log ───────────────────────────────────────────────────────────────────────────────────────────────────────

/** What the access log keeps of one request: ids, codes and times; never content, names of files or tokens. */
export interface AccessLine {
  /** Machine time of the answer, ISO 8601 UTC with milliseconds. */
  readonly at: string;
  readonly request: string;
  /** Name in `ROUTES`, or `unknown`. */
  readonly route: string;
  /** Account, or `anonymous` where nobody was signed in. */
  readonly person: string;
  /** The role acted in; of somebody who was refused, the roles that the zone knows them in, joined by a comma and a space. */
  readonly role?: string;
  readonly zone?: string;
  readonly status: number;
  /** Code of the refusal. */
  readonly code?: string;
}

/** What lines must be; what is left out does not matter. `refused` is every status from 400. */
export interface AccessMatch {
  readonly person?: string | undefined;
  readonly route?: string | undefined;
  readonly zone?: string | undefined;
  readonly outcome?: "answered" | "refused" | undefined;
}

/** Place of a line in the log: newest first, of equal times the greater request id first. */
export interface AccessPlace {
  readonly at: string;
  readonly request: string;
}

/** The access log of every API, also where several functions and the gateway before them keep it. */
export interface AccessLog {
  /** Lines that match, newest first, behind `before` (exclusive) and not older than `from` (inclusive); at most `most`, the newest of them. */
  newest(query: {
    readonly match: AccessMatch;
    readonly from: string;
    readonly before: AccessPlace;
    readonly most: number;
  }): Promise<readonly AccessLine[]>;
}

export interface Ports {
  readonly records: Records;
  /** Buckets of the function's own zone by logical name: `uploads`, `evidence`, `reports`, `ledger`. */
  readonly files: (bucket: string) => Files;
  readonly workflow: Workflow;
  readonly queues: Queues;
  readonly keys: Keys;
  readonly clock: Clock;
  /** Time-ordered unique id (ULID). */
  readonly newId: () => string;
  /** 32 random bytes. */
  readonly random: () => Uint8Array;
}
