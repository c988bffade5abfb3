import { sha256Hex } from "./exact.ts";

/**
 * The name that a log's checkpoints are signed under. A State's log has an opaque one: nobody who sees the name of one can tell or guess
 * whether there is another. Part of every signature: never change the domain once a log has entries.
 */
export const nameOf = (log: string, domain = process.env["LOG_DOMAIN"] ?? "corroborate.example"): string =>
  log.startsWith("state-")
    ? `${domain}/${sha256Hex(new TextEncoder().encode(`${domain}/${log}`)).slice(0, 16)}`
    : `${domain}/${log}`;
