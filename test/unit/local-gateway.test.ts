import { createServer, request as httpRequest, type Server } from "node:http";
import { connect } from "node:net";
import { generateKeyPair, SignJWT } from "jose";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Gateway, type Refusal, startGateway } from "#local/gateway.ts";
import { jwtAuthorizer } from "#local/http/authorizer.ts";
import { gatewayLog } from "#local/http/refusals.ts";
import { router } from "#local/http/routing.ts";
import { accessLine } from "#shared/access-log.ts";

const ISSUER = "http://127.0.0.1/oidc";
let gateway: Gateway;
let base: string;
let signed: (
  claims: Record<string, unknown>,
  options?: { readonly expires?: string; readonly key?: Parameters<SignJWT["sign"]>[0]; readonly notBefore?: string },
) => Promise<string>;
let last: Record<string, unknown>;
let result: unknown;
const refusals: Refusal[] = [];

beforeAll(async () => {
  const { publicKey, privateKey } = await generateKeyPair("RS256");
  signed = (claims, { expires = "1m", key = privateKey, notBefore = "0s" } = {}) =>
    new SignJWT({ iss: ISSUER, client_id: "portal", sub: "officer", ...claims })
      .setProtectedHeader({ alg: "RS256" })
      .setIssuedAt()
      .setNotBefore(notBefore)
      .setExpirationTime(expires)
      .sign(key);
  gateway = await startGateway({ port: 0 });
  base = `http://127.0.0.1:${gateway.port}`;
  const routes = [
    { key: "GET /open/{name}", function: "f", authorized: false },
    { key: "POST /open/{name}", function: "f", authorized: false },
    { key: "GET /closed", function: "f", authorized: true },
  ];
  const authorize = jwtAuthorizer({ issuer: ISSUER, audiences: ["portal"], keys: async () => publicKey });
  gateway.serve([], {
    routes,
    authorize,
    refused: (refusal) => refusals.push(refusal),
    invoke: async (_name, event) => {
      last = event as Record<string, unknown>;
      if (result instanceof Error) throw result;
      return result;
    },
  });
});
afterAll(() => gateway.stop());

const asked = async (path: string, init?: RequestInit) => {
  result = { statusCode: 200, body: "{}" };
  return fetch(`${base}${path}`, init);
};

test("a request becomes an event of payload format 2.0", async () => {
  await asked("/open/a%2Fb?x=1&x=2&y=%C3%A9", { headers: { "X-Many": "one", cookie: "a=1; b=2" } });
  expect(last).toMatchObject({
    version: "2.0",
    routeKey: "GET /open/{name}",
    rawPath: "/open/a%2Fb",
    rawQueryString: "x=1&x=2&y=%C3%A9",
    cookies: ["a=1", "b=2"],
    queryStringParameters: { x: "1,2", y: "é" },
    pathParameters: { name: "a/b" },
    headers: { "x-many": "one" },
    requestContext: { http: { method: "GET", path: "/open/a%2Fb" }, routeKey: "GET /open/{name}", stage: "$default" },
    isBase64Encoded: false,
  });
  expect(last["headers"]).not.toHaveProperty("cookie");
  expect(last).not.toHaveProperty("body");
});

test("JSON bodies arrive as text and other bytes in base64", async () => {
  await asked("/open/x", { method: "POST", body: '{"é":1}', headers: { "content-type": "application/json" } });
  expect(last).toMatchObject({ body: '{"é":1}', isBase64Encoded: false });
  await asked("/open/x", { method: "POST", body: Uint8Array.of(0, 255), headers: { "content-type": "image/png" } });
  expect(last).toMatchObject({ body: "AP8=", isBase64Encoded: true });
  await asked("/open/x", { method: "POST", body: Uint8Array.of(0xff, 0xfe), headers: { "content-type": "application/json" } });
  expect(last).toMatchObject({ body: "//4=", isBase64Encoded: true });
});

test.for([
  ["an object without a status", { a: 1 }, 200, '{"a":1}', "application/json"],
  ["a text", "hello", 200, "hello", "application/json"],
  [
    "a status, headers and a body",
    { statusCode: 404, headers: { "Content-Type": "application/problem+json" }, body: "x" },
    404,
    "x",
    "application/problem+json",
  ],
  ["base64", { statusCode: 200, body: "aGk=", isBase64Encoded: true }, 200, "hi", "text/plain; charset=utf-8"],
  ["a status that is none", { statusCode: 7 }, 500, '{"message":"Internal Server Error"}', "application/json"],
] as const)("an answer may be %s", async ([, answer, status, body, type]) => {
  result = answer;
  const response = await fetch(`${base}/open/x`);
  expect([response.status, await response.text(), response.headers.get("content-type")]).toEqual([status, body, type]);
});

test("cookies of an answer stay apart", async () => {
  result = { statusCode: 200, cookies: ["a=1; HttpOnly", "b=2"] };
  expect((await fetch(`${base}/open/x`)).headers.getSetCookie()).toEqual(["a=1; HttpOnly", "b=2"]);
});

test("claims of a valid token are handed on as text, lists in brackets", async () => {
  const response = await asked("/closed", {
    headers: { authorization: `Bearer ${await signed({ areas: ["p", "s"], level: 3 })}` },
  });
  expect(response.status).toBe(200);
  expect(last["requestContext"]).toMatchObject({
    authorizer: { jwt: { claims: { sub: "officer", areas: "[p s]", level: "3" } } },
  });
});

