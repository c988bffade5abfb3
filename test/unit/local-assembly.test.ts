import { existsSync } from "node:fs";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Assembly } from "#local/assembly/description.ts";
import { readAssembly } from "#local/assembly.ts";
import { echoApp } from "#test/fixtures/echo-app/app.ts";

let folder: string;
let read: Assembly;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "assembly-"));
  echoApp(folder).synth();
  read = await readAssembly(folder);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const one = <T>(found: readonly T[], fits: (each: T) => boolean): T => {
  const [only, ...more] = found.filter(fits);
  if (only === undefined || more.length > 0) throw new Error("expected one");
  return only;
};

test("a function is read with its bundle, its limits and an environment in which references across stacks are names", () => {
  const echo = one(read.functions, (each) => each.id.startsWith("Echo"));
  const table = one(read.tables, (each) => each.name.startsWith("Records"));
  expect(echo).toMatchObject({ handler: "index.handler", timeoutSeconds: 3, memoryMegabytes: 256 });
  expect(existsSync(join(echo.folder, "index.mjs"))).toBe(true);
  expect(echo.environment).toMatchObject({
    ZONE: "delegation",
    STAGE: "demo",
    TABLE: table.name,
    CLOCK_PARAMETER: "/echo/clock",
  });
  expect(JSON.parse(echo.environment["BUCKETS"] ?? "")).toEqual({ uploads: read.buckets[0] });
  expect(JSON.parse(echo.environment["QUEUES"] ?? "")["work"]).toMatch(/^Work/);
  expect(JSON.parse(echo.environment["MACHINES"] ?? "")["waiting"]).toBe(read.machines[0]?.arn);
  expect(echo.environment["PLAIN"]).toMatch(/^arn:aws:dynamodb:local:000000000000:Plain/);
});

test("routes name their function and whether a token is demanded", () => {
  const echo = one(read.functions, (each) => each.id.startsWith("Echo")).id;
  expect([...read.routes].sort((a, b) => a.key.localeCompare(b.key))).toEqual([
    { key: "ANY /open/{name}", function: echo, authorized: false },
    { key: "GET /health", function: echo, authorized: false },
    { key: "GET /open/fixed", function: echo, authorized: false },
    { key: "GET /who/{name}", function: echo, authorized: true },
    { key: "POST /who/{name}", function: echo, authorized: true },
  ]);
});

test("event sources are told apart and carry batch size, filters and failure reporting", () => {
  const table = one(read.tables, (each) => each.name.startsWith("Records")).name;
  expect(read.streamSources).toMatchObject([
    { table, batchSize: 10, reportsFailures: true, filters: [{ dynamodb: { Keys: { sk: { S: [{ prefix: "SEEN" }] } } } }] },
  ]);
  expect(read.queueSources).toMatchObject([
    { queue: expect.stringMatching(/^Work/), batchSize: 5, reportsFailures: true, filters: [] },
  ]);
});

test("a queue keeps its visibility and where its poison goes", () => {
  const dead = one(read.queues, (each) => each.name.startsWith("Dead")).name;
  expect(one(read.queues, (each) => each.name.startsWith("Work"))).toMatchObject({
    visibilitySeconds: 20,
    redrive: { queue: dead, maxReceives: 2 },
  });
});

test("a state machine's definition is whole: joined, with the function's ARN in place", () => {
  const machine = one(read.machines, () => true);
  const task = one(read.functions, (each) => each.id.startsWith("Task")).id;
  expect(machine.definition).toMatchObject({ QueryLanguage: "JSONata", StartAt: "Ask" });
  expect(JSON.stringify(machine.definition)).toContain(`arn:aws:lambda:local:000000000000:${task}`);
});

test("tables of both resource types are read with keys, indexes and stream", () => {
  const records = one(read.tables, (each) => each.name.startsWith("Records"));
  expect(records.keys.map((key) => key.AttributeName)).toEqual(["pk", "sk"]);
  expect(records.indexes.map((index) => index.IndexName)).toEqual(["list", "due"]);
  expect(records.stream).toBe("NEW_AND_OLD_IMAGES");
  expect(one(read.tables, (each) => each.name.startsWith("Plain")).stream).toBeUndefined();
});

test("schedules and parameters are read", () => {
  const task = one(read.functions, (each) => each.id.startsWith("Task")).id;
  expect(read.schedules).toMatchObject([{ everySeconds: 3_600, function: task }]);
  expect(read.parameters).toEqual([{ name: "/echo/clock", value: "0" }]);
});

test("what the home needs but cannot read is refused by its logical id", async () => {
  const broken = await mkdtemp(join(tmpdir(), "assembly-"));
  try {
    echoApp(broken).synth();
    const path = join(broken, "EchoService.template.json");
    await writeFile(path, (await readFile(path, "utf8")).replaceAll("rate(1 hour)", "cron(0 * * * ? *)"));
    await expect(readAssembly(broken)).rejects.toThrow(/Hourly.*rate\(1 hour\)/);
  } finally {
    await rm(broken, { recursive: true, force: true });
  }
});

test("a folder without an assembly is refused in words", async () => {
  await expect(readAssembly(tmpdir())).rejects.toThrow(/cannot read .*manifest\.json/);
});
