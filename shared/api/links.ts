import type { RouteName } from "./routes.ts";
import { ROUTE_NAMES, routeRow } from "./routes.ts";

/**
 * Where the answer of a route gives what a path of another needs: parameter → JSON pointer into the answer. What can be asked next follows:
 * every route of the zone whose path is complete with this and with what the request itself named.
 */
const GIVES: { readonly [R in RouteName]?: Readonly<Record<string, string>> } = {
  "create-submission": { reference: "/reference" },
  "list-submissions": { reference: "/rows/0/reference" },
  "declare-item": { item: "/id" },
  "get-submission": { item: "/items/0/id" },
  "list-asked": { asked: "/rows/0/id" },
  "list-register": { reference: "/rows/0/reference" },
  "open-case": { case: "/case" },
  "list-cases": { case: "/rows/0/case" },
  "send-letter": { letter: "/letter" },
  "get-case": { letter: "/letters/0/id" },
  "open-report": { report: "/report" },
  "list-reports": { report: "/rows/0/report" },
  "draft-report": { draft: "/draft" },
  "get-report": { draft: "/drafts/0/draft" },
  "list-logs": { log: "/logs/0/log" },
};

export interface NextStep {
  readonly to: RouteName;
  /** Path parameter → runtime expression of OpenAPI. */
  readonly parameters: Readonly<Record<string, string>>;
}

/** What can be asked after a route has answered. */
export const nextSteps = (from: RouteName): readonly NextStep[] => {
  const given = GIVES[from];
  if (given === undefined) return [];
  const row = routeRow(from);
  const known = Object.keys(row.params.shape);
  return ROUTE_NAMES.flatMap((to): NextStep[] => {
    const next = routeRow(to);
    const wanted = Object.keys(next.params.shape);
    const complete = wanted.every((name) => known.includes(name) || name in given);
    if (next.zone !== row.zone || !complete || !wanted.some((name) => name in given)) return [];
    const expression = (name: string) => (name in given ? `$response.body#${given[name]}` : `$request.path.${name}`);
    return [{ to, parameters: Object.fromEntries(wanted.map((name) => [name, expression(name)])) }];
  });
};
