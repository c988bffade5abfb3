import { createHash } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { queueHandler } from "#functions/streams/messages.ts";
import { DELEGATION_ROUTES } from "#shared/api/routes-delegation.ts";
import { Problem } from "#shared/domain/problems.ts";
import { api } from "#shared/endpoint.ts";
import { guarded } from "#shared/log.ts";
import { scrubbed, scrubbedError } from "#shared/scrub.ts";
import { memoryPorts } from "#test/fixtures/memory-ports.ts";

/** The same numbers on every run: a secret that got through can be found again. */
const random = (() => {
  let count = 0;
  return (below: number): number => {
    count += 1;
    return createHash("sha256").update(`seed ${count}`).digest().readUInt32BE(0) % below;
  };
})();
const from = (alphabet: string, length: number) => Array.from({ length }, () => alphabet[random(alphabet.length)]).join("");
const HEX = "0123456789abcdef";
const LOWER = "abcdefghijklmnopqrstuvwxyz";
const LETTERS = `${LOWER}${LOWER.toUpperCase()}`;
const WORDS = `${LETTERS}0123456789`;
const one = <T>(all: readonly T[]): T => all[random(all.length)] as T;

/** Every kind of thing that must not stand in a log. */
const KINDS: readonly (() => string)[] = [
  () => from(HEX, 16 + random(48)),
  () => `eyJ${from(WORDS, 20)}.eyJ${from(WORDS, 40)}.${from(WORDS, 43)}`,
  () => `Basic ${Buffer.from(`${from(LOWER, 6)}:${from(WORDS, 9)}`).toString("base64")}`,
  () => `AKIA${from("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", 16)}`,
  () => `${from(LOWER, 8)}${random(100)}!`,
  () => `${from(LOWER, 5)}.${from(LOWER, 7)}@mission${random(1000)}.example`,
  () => `+${41 + random(50)} ${from("0123456789", 9)}`,
  () => `${one(["Kim", "Rose", "Ali", "Nguyễn"])} ${one(["Chol", "Mark", "al-Rashid", "Thị"])}-${from(LOWER, 6)}`,
  () => `${one(["Источник", "المصدر", "정보원"])} ${from("абвгдежзиклмн", 8)}`,
  () => `-----BEGIN PRIVATE KEY-----\n${from(WORDS, 40)}`,
  () => `https://uploads.example/${from(LOWER, 6)}?X-Amz-Signature=${from(HEX, 64)}`,
  () => `__Host-session=${from(WORDS, 32)}`,
  () => from(LOWER, 12 + random(8)),
  () => `${from("ABCDEFGHIJKLMNOPQRSTUVWXYZ", 10)}`,
  () => `41.${from("0123456789", 6)}, 129.${from("0123456789", 6)}`,
];
const SEEDS = Array.from({ length: 10_000 }, () => one(KINDS)());
let next = 0;
const secret = (): string => {
  next += 1;
  return SEEDS[(next - 1) % SEEDS.length] as string;
};

/** Everything that may be thrown, with a secret in every place that an error has. */
const thrown = (): readonly (() => unknown)[] => [
  () => new Error(`the conditional request failed for ${secret()}`, { cause: new TypeError(`because of '${secret()}'`) }),
  () => Object.assign(new Error(secret()), { name: secret(), code: secret(), $metadata: { httpStatusCode: secret() } }),
  () => Object.assign(new Error("the conditional request failed"), { Item: { title: { S: secret() } }, input: secret() }),
  // A message with lines that look like places of a stack.
  () => new Error(`x\n    at ${secret()} (file:///var/task/${secret()}.mjs:1:1)\n    at ${secret()}:2:2`),
  () => Object.assign(new Error("before"), { message: `changed afterwards ${secret()}` }),
  () => Object.assign(new Error(`read ${secret()}`), { stack: `Error: ${secret()}\n    at ${secret()} (${secret()}.js:3:3)` }),
  () => new AggregateError([new Error(secret()), secret(), new RangeError(`${secret()} is too large`)], secret()),
  () => secret(),
  () => ({ message: secret(), toString: () => secret() }),
  () => new Problem("INTERNAL", { reference: secret() }, { cause: new Error(secret()), details: secret() }),
  () => new SyntaxError(`Unexpected token 'S', "${secret()}" is not valid JSON`),
  () => {
    let error = new Error(secret());
    for (let depth = 0; depth < 12; depth += 1) error = new Error(`deeper ${secret()}`, { cause: error });
    return error;
  },
];

const lines: string[] = [];
let raise: () => unknown = () => new Error("x");
beforeAll(() => {
  const ports = memoryPorts();
  const failing = { ...ports, records: { ...ports.records, read: () => Promise.reject(raise()) } };
  (globalThis as Record<symbol, unknown>)[Symbol.for("corroborate.ports")] = () => () => failing;
  vi.spyOn(process.stdout, "write").mockImplementation((text) => lines.push(String(text)) > 0);
  vi.spyOn(process.stderr, "write").mockImplementation((text) => lines.push(String(text)) > 0);
});
afterAll(() => vi.restoreAllMocks());

