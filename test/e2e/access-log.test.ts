import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Answer } from "#shared/api/answers.ts";
import { unlikeDescribed } from "#shared/api/answers.ts";
import { homeUnderTest, type UnderTest } from "#test/fixtures/home-under-test.ts";

let home: UnderTest;
const tokens = new Map<string, string>();
beforeAll(async () => {
  home = await homeUnderTest();
}, 180_000);
afterAll(() => home?.stop());

const sent = async (person: string | undefined, path: string) => {
  if (person !== undefined && !tokens.has(person)) tokens.set(person, await home.tokenFor(person));
  const answer = await fetch(`${home.baseUrl}${path}`, {
    headers: person === undefined ? {} : { authorization: `Bearer ${tokens.get(person)}` },
  });
  // biome-ignore lint/suspicious/noExplicitAny: answers are read field by field.
  return { status: answer.status, body: (await answer.json()) as any };
};
type Page = Answer<"list-access">;
type Row = Page["rows"][number];
const read = async (query: Readonly<Record<string, string>> = {}): Promise<Page> => {
  const { status, body } = await sent("auditor", `/record/access?${new URLSearchParams(query)}`);
  expect(status, JSON.stringify(body)).toBe(200);
  expect(unlikeDescribed("list-access", body)).toBeUndefined();
  return body as Page;
};
/** A line is written a moment after its answer, and read a moment after that. */
const eventually = async (query: Readonly<Record<string, string>>, is: (row: Row) => boolean = () => true): Promise<Row> => {
  for (const until = performance.now() + 30_000; performance.now() < until; ) {
    const found = (await read(query)).rows.find(is);
    if (found !== undefined) return found;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error(`no such line within 30 seconds: ${JSON.stringify(query)}`);
};

describe("the access log", () => {
  test("holds what somebody asked for and was given, under the role they acted in", async () => {
    expect((await sent("expert-finance", "/panel/cases?regime=1718")).status).toBe(200);
    const row = await eventually({ route: "list-cases", outcome: "answered" });
    expect(row).toMatchObject({ route: "list-cases", role: "expert", zone: "panel", status: 200, code: null });
    if (home.kind === "embedded") expect(row.person).toBe("expert-finance");
    expect((await read({ account: row.person, route: "list-cases" })).rows).toContainEqual(row);
  });

  test("holds a refusal, found by what it was: hidden, forbidden or not signed in", async () => {
    expect((await sent("committee-member", "/panel/cases/CASE-SECRET")).status).toBe(404);
    const hidden = await eventually({ route: "get-case", outcome: "refused", zone: "panel" });
    expect(hidden).toMatchObject({ status: 404, code: "NOT_FOUND" });
    // What was asked for by name is not in it.
    expect(JSON.stringify(hidden)).not.toContain("SECRET");
    const answered = await read({ route: "get-case", outcome: "answered" });
    expect(answered.rows.filter(({ request }) => request === hidden.request)).toEqual([]);
    expect((await sent("delegate-gb", "/record/logs")).status).toBe(404);
    expect(await eventually({ route: "list-logs", outcome: "refused" })).toMatchObject({ zone: "record", role: null });
  });

  test("holds who came without signing in, as nobody", async ({ skip }) => {
    // The endpoint of the rehearsal keeps no log of its gateway.
    if (home.kind === "deployed") skip("the gateway of an emulator writes no lines");
    expect((await sent(undefined, "/delegations/GB/submissions")).status).toBe(401);
    expect(await eventually({ account: "anonymous", zone: "delegation" })).toMatchObject({
      route: "list-submissions",
      status: 401,
      code: "UNAUTHENTICATED",
      role: null,
    });
  });

  test("holds that it was read", async () => {
    await read();
    expect(await eventually({ route: "list-access" })).toMatchObject({ role: "auditor", zone: "record", status: 200 });
  });

  test.for(["delegate-gb", "expert-finance", "coordinator", "officer", "committee-member"])(
    "does not exist for %s, and that this was tried is in it",
    async (person) => {
      const { status, body } = await sent(person, "/record/access");
      expect({ status, code: body.code }).toEqual({ status: 404, code: "NOT_FOUND" });
      // A deployment knows people by ids of their accounts, which nothing here tells.
      await eventually({ route: "list-access", outcome: "refused", ...(home.kind === "embedded" ? { account: person } : {}) });
    },
  );

  test("is read in pages of fifty that hold every line once; a position of another search is refused", async () => {
    const from = new Date(Date.now() - 3_600_000).toISOString();
    for (let count = 0; count < 60; count += 1) await sent("auditor", "/record/me");
    const until = new Date().toISOString();
    const query = { route: "my-record", from, until };
    // All sixty are written when as many stand behind the first page.
    let first = await read(query);
    for (const last = performance.now() + 30_000; performance.now() < last; first = await read(query)) {
      const rest = first.next === null ? [] : (await read({ ...query, after: first.next })).rows;
      if (first.rows.length + rest.length >= 60) break;
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
    expect(first.rows).toHaveLength(50);
    expect(first.next).not.toBeNull();
    const second = await read({ ...query, after: first.next ?? "" });
    const ids = [...first.rows, ...second.rows].map(({ request }) => request);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.length).toBeGreaterThanOrEqual(60);
    expect(second).toMatchObject({ next: null, searchedTo: from });
    const times = [...first.rows, ...second.rows].map(({ at }) => at);
    expect(times).toEqual(times.toSorted().toReversed());
    const other = await sent(
      "auditor",
      `/record/access?${new URLSearchParams({ ...query, route: "list-logs", after: first.next ?? "" })}`,
    );
    expect(other).toMatchObject({ status: 400, body: { code: "BAD_CURSOR" } });
  });

  test.for([
    ["from=yesterday", 422, "INVALID", "ISO 8601"],
    ["from=2026-01-02T00:00:00Z&until=2026-01-01T00:00:00Z", 422, "OUT_OF_BOUNDS", "before until"],
    ["from=2999-01-01T00:00:00Z", 422, "OUT_OF_BOUNDS", "before now"],
    ["from=2020-01-01T00:00:00Z", 422, "OUT_OF_BOUNDS", "366 days"],
    ["account=%22%20or%201", 422, "INVALID", "account"],
    ["route=nothing", 422, "OUT_OF_BOUNDS", "the name of a route"],
    ["zone=elsewhere", 422, "INVALID", "zone"],
    ["outcome=maybe", 422, "INVALID", "outcome"],
    ["after=made.up", 400, "BAD_CURSOR", "first page"],
    ["sort=asc", 422, "INVALID", "sort"],
  ] as const)("refuses ?%s and says what is allowed", async ([query, status, code, says]) => {
    const answer = await sent("auditor", `/record/access?${query}`);
    expect(answer).toMatchObject({ status, body: { code } });
    expect(JSON.stringify(answer.body)).toContain(says);
  });
});
