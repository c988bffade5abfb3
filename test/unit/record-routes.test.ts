import { encodeTime } from "ulid";
import { expect, test } from "vitest";
import { run as getLog } from "#functions/record/get-log.ts";
import { run as getLogFile } from "#functions/record/get-log-file.ts";
import { run as listEntries } from "#functions/record/list-entries.ts";
import { run as listLogs } from "#functions/record/list-logs.ts";
import { run as setClock } from "#functions/record/set-clock.ts";
import { sequenceLog } from "#functions/streams/sequence.ts";
import type { RouteName } from "#shared/api/routes.ts";
import type { Run } from "#shared/endpoint.ts";
import { verifyLog } from "#shared/record/verify-log.ts";
import { memoryPorts } from "../fixtures/memory-ports.ts";
import { filledLog, messageNumbered } from "../fixtures/sequenced.ts";

const ports = memoryPorts();
await filledLog(ports, 260);
/** Paths that a log does not have; a file stands under each, so that only the form of the path keeps it back. */
const FOREIGN = ["../secret", "tile/../../secret", "checkpoint/..", "tile/0/000/", "notes", "."];
for (const path of FOREIGN)
  await ports.files("ledger").put({ key: `state-gb/${path}`, body: new Uint8Array(1), mediaType: "text/plain" });

/** An id of so many seconds after 1970. */
const ulidAt = (seconds: number): string => `${encodeTime(seconds * 1_000, 10)}${"0".repeat(16)}`;

/** Calls a use case as the endpoint would, by an actor that the route let in. */
const called = async <R extends RouteName>(run: Run<R>, input: unknown, at = ports): Promise<Record<string, unknown>> => {
  const request = {
    input,
    actor: {},
    record: undefined,
    ports: at,
    now: at.clock.now(),
    commit: async () => Promise.reject(new Error("nothing is written here")),
  };
  return (await run(request as never)) as Record<string, unknown>;
};

test("the logs are listed with their sizes", async () => {
  expect(await called(listLogs, {})).toEqual({
    logs: [
      { log: "root", size: 1, published: 1 },
      { log: "state-gb", size: 260, published: 260 },
    ],
  });
});

test("what the API hands out of a log is a folder that verifies", async () => {
  const { paths, vkey, size, checkpoint } = await called(getLog, { log: "state-gb" });
  expect(size).toBe(260);
  // The file `checkpoint` moves on while a log grows; the one of this size does not.
  expect(checkpoint).toBe("checkpoint/260");
  const read = async (path: string) =>
    Buffer.from(String((await called(getLogFile, { log: "state-gb", path }))["base64"]), "base64");
  const folder = new Map<string, Uint8Array>([["vkey", new TextEncoder().encode(String(vkey))]]);
  folder.set("checkpoint", await read(String(checkpoint)));
  for (const path of paths as string[]) folder.set(path, await read(path));
  expect(await verifyLog(async (path) => folder.get(path))).toMatchObject({ kind: "intact", size: 260 });
});

test("a path that leaves the log, or that no log has, is not found", async () => {
  for (const path of [...FOREIGN, "tile/0/999"]) {
    await expect(called(getLogFile, { log: "state-gb", path })).rejects.toMatchObject({ code: "NOT_FOUND" });
  }
  await expect(called(getLogFile, { log: "state-xx", path: "checkpoint" })).rejects.toMatchObject({ code: "NOT_FOUND" });
  await expect(called(getLog, { log: "state-xx" })).rejects.toMatchObject({ code: "NOT_FOUND" });
});

/** Every page of a search, with what it said of how far it came. */
const everyPage = async (query: Record<string, unknown>) => {
  const rows: Record<string, unknown>[] = [];
  const came: unknown[] = [];
  for (let after: unknown; ; ) {
    const page = await called(listEntries, { log: "state-gb", ...query, after });
    expect((page["rows"] as unknown[]).length).toBeLessThanOrEqual(50);
    rows.push(...(page["rows"] as Record<string, unknown>[]));
    came.push(page["searchedTo"]);
    after = page["next"] ?? undefined;
    if (after === undefined) return { rows, came, indexes: rows.map((row) => row["index"]) };
  }
};

