import { CloudWatchLogsClient } from "@aws-sdk/client-cloudwatch-logs";
import type { AccessLog } from "../ports.ts";
import { type AccessGroups, cloudWatchAccessLog } from "./access-log-cloudwatch.ts";
import { SMALL_CALLS } from "./patience.ts";

/** Where a home other than AWS puts the access log, as with the other ports (`home.ts`). */
const HOME = Symbol.for("corroborate.access-log");

let made: AccessLog | undefined;

/** The access log of this home. Apart from the other ports, because one function alone reads it: no other carries the client. */
export const homeAccessLog = (): AccessLog => {
  const placed = (globalThis as { [HOME]?: AccessLog })[HOME];
  if (placed !== undefined) return placed;
  made ??= cloudWatchAccessLog(
    new CloudWatchLogsClient({ requestHandler: SMALL_CALLS }),
    JSON.parse(process.env["ACCESS_LOGS"] ?? '{"functions":[],"gateway":""}') as AccessGroups,
  );
  return made;
};
