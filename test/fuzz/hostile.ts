import fc from "fast-check";
import { ROUTE_NAMES, routeRow } from "#shared/api/routes.ts";
import type { Sent } from "./proxy.ts";

/** Values that are real, so that a request gets past the first check and on to the next. */
const REAL: Readonly<Record<string, readonly string[]>> = {
  state: ["GB", "US", "JP", "gb", "XX"],
  reference: ["GB-001", "GB-002", "US-001", "OS-001", "SUB-001", "GB-999"],
  case: ["CASE-1", "CASE-2", "case-1"],
  report: ["REPORT-1", "REPORT-9"],
  draft: ["1", "99999"],
  claim: ["CL-1"],
  vessel: ["V-1"],
  gate: ["G1", "G4", "G99"],
  obligation: ["1718-8b"],
  log: ["panel", "state-gb", "root", "state-us"],
  item: ["1", "01ARZ3NDEKTSV4RRFFQ69G5FAV"],
  letter: ["01ARZ3NDEKTSV4RRFFQ69G5FAV"],
  asked: ["01ARZ3NDEKTSV4RRFFQ69G5FAV"],
};
const HOSTILE_TEXT = [
  "",
  " ",
  ".",
  "..",
  "../../../etc/passwd",
  "..%2f..%2f",
  "%00",
  "%",
  "%zz",
  "%c0%ae%c0%ae",
  "%F0%9F%9A%A2",
  "a%2Fb",
  "#",
  "STATE#US",
  "GB-001#ITEM#1",
  "__proto__",
  "constructor",
  "hasOwnProperty",
  "toString",
  "null",
  "undefined",
  "-1",
  "1e999",
  "NaN",
  "$" + "{7*7}",
  "{{7*7}}",
  "'; DROP TABLE submissions;--",
  '{"$ne":null}',
  "<script>alert(1)</script>",
  "\u202egnp",
  "e\u0301",
  "\ufeff",
  "\ud800",
  "x".repeat(2_001),
  "ＧＢ",
  "GB\n",
  "GB ",
] as const;
const text = fc.oneof(
  fc.constantFrom(...HOSTILE_TEXT),
  fc.string({ unit: "binary", maxLength: 60 }),
  fc.string({ maxLength: 20 }),
);

const segment = (name: string): fc.Arbitrary<string> =>
  fc.oneof(
    { weight: 14, arbitrary: fc.constantFrom(...(REAL[name] ?? ["1"])) },
    { weight: 2, arbitrary: text.map((one) => encodeURIComponent(one.isWellFormed() ? one : "?")) },
    {
      weight: 1,
      arbitrary: fc.constantFrom("..", ".", "%2e%2e", "%00", "%", "%zz", "%c0%af", "a;b=c", "a//b", "%2F", "*", "{state}"),
    },
  );

const deep = (depth: number): string => `${"[".repeat(depth)}${"]".repeat(depth)}`;
const json = fc.oneof(
  { weight: 3, arbitrary: fc.json({ maxDepth: 4 }) },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      "",
      "{",
      "[]",
      "null",
      '"x"',
      "1e400",
      '{"__proto__":{"admin":true}}',
      '{"a":1,"a":2}',
      deep(5_000),
      `{"title":${deep(500)}}`,
    ),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      `{"title":"${"x".repeat(1_100_000)}"}`,
      `{"title":"${"\\ud800".repeat(40)}"}`,
      '{"version":1.5}',
      '{"version":9007199254740993}',
    ),
  },
);
const LIKELY: Readonly<Record<string, fc.Arbitrary<unknown>>> = {
  version: fc.oneof(fc.integer({ min: 0, max: 9 }), fc.constantFrom(-1, 1.5, 1e308, "1", null)),
  regime: fc.constantFrom("1718", "1591", "9999", "__proto__", "constructor", ""),
  title: text,
  kind: fc.constantFrom("document", "photograph", "open-source", "toString", "final", "incident", ""),
  handling: fc.oneof(
    fc.constant({ classification: "unclassified", tlp: "AMBER", panelOnly: true, attribution: "none" }),
    fc.jsonValue({ maxDepth: 2 }),
  ),
  says: fc.constantFrom("agree", "object", "return", "x"),
  hash: fc.constantFrom("0".repeat(64), "f".repeat(63), ""),
  sha256: fc.constantFrom("0".repeat(64), "x", ""),
  bytes: fc.constantFrom(0, 1, -1, 5 * 1024 ** 4, 5 * 1024 ** 4 + 1, 0.5),
  mediaType: fc.constantFrom("text/plain", "image/tiff", "../x", "text/plain\r\nx: y"),
  state: fc.constantFrom("GB", "US", "XX", "constructor"),
  stage: fc.constantFrom("triage", "constructor", "collecting", "toString", ""),
  decision: fc.constantFrom("open", "constructor", "__proto__", ""),
  exhibits: fc.array(fc.constantFrom("OS-001/1", "SUB-001/1", "OS-999/1", "x"), { maxLength: 9 }),
  format: fc.constantFrom("docx", "model", "annex", "../x"),
  now: fc.constantFrom("2023-05-01T00:00:00Z", "0000-01-01T00:00:00Z", "9999-12-31T23:59:59Z", "x"),
};

