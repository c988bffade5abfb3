import { randomUUID } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { Matched } from "./routing.ts";

interface Received {
  readonly request: IncomingMessage;
  readonly path: string;
  readonly query: string;
  readonly body: Buffer;
  readonly matched: Matched;
  readonly claims: Readonly<Record<string, string>> | undefined;
}

/** An API Gateway HTTP API event, payload format 2.0. */
export const httpEvent = ({ request, path, query, body, matched, claims }: Received) => {
  const { cookie, ...headers } = joinedHeaders(request);
  const now = new Date();
  const text = body.length === 0 ? undefined : asText(body, headers["content-type"]);
  const parameters = queryParameters(query);
  return {
    version: "2.0",
    routeKey: matched.route.key,
    rawPath: path,
    rawQueryString: query,
    ...(cookie === undefined ? {} : { cookies: cookie.split(/;\s*/) }),
    headers,
    ...(Object.keys(parameters).length === 0 ? {} : { queryStringParameters: parameters }),
    ...(Object.keys(matched.parameters).length === 0 ? {} : { pathParameters: matched.parameters }),
    requestContext: {
      accountId: "000000000000",
      apiId: "local",
      ...(claims === undefined ? {} : { authorizer: { jwt: { claims, scopes: null } } }),
      domainName: headers["host"] ?? "",
      domainPrefix: "local",
      http: {
        method: request.method ?? "GET",
        path,
        protocol: `HTTP/${request.httpVersion}`,
        sourceIp: request.socket.remoteAddress ?? "",
        userAgent: headers["user-agent"] ?? "",
      },
      requestId: randomUUID(),
      routeKey: matched.route.key,
      stage: "$default",
      time: commonLogTime(now),
      timeEpoch: now.getTime(),
    },
    ...(body.length === 0 ? {} : { body: text ?? body.toString("base64") }),
    isBase64Encoded: body.length > 0 && text === undefined,
  };
};

/** Names in lower case; values of a repeated header joined with commas. */
const joinedHeaders = (request: IncomingMessage): Record<string, string> => {
  const joined: Record<string, string> = {};
  for (const [name, values] of Object.entries(request.headersDistinct)) {
    if (values !== undefined) joined[name] = values.join(name === "cookie" ? "; " : ",");
  }
  // As API Gateway does: how the request came is said by who received it, not by who sent it.
  joined["x-forwarded-proto"] = "http";
  return joined;
};

const queryParameters = (query: string): Record<string, string> => {
  const joined = new Map<string, string>();
  for (const [name, value] of new URLSearchParams(query))
    joined.set(name, joined.has(name) ? `${joined.get(name)},${value}` : value);
  return Object.fromEntries(joined);
};

const TEXT = /^(text\/|application\/([\w.-]+\+)?(json|xml)\b|application\/javascript\b)/i;
/** The body as text where API Gateway hands on text, else undefined: the bytes go in base64. */
const asText = (body: Buffer, type: string | undefined): string | undefined => {
  if (type !== undefined && !TEXT.test(type)) return undefined;
  const text = body.toString("utf8");
  return Buffer.compare(Buffer.from(text, "utf8"), body) === 0 ? text : undefined;
};

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const commonLogTime = (at: Date): string => {
  const iso = at.toISOString();
  return `${iso.slice(8, 10)}/${MONTHS[at.getUTCMonth()]}/${iso.slice(0, 4)}:${iso.slice(11, 19)} +0000`;
};

interface Structured {
  readonly statusCode?: unknown;
  readonly headers?: Readonly<Record<string, string | number | boolean>>;
  readonly cookies?: readonly string[];
  readonly body?: string;
  readonly isBase64Encoded?: boolean;
}

/** Sends what a function answered, by the rules of payload format 2.0: an answer without a status code is a 200 with JSON. */
export const sendResult = (response: ServerResponse, result: unknown): void => {
  const structured = typeof result === "object" && result !== null && "statusCode" in result ? (result as Structured) : undefined;
  if (structured === undefined) {
    const body = typeof result === "string" ? result : JSON.stringify(result ?? null);
    return void response.writeHead(200, { "content-type": "application/json" }).end(body);
  }
  const status = Number(structured.statusCode);
  if (!Number.isInteger(status) || status < 200 || status > 599)
    throw new Error(`a function answered with status ${String(structured.statusCode)}`);
  const headers: Record<string, string | string[]> = { "content-type": "text/plain; charset=utf-8" };
  for (const [name, value] of Object.entries(structured.headers ?? {})) headers[name.toLowerCase()] = String(value);
  if (structured.cookies !== undefined) headers["set-cookie"] = [...structured.cookies];
  const body = structured.body ?? "";
  response.writeHead(status, headers).end(structured.isBase64Encoded === true ? Buffer.from(body, "base64") : body);
};
