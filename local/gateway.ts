import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { scrubbedError } from "#shared/scrub.ts";
import type { RoutePart } from "./assembly/description.ts";
import { FunctionFailed } from "./functions/sandbox.ts";
import type { Authorizer } from "./http/authorizer.ts";
import { Refused, readBody } from "./http/body.ts";
import { httpEvent, sendResult } from "./http/event.ts";
import { type Rates, rateLimiter } from "./http/rates.ts";
import { decoded, type Matched, router } from "./http/routing.ts";
import { sendJson } from "./http/send.ts";

/** Largest body of an HTTP API, bytes. */
const MAX_BODY_BYTES = 10 * 1024 * 1024;
/** Longest that an HTTP API waits for a function, milliseconds. */
const INTEGRATION_MILLISECONDS = 30_000;

/** Serves a request itself, or answers false. `path` has no query and is percent-decoded nowhere. */
export type Handler = (request: IncomingMessage, response: ServerResponse, path: string) => Promise<boolean>;

interface Api {
  readonly routes: readonly RoutePart[];
  readonly authorize: Authorizer;
  readonly invoke: (name: string, event: unknown, requestId: string) => Promise<unknown>;
  /** Default: `RATES`. */
  readonly rates?: Rates | undefined;
  /** Told of each request for a route that was answered without a function, or by none that could say so. */
  readonly refused?: (refusal: Refusal) => void;
}

export interface Refusal {
  /** Key of the route. */
  readonly route: string;
  /** Subject of the token, where one was valid. */
  readonly person: string | undefined;
  readonly status: number;
}

export interface Gateway {
  readonly port: number;
  /** Names the handlers once the address is known; until then every request is answered 503. */
  serve(handlers: readonly Handler[], api: Api): void;
  stop(): Promise<void>;
}

/** Listens on 127.0.0.1 alone. Throws when the port is taken. */
export const startGateway = async ({ port }: { readonly port: number }): Promise<Gateway> => {
  let answer = async (_request: IncomingMessage, response: ServerResponse): Promise<void> =>
    sendJson(response, 503, { message: "Service Unavailable" }, { "retry-after": "1" });
  const server = createServer({
    maxHeaderSize: 16_384,
    headersTimeout: 10_000,
    requestTimeout: 300_000,
    connectionsCheckingInterval: 5_000,
  });
  server.on("request", (request, response) => {
    answer(request, response).catch((error: unknown) => refuse(request, response, error));
  });
  server.on("clientError", clientError);
  await listening(server, port);
  const own = (server.address() as AddressInfo).port;
  return {
    port: own,
    serve: (handlers, api) => {
      answer = answering(handlers, api, own);
    },
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeIdleConnections();
        setTimeout(() => server.closeAllConnections(), 2_000).unref();
      }),
  };
};

const listening = (server: Server, port: number): Promise<void> =>
  new Promise((resolve, reject) => {
    server.once("error", (cause: NodeJS.ErrnoException) =>
      reject(cause.code === "EADDRINUSE" ? new Error(`port ${port} is taken: name another with PORT`, { cause }) : cause),
    );
    server.listen(port, "127.0.0.1", () => resolve());
  });

const answering = (handlers: readonly Handler[], api: Api, port: number) => {
  const find = router(api.routes);
  const limit = rateLimiter(api.rates);
  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const host = request.headers.host?.toLowerCase();
    // The issuer knows one address; a browser that came by the other name is sent there.
    if (host === `localhost:${port}` && request.method === "GET")
      return moved(response, `http://127.0.0.1:${port}${request.url ?? "/"}`);
    // A page of another origin may point its own name at this address; only the home's names are served.
    if (host !== `127.0.0.1:${port}` && host !== `localhost:${port}`) throw new Refused(421, "Misdirected Request");
    const { path, query } = addressOf(request);
    for (const handle of handlers) if (await handle(request, response, path)) return;
    const matched = find(request.method ?? "GET", path);
    if (matched === undefined) throw new Refused(404, "Not Found");
    sendResult(response, await served({ request, path, query, matched, api, limit }));
  };
};