/** A body with the names that the route knows and values that it may not. */
const shaped = (shape: Readonly<Record<string, unknown>>): fc.Arbitrary<string> =>
  fc
    .record(
      Object.fromEntries(Object.keys(shape).map((name) => [name, fc.oneof(LIKELY[name] ?? text, fc.jsonValue({ maxDepth: 2 }))])),
      { requiredKeys: [] },
    )
    .map((value) => JSON.stringify(value));

const header = fc.oneof(
  fc.constantFrom(
    ["content-type", "text/plain"],
    ["content-type", "application/json; charset=utf-16"],
    ["content-type", "application/json\t;"],
    ["content-encoding", "gzip"],
    ["idempotency-key", "a b"],
    ["idempotency-key", "x".repeat(9_000)],
    ["idempotency-key", "the-same-key-again"],
    ["idempotency-key", "constructor"],
    ["x-forwarded-proto", "https"],
    ["x-forwarded-for", "10.0.0.1"],
    ["x-amzn-oidc-identity", "officer"],
    ["x-http-method-override", "DELETE"],
    ["accept", "text/html"],
    ["accept-encoding", "gzip, br"],
    ["range", "bytes=0-0"],
    ["cookie", "a=b; __proto__=1"],
    ["origin", "https://evil.example"],
    ["if-none-match", "*"],
  ),
  fc.tuple(
    fc.constantFrom("x-anything", "user-agent", "referer", "idempotency-key", "content-type"),
    fc.string({ maxLength: 60 }).map((one) => one.replace(/[^\x20-\x7e]/g, "?")),
  ),
);
const CURSORS = ["", "x", "AAAAAAAAAAAAAAAAAAAAAA.e30", "AAAAAAAAAAAAAAAAAAAAAA.eyJwayI6IlNUQVRFI1VTIn0", ".", "%00"];
const query = fc.oneof(
  fc.constant(""),
  fc.constantFrom(
    "regime=1718",
    "regime=1718&regime=1591",
    "regime=__proto__",
    "path=checkpoint",
    "path=../../x",
    "path=tile/0/000",
    "x=%ff",
    "&&&=",
    "after[]=1",
  ),
  fc.constantFrom(...CURSORS).map((cursor) => `regime=1718&after=${cursor}`),
  text.map((one) => `after=${encodeURIComponent(one.isWellFormed() ? one : "?")}`),
);