test("entries come newest first, fifty a page, with ids and hashes and nothing else", async () => {
  const { rows, indexes, came } = await everyPage({});
  for (const row of rows) expect(Object.keys(row).toSorted()).toEqual(["actor", "commitment", "event", "id", "index", "subject"]);
  expect(indexes).toEqual(Array.from({ length: 260 }, (_, index) => 259 - index));
  expect(came).toEqual([210, 160, 110, 60, 10, 0]);
  await expect(called(listEntries, { log: "state-gb", after: "made.up" })).rejects.toMatchObject({ code: "BAD_CURSOR" });
});

test("a search by account, event, subject and time finds every entry that fits, and looks through a thousand at once", async () => {
  const big = memoryPorts();
  const rare = new Map([3, 1_400, 2_299].map((number) => [number, { actor: "delegate-two", event: "submission.sealed" }]));
  await sequenceLog(
    big,
    "panel",
    Array.from({ length: 2_300 }, (_, number) =>
      messageNumbered(number, {
        log: "panel",
        id: ulidAt(number),
        subject: number % 2 === 0 ? "CASE-A" : "CASE-B/1",
        ...rare.get(number),
      }),
    ),
  );
  const pages = async (query: Record<string, unknown>) => {
    const found: unknown[] = [];
    const came: unknown[] = [];
    for (let after: string | null | undefined; after !== null; ) {
      const page = await called(listEntries, { log: "panel", ...query, after }, big);
      found.push(...(page["rows"] as { index: number }[]).map(({ index }) => index));
      came.push(page["searchedTo"]);
      after = page["next"] as string | null;
    }
    return { found, came };
  };
  expect(await pages({ actor: "delegate-two" })).toEqual({ found: [2_299, 1_400, 3], came: [1_300, 300, 0] });
  expect((await pages({ event: "submission.sealed", subject: "case-b" })).found).toEqual([2_299, 3]);
  expect((await pages({ actor: "nobody" })).found).toEqual([]);
  const [from, until] = [10, 13].map((second) => new Date(second * 1_000).toISOString());
  expect((await pages({ from, until })).found).toEqual([12, 11, 10]);
  expect((await pages({ subject: "CASE-A" })).found).toHaveLength(1_150);
  expect(await pages({ number: "1400" })).toEqual({ found: [1_400], came: [1_400] });
  expect((await pages({ number: "1400", actor: "nobody" })).found).toEqual([]);
  expect(await pages({ number: "999999999999999" })).toEqual({ found: [], came: [2_300] });
}, 60_000);

test("a position of another search, an event that is none and times the wrong way round are refused with what is allowed", async () => {
  const { next } = await called(listEntries, { log: "state-gb", actor: "delegate-gb" });
  for (const other of [{}, { actor: "delegate-us" }, { actor: "delegate-gb", subject: "GB" }])
    await expect(called(listEntries, { log: "state-gb", ...other, after: next })).rejects.toMatchObject({ code: "BAD_CURSOR" });
  await expect(called(listEntries, { log: "state-gb", event: "case.dreamt" })).rejects.toMatchObject({
    code: "OUT_OF_BOUNDS",
    params: { where: "event", allowed: expect.stringContaining("case.opened") },
  });
  const times = { from: "2026-02-01T00:00:00Z", until: "2026-01-01T00:00:00Z" };
  await expect(called(listEntries, { log: "state-gb", ...times })).rejects.toMatchObject({ params: { where: "from" } });
});

test("setting the clock answers the business time that it set", async () => {
  expect(await called(setClock, { now: "2026-05-01T00:00:00.000Z" })).toEqual({ now: "2026-05-01T00:00:00.000Z" });
});
