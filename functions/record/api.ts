import { RECORD_ROUTES } from "#shared/api/routes-record.ts";
import { api } from "#shared/endpoint.ts";
import { run as getHealth } from "./get-health.ts";
import { run as getLog } from "./get-log.ts";
import { run as getLogFile } from "./get-log-file.ts";
import { run as getOpenapi } from "./get-openapi.ts";
import { run as listEntries } from "./list-entries.ts";
import { run as listLogs } from "./list-logs.ts";
import { run as myRecord } from "./my-record.ts";
import { run as setClock } from "./set-clock.ts";

/** The API of the record zone. */
export const handler = api(RECORD_ROUTES, {
  "get-openapi": getOpenapi,
  "get-health": getHealth,
  "set-clock": setClock,
  "list-logs": listLogs,
  "get-log": getLog,
  "get-log-file": getLogFile,
  "list-entries": listEntries,
  "my-record": myRecord,
});
