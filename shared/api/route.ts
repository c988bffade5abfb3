import type * as z from "zod";
import type { Action } from "../domain/access.ts";
import type { EventName } from "../domain/events.ts";
import type { QuotaName } from "../domain/limits.ts";
import type { Zone } from "../domain/zones.ts";

/** What `serve` loads before the handler runs, in one batch with the appointments of the person. */
export type Subject = "none" | "state" | "submission" | "asked" | "registration" | "evidence" | "case" | "report";

/**
 * One endpoint. Everything that differs between endpoints is in its row: HTTP API route, authorisation, validation, typed client,
 * OpenAPI, access tests and audit fields follow from it.
 */
export interface RouteRow {
  readonly method: "GET" | "POST" | "PUT" | "DELETE";
  readonly path: string;
  readonly zone: Zone;
  /** Second part of the name of the API function that serves it, where it is not the zone's own: `oversight` is served by `api-oversight`. */
  readonly servedBy?: "oversight";
  /** Absent: no sign-in. */
  readonly action?: Action;
  /** Must hold for the record to exist for this person; refused → 404. */
  readonly reads?: Action;
  readonly loads: Subject;
  readonly says: string;
  readonly params: z.ZodObject;
  readonly query?: z.ZodObject;
  readonly body?: z.ZodObject;
  readonly event?: EventName;
  readonly answers: 200 | 201;
  /** Counted in the record with each change that this route makes. */
  readonly quota?: QuotaName;
  /** Exists in the demonstration stage only. */
  readonly demoOnly?: boolean;
}

/** As API Gateway names it: "GET /panel/cases/{case}". */
export const routeKey = (row: RouteRow): string => `${row.method} ${row.path}`;

/** Name in `infra/` of the API function that serves a route. */
export const functionOf = (row: RouteRow): string => `api-${row.servedBy ?? row.zone}`;
