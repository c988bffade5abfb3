import { OVERSIGHT_ROUTES } from "#shared/api/routes-record.ts";
import { api } from "#shared/endpoint.ts";
import { run as listAccess } from "./list-access.ts";

/** What the record zone shows of the access log. */
export const handler = api(OVERSIGHT_ROUTES, { "list-access": listAccess });
