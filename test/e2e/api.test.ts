import { createHash, randomBytes } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { RouteRow } from "#shared/api/route.ts";
import { ROUTE_NAMES, type RouteName, routeRow } from "#shared/api/routes.ts";
import { type Action, can, type Subject } from "#shared/domain/access.ts";
import type { Actor, Role } from "#shared/domain/people.ts";
import { homeUnderTest, type UnderTest } from "#test/fixtures/home-under-test.ts";

const handling = { classification: "unclassified", tlp: "AMBER", panelOnly: true, attribution: "a Member State" } as const;
const ULID = "01ARZ3NDEKTSV4RRFFQ69G5FAV";

let home: UnderTest;
const tokens = new Map<string, string>();
beforeAll(async () => {
  home = await homeUnderTest();
  await open("delegate-gb", "POST", "/delegations/GB/submissions", { regime: "1718", title: "S/2024/215", handling });
  await open("delegate-us", "POST", "/delegations/US/submissions", { regime: "1718", title: "Another", handling });
  await open("coordinator", "POST", "/panel/cases", {
    id: "CASE-1",
    title: "A case",
    regime: "1718",
    section: "finance",
    statesConcerned: [],
    exhibits: [],
  });
  await open("officer", "POST", "/secretariat/reports", {
    id: "REPORT-1",
    regime: "1718",
    kind: "final",
    introduction: [],
    methodology: [],
  });
  await open("expert-finance", "POST", "/panel/evidence", {
    regime: "1718",
    kind: "open-source",
    title: "T",
    publisher: "P",
    capture: "C",
    handling,
  });
}, 180_000);
afterAll(() => home?.stop());

// biome-ignore lint/suspicious/noExplicitAny: answers are read field by field.
type Answer = { readonly status: number; readonly body: any; readonly text: string; readonly headers: Headers };
const tokenOf = async (person: string): Promise<string> => {
  const known = tokens.get(person) ?? (await home.tokenFor(person));
  tokens.set(person, known);
  return known;
};
const send = async (
  person: string | undefined,
  method: string,
  path: string,
  more: { body?: string | undefined; headers?: Record<string, string> } = {},
): Promise<Answer> => {
  const authorization: Record<string, string> = person === undefined ? {} : { authorization: `Bearer ${await tokenOf(person)}` };
  const answer = await fetch(`${home.baseUrl}${path}`, {
    method,
    headers: { ...(more.body === undefined ? {} : { "content-type": "application/json" }), ...authorization, ...more.headers },
    ...(more.body === undefined ? {} : { body: more.body }),
  });
  const text = await answer.text();
  return { status: answer.status, text, headers: answer.headers, body: text.startsWith("{") ? JSON.parse(text) : undefined };
};
const open = async (person: string, method: string, path: string, body: unknown): Promise<Answer> => {
  const answer = await send(person, method, path, { body: JSON.stringify(body) });
  if (answer.status >= 300) throw new Error(`${path} answered ${answer.status}: ${answer.text}`);
  return answer;
};

// ── who may do what ──────────────────────────────────────────────────────────────────────────────────────────────────

