import { sha256Hex } from "./exact.ts";

/**
 * The name that a log's checkpoints are signed under. A State's log has an opaque one: nobody who sees the name of one can tell or guess
 * whether there is another. Part of every signature: never change the domain once a log has entries.
 */
export const nameOf = (log: string, domain = environment()["LOG_DOMAIN"] ?? "corroborate.example"): string =>
  log.startsWith("state-")
    ? `${domain}/${sha256Hex(new TextEncoder().encode(`${domain}/${log}`)).slice(0, 16)}`
    : `${domain}/${log}`;

/** Browsers, which verify under the name that a checkpoint bears, have none. */
const environment = (): Readonly<Record<string, string | undefined>> =>
  (globalThis as { readonly process?: { readonly env: Readonly<Record<string, string | undefined>> } }).process?.env ?? {};