const requestId = () => `${from(HEX, 8)}-${from(HEX, 4)}-${from(HEX, 4)}-${from(HEX, 4)}-${from(HEX, 12)}`;
const eventWith = () => ({
  version: "2.0",
  routeKey: "POST /delegations/{state}/submissions",
  rawPath: `/delegations/${secret()}/submissions`,
  rawQueryString: `after=${secret()}`,
  cookies: [`session=${secret()}`],
  headers: { authorization: secret(), cookie: secret(), "user-agent": secret(), "x-anything": secret() },
  queryStringParameters: { after: secret() },
  pathParameters: { state: random(2) === 0 ? "GB" : secret() },
  requestContext: {
    requestId: requestId(),
    authorizer: { jwt: { claims: { sub: "delegate-gb", email: secret(), name: secret() }, scopes: null } },
    http: { method: "POST", path: secret(), protocol: "HTTP/1.1", sourceIp: secret(), userAgent: secret() },
  },
  body: JSON.stringify({ title: secret(), handling: { [secret()]: secret() } }),
  isBase64Encoded: false,
});

describe("10,000 secrets, in headers, cookies, bodies, paths, errors and causes", () => {
  test("are put in every place, and none of them is in what was logged", async () => {
    const handle = api(DELEGATION_ROUTES, { "create-submission": async () => undefined });
    const task = guarded("hash-file", async (_input: unknown) => Promise.reject(raise()));
    const queue = queueHandler("apply-panel", async () => Promise.reject(raise()));
    const before = vi.mocked(process.stdout.write).mock.calls.length;
    while (next < SEEDS.length) {
      for (const make of thrown()) {
        raise = make;
        await handle(eventWith() as never, {} as never);
        await task({ token: secret() }).catch((error: Error) => lines.push(`${error.name} ${error.message} ${error.stack}`));
        await queue({ Records: [{ messageId: requestId(), body: JSON.stringify({ text: secret() }) }] } as never);
        await queue({ Records: [{ messageId: secret(), body: secret() }] } as never).catch((error: Error) =>
          lines.push(String(error.stack)),
        );
      }
    }
    expect(vi.mocked(process.stdout.write).mock.calls.length - before).toBeGreaterThan(500);
    // Lines that differ in their time and the request's own id alone are one.
    const whole = [...new Set(lines.map((line) => line.replaceAll(/"(at|request|message)":"[-0-9a-fTZ:.]{24,36}"/g, "")))].join(
      "",
    );
    // As it was, and as JSON would have written it.
    const found = SEEDS.filter((one) => whole.includes(one) || whole.includes(JSON.stringify(one).slice(1, -1)));
    expect(found).toEqual([]);
    // The parts of it too: a name without its given name is still a name.
    const parts = SEEDS.flatMap((one) => one.split(/[^\p{L}\p{N}]+/u)).filter((one) => one.length >= 7 && !KNOWN.has(one));
    expect(parts.filter((one) => whole.includes(one))).toEqual([]);
  }, 60_000);

  test("leave what an operator needs: route, status, kind of fault, our own words and the place", () => {
    const [access, error] = [
      lines.find((line) => line.includes('"kind":"access"')),
      lines.find((line) => line.includes("the conditional request failed for")),
    ].map((line) => JSON.parse(line ?? "{}"));
    expect(access).toMatchObject({ route: "create-submission", person: "delegate-gb", status: expect.any(Number) });
    expect(error.error).toMatchObject({
      name: "Error",
      message: "the conditional request failed for …",
      cause: { name: "TypeError" },
    });
    expect(error.error.at[0]).toMatch(/^log-scrubber\.test\.ts:\d+:\d+$|^[a-z-]+\.ts:\d+:\d+$/);
  });
});

/** Of the seeds' own frame, not of the secret in it; and words that stand in logs anyway. */
const KNOWN = new Set(["PRIVATE", "Signature", "uploads", "example", "session", "https"]);

test("a field that has no row is not logged, and a value of another form is cut", () => {
  expect(scrubbed({ kind: "access", title: "Rajin", route: "get-case", person: "a b", status: 2000 })).toEqual({
    kind: "access",
    route: "get-case",
    person: "[cut]",
    status: "[cut]",
  });
});

test("names that retries go by are kept, and a fault of the SDK says its status", () => {
  const error = Object.assign(new Error("Requested resource not found"), { $metadata: { httpStatusCode: 400 } });
  error.name = "ResourceNotFoundException";
  expect(scrubbedError(error)).toMatchObject({ name: "ResourceNotFoundException", status: 400, message: "… resource not found" });
});
