import { expect, test } from "vitest";
import { listAccess } from "#functions/record/list-access.ts";
import { searchAccess } from "#functions/record/search-access.ts";
import { matches, newestFirst } from "#shared/access-log.ts";
import type { AccessLine, AccessLog } from "#shared/ports.ts";
import { memoryPorts } from "#test/fixtures/memory-ports.ts";

const NOW = Date.parse("2026-06-15T12:00:00.000Z");
const HOUR = 3_600_000;
const ago = (milliseconds: number): string => new Date(NOW - milliseconds).toISOString();
const line = (milliseconds: number, more: Partial<AccessLine> = {}): AccessLine => ({
  at: ago(milliseconds),
  request: String(milliseconds),
  route: "get-case",
  person: "expert",
  status: 200,
  ...more,
});

/** A log in memory, with the spans of time that it was asked for, milliseconds. */
const memoryLog = (lines: readonly AccessLine[]): AccessLog & { readonly spans: number[] } => {
  const spans: number[] = [];
  return {
    spans,
    newest: async ({ match, from, before, most }) => {
      spans.push(Date.parse(before.at) - Date.parse(from));
      return lines
        .filter((one) => one.at >= from && newestFirst(before, one) < 0 && matches(one, match))
        .toSorted(newestFirst)
        .slice(0, most);
    },
  };
};

const ports = memoryPorts();
const asked = (log: AccessLog, input: Parameters<typeof listAccess>[0]["input"] = {}, machineNow = NOW) =>
  listAccess({ input, ports, log, machineNow });

test("every line of the window comes once, newest first and fifty a page, also while new ones are written and time goes on", async () => {
  const lines = Array.from({ length: 130 }, (_, count) =>
    line(1_000 + Math.floor(count / 3) * 600_000, { request: `r${count}` }),
  );
  const seen: string[] = [];
  const sizes: number[] = [];
  for (let after: string | null | undefined, page = 0; after !== null; page += 1) {
    const written = Array.from({ length: page }, (_, count) => line(-1 - count, { request: `late${count}` }));
    const answer = await asked(memoryLog([...lines, ...written]), after === undefined ? {} : { after }, NOW + page * 60_000);
    expect(answer).toMatchObject({ from: ago(24 * HOUR), until: ago(0) });
    seen.push(...answer.rows.map(({ request }) => request));
    sizes.push(answer.rows.length);
    after = answer.next;
  }
  expect(sizes).toEqual([50, 50, 30]);
  expect(seen).toEqual(lines.toSorted(newestFirst).map(({ request }) => request));
});

test("no call looks through more than a day, however long the window, and the last begins at its first moment", async () => {
  const log = memoryLog([line(100 * 24 * HOUR)]);
  const answer = await asked(log, { from: ago(120 * 24 * HOUR) });
  expect(answer.rows).toHaveLength(1);
  expect(answer).toMatchObject({ next: null, searchedTo: ago(120 * 24 * HOUR) });
  expect(Math.max(...log.spans)).toBe(24 * HOUR);
  expect(log.spans.reduce((sum, one) => sum + one, 0)).toBe(120 * 24 * HOUR);
});

test("a window that ends in the far future ends now, and one of the far past holds nothing", async () => {
  const log = memoryLog([line(1)]);
  expect(await asked(log, { from: ago(HOUR), until: "2027-06-01T00:00:00Z" })).toMatchObject({
    until: ago(0),
    rows: [line(1)].map(({ at }) => ({ at })),
  });
  expect(await asked(log, { from: "0001-01-01T00:00:00Z", until: "0001-02-01T00:00:00Z" })).toMatchObject({
    rows: [],
    next: null,
  });
});

test("a page that found nothing in its time says how far it looked, and the next one goes on from there", async () => {
  let clock = 0;
  const found = line(20 * HOUR);
  const log = memoryLog([found]);
  const slow: AccessLog = {
    newest: (query) => {
      clock += 2_500;
      return log.newest(query);
    },
  };
  const at = { log: slow, match: {}, from: ago(24 * HOUR), elapsed: () => clock };
  const first = await searchAccess({ ...at, before: { at: ago(0), request: "" } });
  // 15, 30 and 60 minutes.
  expect(first).toEqual({ rows: [], next: { at: ago(105 * 60_000), request: "" }, searchedTo: ago(105 * 60_000) });
  let page = first;
  while (page.next !== undefined && page.rows.length === 0) page = await searchAccess({ ...at, before: page.next });
  expect(page.rows).toEqual([found]);
});

test("a position counts for the question that it was given out for, and no other", async () => {
  const log = memoryLog(Array.from({ length: 60 }, (_, count) => line(count + 1)));
  const { next } = await asked(log, { account: "expert" });
  const after = next ?? "";
  await expect(asked(log, { account: "expert", after })).resolves.toMatchObject({ next: null });
  for (const other of [
    {},
    { account: "officer" },
    { account: "expert", outcome: "refused" },
    { account: "expert", zone: "panel" },
  ] as const)
    await expect(asked(log, { ...other, after })).rejects.toMatchObject({ code: "BAD_CURSOR" });
  await expect(asked(log, { account: "expert", after: `${after}0` })).rejects.toMatchObject({ code: "BAD_CURSOR" });
  await expect(asked(log, { account: "expert", from: ago(HOUR), after })).rejects.toMatchObject({ code: "BAD_CURSOR" });
});

test.for([
  ["that begins in the future", { from: ago(-HOUR) }, "from", "before now"],
  ["that ends before it begins", { from: ago(HOUR), until: ago(2 * HOUR) }, "from", "before until"],
  ["without length", { from: ago(HOUR), until: ago(HOUR) }, "from", "before until"],
  ["of more than a year", { from: ago(400 * 24 * HOUR) }, "from", "366 days"],
  ["and a route that is none", { route: "get-everything" }, "route", "the name of a route"],
] as const)("a search %s is refused with what is allowed", async ([, input, where, allowed]) => {
  await expect(asked(memoryLog([]), input)).rejects.toMatchObject({
    code: "OUT_OF_BOUNDS",
    params: { where, allowed: expect.stringContaining(allowed) },
  });
});

test("rows hold what the line holds and nothing more", async () => {
  const more = { title: "a secret", role: "expert", zone: "panel", status: 404, code: "NOT_FOUND" };
  const { rows } = await asked(memoryLog([line(1, more as Partial<AccessLine>)]));
  expect(rows).toEqual([
    {
      at: ago(1),
      request: "1",
      route: "get-case",
      person: "expert",
      role: "expert",
      zone: "panel",
      status: 404,
      code: "NOT_FOUND",
    },
  ]);
});
