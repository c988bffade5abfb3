import * as z from "zod";
import { PROBLEMS, type ProblemCode } from "../domain/problems.ts";
import { answerOf } from "./answers.ts";
import { nextSteps } from "./links.ts";
import type { RouteRow } from "./route.ts";
import { ROUTE_NAMES, type RouteName, routeRow } from "./routes.ts";

type Json = Readonly<Record<string, unknown>>;

/** The description of the API, OpenAPI 3.1, from the table of routes. `demo` adds what exists in the demonstration stage only. */
export const openApi = ({ demo }: { demo: boolean }): Json => {
  const rows = ROUTE_NAMES.map((name) => [name, routeRow(name)] as const).filter(([, row]) => demo || row.demoOnly !== true);
  const byPath = Map.groupBy(rows, ([, row]) => row.path);
  return {
    openapi: "3.1.0",
    info: {
      title: "Corroborate",
      version: "1.0.0",
      summary: "From a Member State's photograph to a paragraph in the Panel's report.",
      description:
        "What you cannot read answers 404, with the same body as what does not exist; what you can read but may not do answers 403 with the reason. Every refusal is application/problem+json with a stable code.",
      license: { name: "Apache-2.0", identifier: "Apache-2.0" },
    },
    servers: [{ url: "/" }],
    security: [{ bearer: [] }],
    paths: Object.fromEntries(
      [...byPath].map(([path, all]) => [
        path,
        Object.fromEntries(all.map(([name, row]) => [row.method.toLowerCase(), operation(name, row)])),
      ]),
    ),
    components: {
      securitySchemes: { bearer: { type: "http", scheme: "bearer", bearerFormat: "JWT" } },
      schemas: { Problem: PROBLEM, Gateway: GATEWAY },
      headers: {
        "Retry-After": { description: "Seconds until it is worth trying again.", schema: { type: "integer", minimum: 1 } },
      },
    },
  };
};

const PROBLEM: Json = {
  type: "object",
  required: ["type", "code", "status", "title", "params"],
  properties: {
    type: { type: "string", description: "urn:corroborate:problem: and the code." },
    code: { type: "string", enum: Object.keys(PROBLEMS) },
    status: { type: "integer" },
    title: { type: "string", description: "The sentence for a person." },
    params: { type: "object", description: "What fills the catalogue's sentence of this code." },
    details: { description: "More on what is missing or wrong, by code." },
  },
};

/** What the gateway itself refuses, before any function of ours is asked. */
const GATEWAY: Json = { type: "object", required: ["message"], properties: { message: { type: "string" } } };

const operation = (name: RouteName, row: RouteRow): Json => ({
  operationId: name,
  tags: [row.zone],
  summary: row.says,
  ...(row.action === undefined && row.reads === undefined ? { security: [] } : {}),
  parameters: [...parametersIn("path", row.params), ...parametersIn("query", row.query), ...repeatable(row)],
  ...(row.body === undefined
    ? {}
    : { requestBody: { required: true, content: { "application/json": { schema: jsonSchema(row.body) } } } }),
  responses: {
    [row.answers]: {
      description: row.answers === 201 ? "Done; the new state." : "The answer.",
      content: { "application/json": { schema: jsonSchema(answerOf(name)) } },
      ...linksOf(name),
    },
    ...refusals(row),
  },
});

const linksOf = (name: RouteName): Json => {
  const steps = nextSteps(name);
  if (steps.length === 0) return {};
  return { links: Object.fromEntries(steps.map(({ to, parameters }) => [to, { operationId: to, parameters }])) };
};

const jsonSchema = (schema: z.ZodType): Json => {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { target: "draft-2020-12", io: "input", unrepresentable: "any" });
  return rest as Json;
};

const parametersIn = (place: "path" | "query", schema: z.ZodObject | undefined): readonly Json[] => {
  if (schema === undefined) return [];
  const whole = jsonSchema(schema) as { properties?: Record<string, Json>; required?: readonly string[] };
  return Object.entries(whole.properties ?? {}).map(([name, one]) => ({
    name,
    in: place,
    required: whole.required?.includes(name) ?? false,
    schema: one,
  }));
};

const repeatable = (row: RouteRow): readonly Json[] =>
  row.method === "GET"
    ? []
    : [
        {
          name: "idempotency-key",
          in: "header",
          required: false,
          description:
            "Makes the request safe to repeat for 24 hours: the same key with the same request answers the same and does nothing twice.",
          schema: { type: "string", minLength: 8, maxLength: 80 },
        },
      ];

/** Statuses that a route may answer with; a table of codes beside each. What the gateway may refuse too has its own form. */
const refusals = (row: RouteRow): Json => {
  const codes = (Object.keys(PROBLEMS) as ProblemCode[]).filter((code) => mayRefuse(row, PROBLEMS[code].status));
  const byStatus = new Map<number, readonly ProblemCode[]>(Map.groupBy(codes, (code) => PROBLEMS[code].status));
  for (const status of BY_GATEWAY) if (!byStatus.has(status) && mayRefuse(row, status)) byStatus.set(status, []);
  return {
    ...Object.fromEntries(
      [...byStatus].toSorted(([one], [other]) => one - other).map(([status, all]) => [String(status), refusal(status, all)]),
    ),
    431: { description: "Path, query and headers together are larger than the gateway reads; refused without a body." },
  };
};

/** Statuses that the gateway gives: unreadable, without a valid token, too large, too often. A path that is none has no operation. */
const BY_GATEWAY: readonly number[] = [400, 401, 404, 413, 429];

const refusal = (status: number, codes: readonly ProblemCode[]): Json => ({
  description: codes.length === 0 ? "Refused by the gateway." : `${codes.join(", ")}.`,
  ...(status === 429 ? { headers: { "Retry-After": { $ref: "#/components/headers/Retry-After" } } } : {}),
  content: {
    ...(codes.length === 0 ? {} : { "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } } }),
    ...(BY_GATEWAY.includes(status) ? { "application/json": { schema: { $ref: "#/components/schemas/Gateway" } } } : {}),
  },
});

const mayRefuse = (row: RouteRow, status: number): boolean => {
  const signedIn = row.action !== undefined || row.reads !== undefined;
  if (status === 500) return false;
  if (status === 413 || status === 415) return row.body !== undefined;
  if (status === 401) return signedIn;
  return signedIn || status === 404 || status === 400 || status === 429;
};
