import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Gateway, startGateway } from "#local/gateway.ts";
import { rateLimiter } from "#local/http/rates.ts";
import { appointmentKey, quotaKey } from "#shared/adapters/keys.ts";
import { openApi } from "#shared/api/openapi.ts";
import type { RouteRow } from "#shared/api/route.ts";
import { routeKey } from "#shared/api/route.ts";
import { ROUTE_NAMES, ROUTES, type RouteName, routeRow } from "#shared/api/routes.ts";
import { ACCESS, type Action } from "#shared/domain/access.ts";
import { oneMore, QUOTAS, type QuotaName, RATES } from "#shared/domain/limits.ts";
import type { Role } from "#shared/domain/people.ts";
import { api } from "#shared/endpoint.ts";
import type { Item } from "#shared/ports.ts";
import { subjectKey } from "#shared/subjects.ts";
import { memoryPorts } from "#test/fixtures/memory-ports.ts";

const ULID = "01ARZ3NDEKTSV4RRFFQ69G5FAV";
const handling = { classification: "unclassified", tlp: "AMBER", panelOnly: true, attribution: "a Member State" };
const PARAMS: Readonly<Record<string, string>> = { state: "GB", case: "CASE-1", report: "REPORT-1", draft: "1" };
const BODIES: Partial<Record<RouteName, unknown>> = {
  "create-submission": { regime: "1718", title: "T", handling },
  "declare-item": { kind: "document", name: "a.txt", title: "A", bytes: 0, sha256: "0".repeat(64), mediaType: "text/plain" },
  "collect-evidence": { regime: "1718", kind: "open-source", title: "T", publisher: "P", capture: "C", handling },
  "open-case": { id: "C", title: "A", regime: "1718", section: "finance", statesConcerned: [], exhibits: [] },
  "send-letter": { purpose: "enquiry", state: "GB", asks: "?", days: 14 },
  "write-message": { text: "A message.", seen: 0 },
  "answer-state": { text: "An answer.", seen: 0 },
  "open-report": { id: "R", regime: "1718", kind: "final", introduction: [], methodology: [] },
  "draft-report": { version: 1 },
  "open-draft": { format: "docx" },
};

const ports = memoryPorts();
const put = (item: Item) => ports.items.set(`${item.pk}\n${item.sk}`, item);
const paramsOf = (row: RouteRow) =>
  Object.fromEntries(
    Object.keys(row.params.shape).map((name) => {
      if (name === "reference") return [name, row.zone === "delegation" ? "GB-001" : "SUB-001"];
      if (name === "item") return [name, row.zone === "delegation" ? ULID : "1"];
      return [name, PARAMS[name] ?? ULID];
    }),
  );
/** Somebody who may do what the row says, in that zone. */
const seated = (row: RouteRow): string => {
  const role = Object.keys(ACCESS[row.action as Action])[0] as Role;
  const appointment = { role, ...(role === "delegate" ? { state: "GB" } : { regime: "1718" }), from: "2020-01-01T00:00:00Z" };
  put({ ...appointmentKey(row.zone, role, "GB"), schema: 1, appointments: [appointment] });
  return role;
};
/** A change that writes nothing but its entry, so that only the quota is judged. */
const changing = (row: RouteRow) =>
  api(
    ROUTES,
    Object.fromEntries(
      ROUTE_NAMES.map((name) => [
        name,
        ({ commit }: { commit: (change: unknown, answer: unknown) => Promise<unknown> }) =>
          commit(
            {
              writes: [],
              entries: [
                { pk: "CASE#X", event: row.event, subject: "X", data: {}, ...(row.zone === "delegation" ? { state: "GB" } : {}) },
              ],
            },
            { done: true },
          ),
      ]),
    ) as never,
  );
const call = async (name: RouteName, person: string, key?: string) => {
  const row = routeRow(name);
  const answer = await changing(row)(
    {
      routeKey: routeKey(row),
      headers: key === undefined ? {} : { "idempotency-key": key },
      pathParameters: paramsOf(row),
      requestContext: { requestId: "x", authorizer: { jwt: { claims: { sub: person }, scopes: null } } },
      body: JSON.stringify(BODIES[name] ?? {}),
      isBase64Encoded: false,
    } as never,
    {} as never,
  );
  return answer as { statusCode: number; body: string; headers: Record<string, string> };
};

const limited = ROUTE_NAMES.flatMap((name): [RouteName, QuotaName][] => {
  const { quota } = routeRow(name);
  return quota === undefined ? [] : [[name, quota]];
});