const ACTORS: Readonly<Record<string, Actor>> = {
  "delegate-gb": { id: "delegate-gb", role: "delegate", state: "GB" },
  "delegate-us": { id: "delegate-us", role: "delegate", state: "US" },
  coordinator: { id: "coordinator", role: "coordinator", regime: "1718" },
  "expert-finance": { id: "expert-finance", role: "expert", regime: "1718" },
  officer: { id: "officer", role: "officer", regime: "1718" },
  "committee-member": { id: "committee-member", role: "committee", regime: "1718" },
  auditor: { id: "auditor", role: "auditor" },
};
const PARAMS: Readonly<Record<string, string>> = {
  state: "GB",
  case: "CASE-1",
  report: "REPORT-1",
  draft: "1",
  item: "1",
  claim: "CL-1",
  vessel: "V-1",
  place: "P-1",
  gate: "G4",
  obligation: "1718-8b",
  letter: ULID,
  asked: ULID,
  log: "panel",
};
const pathOf = (row: RouteRow, params: Readonly<Record<string, string>> = {}): string => {
  const reference = row.zone === "delegation" ? "GB-001" : "OS-001";
  const path = row.path.replace(
    /\{(\w+)\}/g,
    (_, name: string) =>
      params[name] ??
      (name === "reference" ? reference : name === "item" && row.zone === "delegation" ? ULID : (PARAMS[name] ?? "")),
  );
  const query = {
    ...(row.query !== undefined && "regime" in row.query.shape ? { regime: "1718" } : {}),
    ...(row.query !== undefined && "path" in row.query.shape ? { path: "checkpoint" } : {}),
  };
  return `${path}?${new URLSearchParams(query)}`;
};
const SUBJECTS: Readonly<Record<RouteRow["loads"], Subject>> = {
  none: { regime: "1718" },
  state: { state: "GB" },
  submission: { state: "GB" },
  asked: { state: "GB" },
  registration: { regime: "1718" },
  evidence: { regime: "1718" },
  case: { regime: "1718", at: "triage" },
  report: { regime: "1718", at: "collecting" },
};
/** Bodies of the routes that load no record: who may do them is decided by the regime that the body names. */
const BODIES: Partial<Record<RouteName, unknown>> = {
  "collect-evidence": { regime: "1718", kind: "open-source", title: "T", publisher: "P", capture: "C", handling },
  "open-case": { id: "CASE-1", title: "A case", regime: "1718", section: "finance", statesConcerned: [], exhibits: [] },
  "open-report": { id: "REPORT-1", regime: "1718", kind: "final", introduction: [], methodology: [] },
  "set-clock": { now: new Date().toISOString() },
};
const bodyOf = (name: RouteName, row: RouteRow): string | undefined =>
  row.body === undefined ? undefined : JSON.stringify(BODIES[name] ?? {});

/** What the tables say of a call: who cannot read sees nothing, who can read but not act is told so, anybody else is let through. */
const expectedOf = (row: RouteRow, actor: Actor): "404" | "403" | "through" => {
  const subject = SUBJECTS[row.loads];
  const reads = (row.reads ?? row.action) as Action;
  // Nobody has written to this State: what it would be asked does not exist.
  if (row.loads === "asked" || !can(actor, reads, subject)) return "404";
  return row.action === undefined || can(actor, row.action, subject) ? "through" : "403";
};

describe("every route, for every role and another State", () => {
  const signedIn = ROUTE_NAMES.filter((name) => routeRow(name).reads !== undefined || routeRow(name).action !== undefined);

  test.each(signedIn)("%s answers as the tables say", async (name) => {
    const row = routeRow(name);
    for (const [person, actor] of Object.entries(ACTORS)) {
      const answer = await send(person, row.method, pathOf(row), { body: bodyOf(name, row) });
      const expected = expectedOf(row, actor);
      const found =
        expected === "through"
          ? [401, 403].includes(answer.status) || answer.status >= 500
            ? String(answer.status)
            : "through"
          : String(answer.status);
      expect({ name, person, answer: found }).toEqual({ name, person, answer: expected });
    }
  });

  test.each(signedIn)("%s lets nobody in without a token, or with a forged one", async (name) => {
    const row = routeRow(name);
    expect((await send(undefined, row.method, pathOf(row), { body: bodyOf(name, row) })).status).toBe(401);
    const [head, payload] = (await tokenOf("officer")).split(".");
    const forged = `${head}.${payload}.${randomBytes(64).toString("base64url")}`;
    expect(
      (
        await send(undefined, row.method, pathOf(row), {
          body: bodyOf(name, row),
          headers: { authorization: `Bearer ${forged}` },
        })
      ).status,
    ).toBe(401);
  });

  test("what is another State's answers exactly as what does not exist", async () => {
    const foreign = await send("delegate-us", "GET", "/delegations/GB/submissions/GB-001");
    const absent = await send("delegate-us", "GET", "/delegations/US/submissions/US-999");
    const impossible = await send("delegate-us", "GET", "/delegations/XX/submissions/XX-001");
    expect([foreign.status, foreign.text]).toEqual([absent.status, absent.text]);
    expect([impossible.status, impossible.text]).toEqual([absent.status, absent.text]);
  });

  test("a delegate's lists and records bear no word of another State or of the Panel's numbers", async () => {
    const list = await send("delegate-us", "GET", "/delegations/US/submissions");
    expect(list.body.rows).toHaveLength(1);
    expect(list.text).not.toMatch(/GB|SUB-|CASE-|OS-/);
  });
});

