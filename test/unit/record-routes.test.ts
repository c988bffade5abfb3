import { expect, test } from "vitest";
import { run as getLog } from "#functions/record/get-log.ts";
import { run as getLogFile } from "#functions/record/get-log-file.ts";
import { run as listEntries } from "#functions/record/list-entries.ts";
import { run as listLogs } from "#functions/record/list-logs.ts";
import { run as setClock } from "#functions/record/set-clock.ts";
import type { RouteName } from "#shared/api/routes.ts";
import type { Run } from "#shared/endpoint.ts";
import { verifyLog } from "#shared/record/verify-log.ts";
import { memoryPorts } from "../fixtures/memory-ports.ts";
import { filledLog } from "../fixtures/sequenced.ts";

const ports = memoryPorts();
await filledLog(ports, 260);
/** Paths that a log does not have; a file stands under each, so that only the form of the path keeps it back. */
const FOREIGN = ["../secret", "tile/../../secret", "checkpoint/..", "tile/0/000/", "notes", "."];
for (const path of FOREIGN)
  await ports.files("ledger").put({ key: `state-gb/${path}`, body: new Uint8Array(1), mediaType: "text/plain" });

/** Calls a use case as the endpoint would, by an actor that the route let in. */
const called = async <R extends RouteName>(run: Run<R>, input: unknown): Promise<Record<string, unknown>> => {
  const request = {
    input,
    actor: {},
    record: undefined,
    ports,
    now: ports.clock.now(),
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

test("entries come in order, fifty a page, with ids and hashes and nothing else", async () => {
  const indexes: unknown[] = [];
  for (let after: unknown; ; ) {
    const page = await called(listEntries, { log: "state-gb", after });
    const rows = page["rows"] as Record<string, unknown>[];
    for (const row of rows) expect(Object.keys(row).toSorted()).toEqual(["commitment", "event", "id", "index", "subject"]);
    indexes.push(...rows.map((row) => row["index"]));
    expect(rows.length).toBeLessThanOrEqual(50);
    after = page["next"] ?? undefined;
    if (after === undefined) break;
  }
  expect(indexes).toEqual(Array.from({ length: 260 }, (_, index) => index));
  await expect(called(listEntries, { log: "state-gb", after: "made.up" })).rejects.toMatchObject({ code: "BAD_CURSOR" });
});

test("setting the clock answers the business time that it set", async () => {
  expect(await called(setClock, { now: "2026-05-01T00:00:00.000Z" })).toEqual({ now: "2026-05-01T00:00:00.000Z" });
});