describe("a quota lets the last one through and refuses the next, and the refusal changes nothing", () => {
  beforeAll(() => {
    (globalThis as Record<symbol, unknown>)[Symbol.for("corroborate.ports")] = () => () => ports;
  });

  test("every quota is somebody's", () => {
    expect(new Set(limited.map(([, quota]) => quota))).toEqual(new Set(Object.keys(QUOTAS)));
  });

  test.each(limited)("%s", async (name, quota) => {
    const row = routeRow(name);
    const person = seated(row);
    const { most, seconds, per } = QUOTAS[quota];
    const subject = subjectKey(row.loads, paramsOf(row));
    if (subject !== undefined) put({ ...subject, schema: 1, version: 1, regime: "1718", at: "triage" });
    const key = quotaKey(
      quota,
      per === "State" ? { state: "GB" } : { person, state: row.zone === "delegation" ? "GB" : undefined },
    );
    const window = Math.floor(Date.now() / 1000 / seconds);
    put({ ...key, schema: 1, version: 7, window, count: most - 1 });

    expect((await call(name, person, `last-of-${name}`)).statusCode).toBe(row.answers);
    expect(ports.items.get(`${key.pk}\n${key.sk}`)).toMatchObject({ version: 8, count: most });

    const before = JSON.stringify([...ports.items]);
    const refused = await call(name, person);
    expect({ status: refused.statusCode, code: JSON.parse(refused.body).code }).toEqual({ status: 429, code: "TOO_MANY" });
    expect(Number(refused.headers["retry-after"])).toBeGreaterThanOrEqual(1);
    expect(Number(refused.headers["retry-after"])).toBeLessThanOrEqual(seconds);
    expect(JSON.stringify([...ports.items])).toBe(before);
    // What was done and is only repeated is answered as it was: the client lost the answer, not the quota.
    expect((await call(name, person, `last-of-${name}`)).statusCode).toBe(row.answers);

    put({ ...key, schema: 1, version: 8, window: window - 1, count: most });
    expect((await call(name, person)).statusCode).toBe(row.answers);
  });

  test("two at once cannot both be the last", async () => {
    const row = routeRow("open-evidence");
    const person = seated(row);
    const { most, seconds } = QUOTAS.opened;
    const window = Math.floor(Date.now() / 1000 / seconds);
    put({ ...quotaKey("opened", { person }), schema: 1, version: 1, window, count: most - 2 });
    const all = await Promise.all(Array.from({ length: 6 }, () => call("open-evidence", person)));
    const statuses = all.map((one) => one.statusCode).toSorted();
    expect(statuses.filter((status) => status === 201)).toHaveLength(2);
    expect(statuses.filter((status) => status !== 201 && status !== 429)).toEqual([]);
  });
});

test("a count begins anew with the window, and says how long that is off", () => {
  const now = Date.UTC(2026, 10, 27, 23, 59, 30);
  const full = { window: Math.floor(now / 86_400_000), count: QUOTAS.letters.most };
  expect(() => oneMore("letters", full, now)).toThrow(
    "letters sent: at most 100 a day for one person. Nothing was changed; try again in 30 seconds.",
  );
  expect(oneMore("letters", full, now + 30_000)).toEqual({ window: full.window + 1, count: 1 });
});

describe("requests", () => {
  test.each([["person", RATES.person] as const, ["address", RATES.address] as const])(
    "by %s are let through to the number and not one more, until the window is over",
    (by, { most, seconds }) => {
      let now = 1_000_000;
      const limit = rateLimiter(RATES, () => now);
      for (let count = 0; count < most; count += 1) expect(limit(by, "one")).toBeUndefined();
      expect(limit(by, "one")).toBe(seconds);
      expect(limit(by, "another")).toBeUndefined();
      now += seconds * 1000 - 1;
      expect(limit(by, "one")).toBe(1);
      now += 1;
      expect(limit(by, "one")).toBeUndefined();
    },
  );

  describe("at the gateway", () => {
    let gateway: Gateway;
    let asked = 0;
    beforeAll(async () => {
      gateway = await startGateway({ port: 0 });
      gateway.serve([], {
        routes: [
          { key: "GET /open", function: "f", authorized: false },
          { key: "GET /closed", function: "f", authorized: true },
        ],
        authorize: async (authorization) => (authorization === undefined ? undefined : { sub: authorization }),
        invoke: async () => {
          asked += 1;
          return { statusCode: 200, body: "{}" };
        },
        rates: { person: { most: 3, seconds: 60 }, address: { most: 2, seconds: 60 } },
      });
    });
    afterAll(() => gateway.stop());
    const get = (path: string, who?: string) =>
      fetch(`http://127.0.0.1:${gateway.port}${path}`, who === undefined ? {} : { headers: { authorization: who } });

    test("one too many is refused with the time to wait, before any function is asked, and others are not touched", async () => {
      for (let count = 0; count < 3; count += 1) expect((await get("/closed", "one")).status).toBe(200);
      const refused = await get("/closed", "one");
      expect([refused.status, await refused.json()]).toEqual([429, { message: "Too Many Requests" }]);
      expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
      expect(asked).toBe(3);
      expect((await get("/closed", "two")).status).toBe(200);
      expect([(await get("/open")).status, (await get("/open")).status, (await get("/open")).status]).toEqual([200, 200, 429]);
      // Whoever tries tokens is counted with what bears none; another address is not touched.
      expect((await get("/closed")).status).toBe(429);
    });
  });
});

test("the description of the API tells of 429 and of the time to wait, for every route", () => {
  // biome-ignore lint/suspicious/noExplicitAny: a document is read field by field.
  const paths = openApi({ demo: true })["paths"] as any;
  for (const name of ROUTE_NAMES) {
    const row = routeRow(name);
    const refusal = paths[row.path][row.method.toLowerCase()].responses["429"];
    expect(refusal.headers, name).toHaveProperty("Retry-After");
    if (row.action !== undefined || row.reads !== undefined) expect(refusal.description, name).toContain("TOO_MANY");
  }
});