// ── bad input ────────────────────────────────────────────────────────────────────────────────────────────────────────

const drafts = async (): Promise<number> => (await send("delegate-gb", "GET", "/delegations/GB/submissions")).body.rows.length;
const draft = { regime: "1718", title: "A title", handling };

describe("bad input has its answer and leaves nothing", () => {
  const refused: readonly (readonly [
    says: string,
    status: number,
    code: string,
    more: { body: string; headers?: Record<string, string> },
  ])[] = [
    ["malformed JSON", 400, "BAD_REQUEST", { body: '{"title":' }],
    ["a body that is no object", 422, "INVALID", { body: "[1,2]" }],
    ["an unknown field", 422, "INVALID", { body: JSON.stringify({ ...draft, extra: 1 }) }],
    ["a title of nothing but spaces", 422, "INVALID", { body: JSON.stringify({ ...draft, title: "   " }) }],
    ["a lone surrogate", 422, "INVALID", { body: '{"regime":"1718","title":"\\ud800","handling":{}}' }],
    ["a control character", 422, "INVALID", { body: JSON.stringify({ ...draft, title: "a\u0007b" }) }],
    ["a regime that there is none of", 422, "INVALID", { body: JSON.stringify({ ...draft, regime: "9999" }) }],
    [
      "a handling of no such kind",
      422,
      "INVALID",
      { body: JSON.stringify({ ...draft, handling: { ...handling, tlp: "PURPLE" } }) },
    ],
    ["a supplement to what is not there", 422, "INVALID", { body: JSON.stringify({ ...draft, supplements: "GB-777" }) }],
    ["another media type", 415, "UNSUPPORTED_TYPE", { body: "<a/>", headers: { "content-type": "application/xml" } }],
    ["a body of more than a mebibyte", 413, "TOO_LARGE", { body: JSON.stringify({ ...draft, title: "x".repeat(1_100_000) }) }],
    [
      "an idempotency key with spaces",
      422,
      "INVALID",
      { body: JSON.stringify(draft), headers: { "idempotency-key": "a b c d e f g" } },
    ],
  ];
  test.each(refused)("%s: %i %s", async (_, status, code, more) => {
    const before = await drafts();
    const answer = await send("delegate-gb", "POST", "/delegations/GB/submissions", more);
    expect({ status: answer.status, code: answer.body?.code ?? code }).toEqual({ status, code });
    expect(await drafts()).toBe(before);
  });

  test.each([
    "S/2024/215",
    "Обложка № 7 «Дунай»",
    "صور الأقمار الصناعية",
    "라진항 사진",
    'O\'Brien & Co <b>"x"</b>',
    "e\u0301 \u{1f6a2} \u202egnp",
  ])("a title in any script or of any form is kept as it was given: %s", async (title) => {
    const made = await open("delegate-gb", "POST", "/delegations/GB/submissions", { ...draft, title });
    const read = await send("delegate-gb", "GET", `/delegations/GB/submissions/${made.body.reference}`);
    expect(read.body.title).toBe(title.normalize("NFC"));
  });

  test("a file of zero bytes is taken, recorded as zero bytes and can be completed", async () => {
    const made = await open("delegate-gb", "POST", "/delegations/GB/submissions", draft);
    const at = `/delegations/GB/submissions/${made.body.reference}`;
    const sha256 = createHash("sha256").digest("hex");
    const item = (
      await open("delegate-gb", "POST", `${at}/items`, {
        kind: "document",
        name: "empty.txt",
        title: "Nothing",
        bytes: 0,
        sha256,
        mediaType: "text/plain",
      })
    ).body;
    const { links } = (
      await open("delegate-gb", "POST", `${at}/items/${item.id}/parts`, { parts: [{ part: 1, bytes: 0, sha256 }] })
    ).body;
    expect((await fetch(links[0].url, { method: "PUT", headers: links[0].headers, body: new Uint8Array() })).status).toBe(200);
    expect((await open("delegate-gb", "POST", `${at}/items/${item.id}/complete`, {})).body).toMatchObject({
      status: "received",
      bytes: 0,
    });
  });

  test("a part that is missing, damaged, cut short or sent on an altered link is refused, and the rest goes on", async () => {
    const made = await open("delegate-gb", "POST", "/delegations/GB/submissions", draft);
    const at = `/delegations/GB/submissions/${made.body.reference}`;
    const bytes = Buffer.from("twelve bytes");
    const sha256 = createHash("sha256").update(bytes).digest("hex");
    const item = (
      await open("delegate-gb", "POST", `${at}/items`, {
        kind: "document",
        name: "a.txt",
        title: "A",
        bytes: bytes.length,
        sha256,
        mediaType: "text/plain",
      })
    ).body;
    const early = await send("delegate-gb", "POST", `${at}/items/${item.id}/complete`, { body: "{}" });
    expect({ status: early.status, code: early.body.code }).toEqual({ status: 409, code: "UPLOAD_INCOMPLETE" });
    const sealed = await send("delegate-gb", "POST", `${at}/seal`, { body: JSON.stringify({ version: 2 }) });
    expect({ status: sealed.status, code: sealed.body.code }).toEqual({ status: 409, code: "UPLOAD_INCOMPLETE" });
    const { links } = (
      await open("delegate-gb", "POST", `${at}/items/${item.id}/parts`, { parts: [{ part: 1, bytes: bytes.length, sha256 }] })
    ).body;
    const put = (url: string, body: Uint8Array) =>
      fetch(url, { method: "PUT", headers: links[0].headers, body: new Uint8Array(body) });
    expect((await put(links[0].url, Buffer.from("twelve bytez"))).status).toBe(400);
    // S3 holds the signature against the length of the request before it looks at the bytes.
    expect((await put(links[0].url, Buffer.from("short"))).status).toBe(home.kind === "embedded" ? 400 : 403);
    expect((await put(links[0].url.replace(/(bytes|partNumber)=\d+/, "$1=99"), bytes)).status).toBe(403);
    expect((await put(links[0].url, bytes)).status).toBe(200);
    expect((await open("delegate-gb", "POST", `${at}/items/${item.id}/complete`, {})).body.status).toBe("received");
  });

  test("a stale version is told, and nothing is lost or changed", async () => {
    const made = await open("delegate-gb", "POST", "/delegations/GB/submissions", draft);
    const at = `/delegations/GB/submissions/${made.body.reference}`;
    await open("delegate-gb", "PUT", at, { version: 1, title: "Second", handling });
    const stale = await send("delegate-gb", "PUT", at, { body: JSON.stringify({ version: 1, title: "Third", handling }) });
    expect({ status: stale.status, code: stale.body.code, params: stale.body.params }).toEqual({
      status: 409,
      code: "STALE",
      params: { given: 1, actual: 2 },
    });
    expect((await send("delegate-gb", "GET", at)).body.title).toBe("Second");
  });

  test("a request repeated with its key is answered alike and done once; the key with another body is refused", async () => {
    const key = { "idempotency-key": "key-of-one-request" };
    const body = JSON.stringify({ ...draft, title: "Once" });
    const before = await drafts();
    const first = await send("delegate-gb", "POST", "/delegations/GB/submissions", { body, headers: key });
    const all = await Promise.all(
      Array.from({ length: 5 }, () => send("delegate-gb", "POST", "/delegations/GB/submissions", { body, headers: key })),
    );
    for (const one of all) expect([one.status, one.text]).toEqual([first.status, first.text]);
    const other = await send("delegate-gb", "POST", "/delegations/GB/submissions", {
      body: JSON.stringify({ ...draft, title: "Twice" }),
      headers: key,
    });
    expect({ status: other.status, code: other.body.code }).toEqual({ status: 422, code: "REPEATED_DIFFERENTLY" });
    expect(await drafts()).toBe(before + 1);
  });

  test("ten drafts at once are ten, numbered without a gap", async () => {
    const made = await Promise.all(
      Array.from({ length: 10 }, (_, index) =>
        send("delegate-us", "POST", "/delegations/US/submissions", {
          body: JSON.stringify({ ...draft, title: `At once ${index}` }),
        }),
      ),
    );
    const accepted = made.filter((one) => one.status === 201).map((one) => String(one.body.reference));
    expect(made.every((one) => one.status === 201 || one.body.code === "BUSY")).toBe(true);
    const numbers = accepted.map((one) => Number(one.slice(3))).toSorted((a, b) => a - b);
    expect(new Set(numbers).size).toBe(numbers.length);
    expect(numbers.at(-1)).toBe(1 + numbers.length);
  });

  test("an altered position in a list is refused", async () => {
    const answer = await send(
      "delegate-gb",
      "GET",
      "/delegations/GB/submissions?after=AAAAAAAAAAAAAAAAAAAAAA.eyJwayI6IlNUQVRFI1VTIn0",
    );
    expect({ status: answer.status, code: answer.body.code }).toEqual({ status: 400, code: "BAD_CURSOR" });
  });

  test("no path, method or name that is none brings a fault of ours", async () => {
    const odd = [
      "/",
      "/panel",
      "/panel/cases/..%2f..%2fx?x=%ff",
      "/delegations/GB/submissions/GB-001/items/..%00",
      "/record/logs/%F0%9F%9A%A2",
      "/openapi.json/",
      `/panel/cases/${"x".repeat(5000)}`,
    ];
    for (const path of odd)
      for (const method of ["GET", "POST", "DELETE", "PATCH"])
        expect((await send("coordinator", method, path)).status, `${method} ${path}`).toBeLessThan(500);
  });
});

test("the description of the API is given without sign-in and names every route", async () => {
  const { status, body } = await send(undefined, "GET", "/openapi.json");
  const operations = Object.values(body.paths as Record<string, Record<string, { operationId: string }>>).flatMap((path) =>
    Object.values(path).map((one) => one.operationId),
  );
  expect({ status, version: body.openapi }).toEqual({ status: 200, version: "3.1.0" });
  expect(operations.toSorted()).toEqual([...ROUTE_NAMES].toSorted());
});

test("an answer carries the headers that keep it from being kept, framed or read as something else", async () => {
  const { headers } = await send("officer", "GET", "/secretariat/reports?regime=1718");
  expect(headers.get("cache-control")).toBe("no-store");
  expect(headers.get("x-content-type-options")).toBe("nosniff");
  expect(headers.get("content-security-policy")).toContain("default-src 'none'");
});

test("every role of the tables stands in the matrix", () => {
  const roles: readonly Role[] = ["delegate", "expert", "coordinator", "officer", "committee", "auditor"];
  expect(new Set(Object.values(ACTORS).map((one) => one.role))).toEqual(new Set(roles));
});
