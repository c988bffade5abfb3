import type * as z from "zod";
import { type RouteRow, routeKey } from "./route.ts";
import { DELEGATION_ROUTES } from "./routes-delegation.ts";
import { PANEL_ROUTES } from "./routes-panel.ts";
import { OVERSIGHT_ROUTES, RECORD_ROUTES } from "./routes-record.ts";
import { SECRETARIAT_ROUTES } from "./routes-secretariat.ts";

/** Every endpoint. A row and a file `functions/<zone>/<key>.ts` make one; a test holds them together. */
export const ROUTES = {
  ...DELEGATION_ROUTES,
  ...PANEL_ROUTES,
  ...SECRETARIAT_ROUTES,
  ...RECORD_ROUTES,
  ...OVERSIGHT_ROUTES,
} as const;
export type RouteName = keyof typeof ROUTES;
export const ROUTE_NAMES = Object.keys(ROUTES) as readonly RouteName[];

type Row<R extends RouteName> = (typeof ROUTES)[R];
/** What a part adds to the input: an empty object adds nothing. */
type Output<S extends z.ZodType> = z.output<S> extends Record<string, never> ? unknown : z.output<S>;
type Part<R extends RouteName, P extends "params" | "query" | "body"> =
  Row<R> extends { readonly [K in P]: infer S extends z.ZodType } ? Output<S> : unknown;
type Given<S extends z.ZodType> = z.input<S> extends Record<string, never> ? unknown : z.input<S>;
type GivenPart<R extends RouteName, P extends "params" | "query" | "body"> =
  Row<R> extends { readonly [K in P]: infer S extends z.ZodType } ? Given<S> : unknown;
/** Path, query and body of a request as a client sends them: what has a default may be left out. */
export type Sent<R extends RouteName> = GivenPart<R, "params"> & GivenPart<R, "query"> & GivenPart<R, "body">;

/** Path, query and body of a request after parsing. */
export type Input<R extends RouteName> = Part<R, "params"> & Part<R, "query"> & Part<R, "body">;

export const routeRow = (name: RouteName): RouteRow => ROUTES[name];

/** The name of the route that API Gateway calls "GET /panel/cases/{case}"; undefined for anything else. */
export const routeNamed = (key: string): RouteName | undefined => ROUTE_NAMES.find((name) => routeKey(routeRow(name)) === key);