test("no token, a forged, expired, early, foreign or misaddressed one is 401 and reaches no function", async () => {
  const { privateKey: stranger } = await generateKeyPair("RS256");
  const hs = await new SignJWT({ iss: ISSUER, client_id: "portal" })
    .setProtectedHeader({ alg: "HS256" })
    .setExpirationTime("1m")
    .sign(new Uint8Array(32));
  const refused = {
    none: undefined,
    word: "Bearer nonsense",
    forged: await signed({}, { key: stranger }),
    otherAlgorithm: hs,
    expired: await signed({}, { expires: "-1m" }),
    early: await signed({}, { notBefore: "1h" }),
    issuer: await signed({ iss: "http://elsewhere" }),
    audience: await signed({ aud: "other" }),
  };
  last = {};
  for (const [name, value] of Object.entries(refused)) {
    const response = await asked("/closed", value === undefined ? {} : { headers: { authorization: value } });
    expect([name, response.status, await response.json()]).toEqual([name, 401, { message: "Unauthorized" }]);
    expect(response.headers.get("www-authenticate")).toMatch(/^Bearer/);
  }
  expect(last).toEqual({});
});

test("input is refused with a 4xx, never a 5xx", async () => {
  expect((await asked("/nowhere")).status).toBe(404);
  expect((await asked("/open/x", { method: "DELETE" })).status).toBe(404);
  expect((await asked("/open/%E0%A4%A")).status).toBe(400);
  expect((await asked("/open/x", { method: "POST", body: new Uint8Array(10 * 1024 * 1024 + 1) })).status).toBe(413);
  expect(await raw("GET /open/x HTTP/1.1\r\nhost: evil.example\r\n\r\n")).toMatch(/^HTTP\/1\.1 421 /);
  expect(await raw(`GET /open/x HTTP/1.1\r\nhost: localhost:${gateway.port}\r\n\r\n`)).toContain(`location: ${base}/open/x`);
  expect(await raw("nonsense\r\n\r\n")).toMatch(/^HTTP\/1\.1 400 /);
  expect(await raw(`GET / HTTP/1.1\r\nx: ${"y".repeat(20_000)}\r\n\r\n`)).toMatch(/^HTTP\/1\.1 431 /);
  expect(await raw("GET http://[ HTTP/1.1\r\nhost: x\r\n\r\n")).toMatch(/^HTTP\/1\.1 4/);
});

test("a body without a declared length is cut off at the limit", async () => {
  const status = await new Promise<number | undefined>((resolve, reject) => {
    const request = httpRequest(`${base}/open/x`, { method: "POST", headers: { "transfer-encoding": "chunked" } }, (response) => {
      response.resume();
      resolve(response.statusCode);
    });
    request.on("error", reject);
    for (let chunk = 0; chunk < 11; chunk += 1) request.write(Buffer.alloc(1024 * 1024));
    request.end();
  });
  expect(status).toBe(413);
});

test("a function's failure is a bland 500", async () => {
  result = new Error("secret detail");
  const response = await fetch(`${base}/open/x`);
  expect([response.status, await response.json()]).toEqual([500, { message: "Internal Server Error" }]);
});

test("a taken port is said in words", async () => {
  const other: Server = createServer();
  const port = await new Promise<number>((resolve) =>
    other.listen(0, "127.0.0.1", () => resolve((other.address() as { port: number }).port)),
  );
  try {
    await expect(startGateway({ port })).rejects.toThrow(`port ${port} is taken`);
  } finally {
    other.close();
  }
});

test("the most specific route wins: fixed parts, then parameters, then the rest of the path, then $default", () => {
  const keys = ["$default", "ANY /a/{rest+}", "GET /a/{one}", "GET /a/fixed", "ANY /a/fixed"];
  const find = router(keys.map((key) => ({ key, function: "f", authorized: false })));
  const found = (method: string, path: string) => find(method, path)?.route.key;
  expect(found("GET", "/a/fixed")).toBe("GET /a/fixed");
  expect(found("PUT", "/a/fixed")).toBe("ANY /a/fixed");
  expect(found("GET", "/a/other")).toBe("GET /a/{one}");
  expect(find("GET", "/a/b/c")?.parameters).toEqual({ rest: "b/c" });
  expect(found("GET", "/elsewhere")).toBe("$default");
});

const raw = (text: string): Promise<string> =>
  new Promise((resolve, reject) => {
    let answer = "";
    const socket = connect(gateway.port, "127.0.0.1", () => socket.write(text));
    socket.setEncoding("utf8").on("data", (piece: string) => {
      answer += piece;
      socket.end();
    });
    socket.on("close", () => resolve(answer));
    socket.on("error", reject);
  });

test("what the gateway refuses by itself, and what a function could not answer, is told with route and status; what a function answers is not", async () => {
  refusals.length = 0;
  await asked("/closed", { headers: { authorization: "Bearer made-up" } });
  await asked("/open/x");
  await asked("/no-route");
  result = new Error("the function fell over");
  await fetch(`${base}/closed`, { headers: { authorization: `Bearer ${await signed({})}` } });
  expect(refusals).toEqual([
    { route: "GET /closed", person: undefined, status: 401 },
    { route: "GET /closed", person: "officer", status: 500 },
  ]);
});

test("its lines in the access log name route and zone, and hold nothing that is not of their form", () => {
  const lines: string[] = [];
  const refused = gatewayLog((text) => lines.push(text));
  refused({ route: "GET /panel/cases/{case}", person: undefined, status: 401 });
  refused({ route: "GET /else", person: "a name, with spaces", status: 413 });
  expect(lines.map((text) => accessLine(text.trimEnd()))).toEqual([
    expect.objectContaining({ route: "get-case", zone: "panel", person: "anonymous", status: 401, code: "UNAUTHENTICATED" }),
    expect.objectContaining({ route: "unknown", person: "[cut]", status: 413 }),
  ]);
});
