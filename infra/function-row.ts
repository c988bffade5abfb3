import type { Zone } from "#shared/domain/zones.ts";
import type { BucketName } from "./zones.ts";

export type MachineName = "intake" | "review" | "report";

/** One thing that a function may do. What is not listed in its row, its role does not allow. */
export type Touch =
  /** `read`: keys and indexes. `change`: that, and conditional writes. `put`: PutItem alone. */
  | { readonly table: Zone; readonly how: "read" | "change" | "put" }
  /** `change` includes multipart uploads and delete markers, never the deletion of a version. `copy-to` may also hold what it wrote. */
  | { readonly bucket: BucketName; readonly how: "read" | "change" | "copy-from" | "copy-to" }
  /** `release` ends a wait by its token. */
  | { readonly machine: MachineName; readonly how: "start" | "watch" | "release" }
  | { readonly send: string }
  /** Lines that the functions of the APIs and the gateway wrote of requests. */
  | { readonly accessLog: "read" }
  | { readonly key: "mac" | "sign" | "verify" }
  /** Business time; `set` in the demonstration stage alone. */
  | { readonly clock: "read" | "set" };

/** One Lambda function. */
export interface FunctionRow {
  readonly name: string;
  /** Module that exports `handler`. Functions with the same entry share one bundle and differ in environment and role. */
  readonly entry: string;
  readonly zone: Zone;
  readonly memoryMegabytes: number;
  readonly timeoutSeconds: number;
  readonly touches: readonly Touch[];
  /** What calls it: a zone's HTTP routes, a machine, a queue of that name, its zone's stream, or the hourly schedule. */
  readonly calledBy: "api" | "stream" | "hourly" | { readonly machine: MachineName } | { readonly queue: string };
  /** Messages per call where it is not 10. */
  readonly batch?: number;
  readonly environment?: Readonly<Record<string, string>>;
}

/** The queue that a function consumes, if one calls it. */
export const queueOf = (row: FunctionRow): string | undefined =>
  typeof row.calledBy === "object" && "queue" in row.calledBy ? row.calledBy.queue : undefined;