const addressOf = (request: IncomingMessage): { readonly path: string; readonly query: string } => {
  const [path = "/", ...rest] = (request.url ?? "/").split("?");
  if (!path.startsWith("/")) throw new Refused(400, "Bad Request");
  decoded(path);
  return { path, query: rest.join("?") };
};

const moved = (response: ServerResponse, location: string): void => sendJson(response, 308, { message: "Moved" }, { location });

type Claims = Awaited<ReturnType<Authorizer>>;
interface Asked {
  readonly request: IncomingMessage;
  readonly path: string;
  readonly query: string;
  readonly matched: Matched;
  readonly api: Api;
  readonly limit: ReturnType<typeof rateLimiter>;
}

const served = async ({ api, limit, ...asked }: Asked): Promise<unknown> => {
  const { route } = asked.matched;
  const claims = route.authorized ? await api.authorize(asked.request.headers.authorization) : undefined;
  try {
    return await letThrough({ ...asked, claims, api, limit });
  } catch (error) {
    const status = statusOf(error);
    // Too many are counted and not told: whoever floods fills no disk.
    if (status !== 429) api.refused?.({ route: route.key, person: claims?.["sub"], status });
    throw error;
  }
};

const letThrough = async ({ claims, api, limit, ...asked }: Asked & { readonly claims: Claims }): Promise<unknown> => {
  const { route } = asked.matched;
  // Whoever tries tokens is counted too, and by where they come from: what a forged token says of its bearer counts for nothing.
  const wait = claims === undefined ? limit("address", addressIn(asked.request)) : limit("person", claims["sub"] ?? "");
  if (wait !== undefined) throw new Refused(429, "Too Many Requests", { retryAfter: wait });
  if (route.authorized && claims === undefined) throw new Refused(401, "Unauthorized");
  const body = await readBody(asked.request, MAX_BODY_BYTES);
  return integrated(api, route.function, httpEvent({ ...asked, body, claims }));
};

const statusOf = (error: unknown): number => (error instanceof Refused ? error.status : 500);

const addressIn = (request: IncomingMessage): string => request.socket.remoteAddress ?? "";

const integrated = async (api: Api, name: string, event: ReturnType<typeof httpEvent>): Promise<unknown> => {
  const timer = Promise.withResolvers<never>();
  const timeout = setTimeout(() => timer.reject(new Refused(503, "Service Unavailable")), INTEGRATION_MILLISECONDS);
  try {
    return await Promise.race([api.invoke(name, event, event.requestContext.requestId), timer.promise]);
  } finally {
    clearTimeout(timeout);
  }
};

const refuse = (request: IncomingMessage, response: ServerResponse, error: unknown): void => {
  const status = statusOf(error);
  // What failed inside a function stands in that function's log; here is only what went wrong around it.
  if (status === 500 && !(error instanceof FunctionFailed))
    process.stderr.write(`${new Date().toISOString()} ${JSON.stringify(scrubbedError(error))}\n`);
  const message = error instanceof Refused ? error.message : "Internal Server Error";
  // An unread body is not worth reading to its end: the connection closes with the answer.
  const close = request.complete ? {} : { connection: "close" };
  const wait = error instanceof Refused ? error.retryAfter : undefined;
  const more = { ...(status === 401 ? { "www-authenticate": "Bearer" } : {}), ...(wait && { "retry-after": String(wait) }) };
  sendJson(response, status, { message }, { ...more, ...close });
};

const STATUS: Readonly<Record<string, string>> = {
  HPE_HEADER_OVERFLOW: "431 Request Header Fields Too Large",
  ERR_HTTP_REQUEST_TIMEOUT: "408 Request Timeout",
};

const clientError = (error: NodeJS.ErrnoException, socket: Socket): void => {
  if (error.code === "ECONNRESET" || !socket.writable) return void socket.destroy();
  socket.end(`HTTP/1.1 ${STATUS[error.code ?? ""] ?? "400 Bad Request"}\r\nconnection: close\r\ncontent-length: 0\r\n\r\n`);
};