/** Requests made to break something: real routes with hostile values, and paths that are none. `bearers` are authorizations, some of them forged. */
export const hostile = (bearers: readonly string[]): fc.Arbitrary<Sent> => {
  const authorization = fc.oneof(
    { weight: 9, arbitrary: fc.constantFrom(...bearers) },
    { weight: 1, arbitrary: fc.constantFrom("", "Bearer", "Bearer x.y.z", "Basic YTpi", "bearer  ") },
  );
  const onRoute = fc
    .constantFrom(...ROUTE_NAMES.filter((name) => name !== "set-clock" && name !== "get-openapi"))
    .chain((name) => {
      const row = routeRow(name);
      const parts = row.path
        .split("/")
        .slice(1)
        .map((part) => (part.startsWith("{") ? segment(part.slice(1, -1)) : fc.constant(part)));
      const method = fc.oneof(
        { weight: 12, arbitrary: fc.constant<string>(row.method) },
        {
          weight: 1,
          arbitrary: fc.constantFrom("GET", "POST", "PUT", "DELETE", "PATCH", "HEAD", "OPTIONS", "TRACE", "PROPFIND"),
        },
      );
      const body =
        row.body === undefined
          ? fc.constantFrom("", "{}")
          : fc.oneof({ weight: 3, arbitrary: shaped(row.body.shape) }, { weight: 1, arbitrary: json });
      return fc.record({ method, path: fc.tuple(...parts).map((all) => `/${all.join("/")}`), query, body });
    });
  const anywhere = fc.record({
    method: fc.constantFrom("GET", "POST", "PUT", "DELETE"),
    path: fc.oneof(
      fc.constantFrom(
        "//",
        "/panel//cases",
        "/panel/cases/",
        "/PANEL/cases",
        "/panel/cases;x=1",
        "/.well-known/x",
        "/files/uploads",
        "/files/../x",
        "/files/%2e%2e/x",
        "/sign-in/x",
        "/oidc/auth",
        "/oidc/token",
        "/first-page/../home.ts",
        "/first-page/%2e%2e%2fhome.ts",
        "/home.json",
      ),
      fc
        .array(text, { maxLength: 4 })
        .map((all) => `/${all.map((one) => encodeURIComponent(one.isWellFormed() ? one : "?")).join("/")}`),
    ),
    query,
    body: json,
  });
  return fc
    .record({
      target: fc.oneof({ weight: 9, arbitrary: onRoute }, { weight: 1, arbitrary: anywhere }),
      authorization,
      more: fc.array(header, { maxLength: 2 }),
    })
    .map(({ target, authorization: bearer, more }) => ({
      method: target.method,
      path: target.query === "" ? target.path : `${target.path}?${target.query}`,
      headers: [
        ...(bearer === "" ? [] : ["authorization", bearer]),
        ...(more.some(([name]) => name === "content-type") ? [] : ["content-type", "application/json"]),
        ...more.flat(),
      ].map(String),
      body: Buffer.from(
        target.method === "GET" || target.method === "HEAD" || target.method === "TRACE" ? "" : target.body,
        "utf8",
      ),
    }));
};

/** What is no HTTP at all, or only just: sent as bytes. */
export const RAW: readonly string[] = [
  "\r\n\r\n",
  "GET\r\n\r\n",
  "GET / HTTP/9.9\r\n\r\n",
  "GET / HTTP/1.1\r\n\r\n",
  "GET /health HTTP/1.1\r\nhost: evil.example\r\n\r\n",
  "GET http://evil.example/health HTTP/1.1\r\nhost: 127.0.0.1\r\n\r\n",
  "POST /health HTTP/1.1\r\nhost: HOST\r\ncontent-length: 5\r\ncontent-length: 6\r\n\r\nhello",
  "POST /health HTTP/1.1\r\nhost: HOST\r\ncontent-length: 4\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n",
  "POST /health HTTP/1.1\r\nhost: HOST\r\ntransfer-encoding: chunked\r\n\r\nzz\r\n",
  "POST /health HTTP/1.1\r\nhost: HOST\r\ncontent-length: -1\r\n\r\n",
  "POST /health HTTP/1.1\r\nhost: HOST\r\ncontent-length: 99999999999\r\n\r\n",
  "GET /health HTTP/1.1\r\nhost: HOST\r\nx: a\r\n b\r\n\r\n",
  "GET /health HTTP/1.1\r\nhost: HOST\r\nbad header: a\r\n\r\n",
  "GET /health HTTP/1.1\r\nhost: HOST\r\nx: \u0000\r\n\r\n",
  `GET /health HTTP/1.1\r\nhost: HOST\r\nx: ${"a".repeat(20_000)}\r\n\r\n`,
  `GET /${"a".repeat(70_000)} HTTP/1.1\r\nhost: HOST\r\n\r\n`,
  "CONNECT evil.example:443 HTTP/1.1\r\nhost: HOST\r\n\r\n",
  "GET /health HTTP/1.1\r\nhost: HOST\r\nupgrade: websocket\r\nconnection: upgrade\r\n\r\n",
  "OPTIONS * HTTP/1.1\r\nhost: HOST\r\n\r\n",
  "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
  "\u0016\u0003\u0001\u0002\u0000\u0001",
  "GET /health HTTP/1.1\r\nhost: HOST\r\nexpect: 200-maybe\r\n\r\n",
];
