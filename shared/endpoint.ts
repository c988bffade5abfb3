import middy from "@middy/core";
import type { APIGatewayProxyEventV2WithJWTAuthorizer, APIGatewayProxyStructuredResultV2 } from "aws-lambda";
import { homePorts } from "./adapters/home.ts";
import { HEADERS, STRICT_TRANSPORT } from "./api/headers.ts";
import { type RouteRow, routeKey } from "./api/route.ts";
import type { Input, RouteName } from "./api/routes.ts";
import type { Actor, Role } from "./domain/people.ts";
import { PROBLEMS, Problem } from "./domain/problems.ts";
import { logged } from "./log.ts";
import { counted } from "./metrics.ts";
import { demandOrigin } from "./origin-secret.ts";
import type { Item, Ports } from "./ports.ts";
import type { Recorded } from "./record/change.ts";
import { serve } from "./serve.ts";

/** What a use case is given: parsed input, who acts, the record it is about, and the world. */
export interface Request<R extends RouteName> {
  readonly input: Input<R>;
  readonly actor: Actor;
  /** Every appointment of the person that this zone holds and that counts now. */
  readonly actors: readonly Actor[];
  /** The loaded record; present unless the route loads none. */
  readonly record: Item | undefined;
  readonly ports: Ports;
  /** Business time of this request. */
  readonly now: string;
  readonly commit: Commit;
}

/** Writes the change with its entries and the answer to repeat, in one conditional transaction. Answers the answer. */
export type Commit = <T>(change: Recorded, answer: T) => Promise<T>;
export type Run<R extends RouteName> = (request: Request<R>) => Promise<unknown>;

type Event = APIGatewayProxyEventV2WithJWTAuthorizer;
type Runs = { readonly [R in RouteName]?: Run<R> };

/** API Gateway says how a request came to it, whatever the client said. */
const headersOf = (event: Event): Readonly<Record<string, string>> => ({
  ...HEADERS.api,
  ...(event.headers["x-forwarded-proto"] === "https" ? STRICT_TRANSPORT : {}),
  "content-type": "application/json",
});

/** Answers by which somebody may be trying doors. */
const REFUSALS = [401, 403, 404];

/** The rows of the routes that one function serves: an API loads no other zone's, which would only cost it time and memory to start. */
type Routes = { readonly [R in RouteName]?: RouteRow };

/** An API function of a zone: finds the row of the route, serves it, renders refusals, leaves one line in the access log. */
export const api = (routes: Routes, runs: Runs) => {
  const served = new Map(
    (Object.entries(routes) as readonly [RouteName, RouteRow][]).map(([name, row]) => [
      routeKey(row),
      { name, row, run: runs[name] as Run<RouteName> | undefined },
    ]),
  );
  return middy<Event, APIGatewayProxyStructuredResultV2>().handler(async (event) => {
    const started = performance.now();
    const route = served.get(event.routeKey);
    let roles: readonly Role[] = [];
    const acts = (as: readonly Role[]) => {
      roles = as;
    };
    const answer = await answerTo(event, route, acts).catch((error: unknown) => refusal(error, event));
    const milliseconds = Math.round(performance.now() - started);
    counted({
      Requests: 1,
      Latency: milliseconds,
      Refusals: REFUSALS.includes(answer.statusCode) ? 1 : 0,
      Faults: answer.statusCode >= 500 ? 1 : 0,
    });
    logged("access", {
      route: route?.name ?? "unknown",
      person: event.requestContext.authorizer?.jwt?.claims["sub"] ?? "anonymous",
      role: roles.length === 0 ? undefined : roles.join(", "),
      zone: process.env["ZONE"],
      status: answer.statusCode,
      code: answer.code,
      milliseconds,
      request: event.requestContext.requestId,
    });
    return { statusCode: answer.statusCode, headers: { ...headersOf(event), ...answer.headers }, body: answer.body };
  });
};

interface Rendered {
  readonly statusCode: number;
  readonly body: string;
  readonly code?: string;
  readonly headers?: Record<string, string>;
}

interface Route {
  readonly name: RouteName;
  readonly row: RouteRow;
  readonly run: Run<RouteName> | undefined;
}

const answerTo = async (event: Event, route: Route | undefined, acts: (roles: readonly Role[]) => void): Promise<Rendered> => {
  demandOrigin(event.headers, process.env["ORIGIN_SECRET"]);
  if (route?.run === undefined) throw new Problem("NOT_FOUND");
  const { name, row, run } = route;
  const body = await serve({ name, row, run, event, ports: await homePorts(), acts });
  return { statusCode: row.answers, body: JSON.stringify(body) };
};

/** A refusal as problem+json. Anything that is not a Problem is logged with its cause and told as a bland 500. */
const refusal = (error: unknown, event: Event): Rendered => {
  const reference = event.requestContext.requestId;
  const problem = error instanceof Problem ? error : new Problem("INTERNAL", { reference }, { cause: error });
  if (problem.code === "INTERNAL") logged("error", { request: reference, error });
  const { status } = PROBLEMS[problem.code];
  const body = {
    type: `urn:corroborate:problem:${problem.code}`,
    code: problem.code,
    status,
    title: problem.message,
    params: problem.params,
    ...(problem.details === undefined ? {} : { details: problem.details }),
  };
  return {
    statusCode: status,
    code: problem.code,
    body: JSON.stringify(body),
    headers: {
      "content-type": "application/problem+json",
      ...(status === 429 ? { "retry-after": String(problem.params["seconds"]) } : {}),
    },
  };
};
