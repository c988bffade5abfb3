import { spawn } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { homeClock } from "#local/clock.ts";
import { openDatabase } from "#local/database.ts";
import { runningAt, takeLock } from "#local/lock.ts";
import { createSchedules } from "#local/schedules.ts";
import { inputsHash } from "#local/synthesis.ts";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "keeping-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));
const fresh = () => openDatabase(":memory:");

test("a living home's data folder is refused, a dead one's is taken over", async () => {
  const lock = await takeLock(folder);
  await lock.announce("http://127.0.0.1:1");
  expect(await runningAt(folder)).toBe("http://127.0.0.1:1");
  await lock.release();

  const other = spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"]);
  const stat = await readFile(`/proc/${other.pid}/stat`, "utf8");
  const boot = (await readFile("/proc/sys/kernel/random/boot_id", "utf8")).trim();
  const born = `${boot}:${stat.split(") ").at(-1)?.split(" ")[19]}`;
  await writeFile(join(folder, "home.lock"), JSON.stringify({ pid: other.pid, born }));
  await expect(takeLock(folder)).rejects.toThrow(`another home (process ${other.pid})`);
  other.kill("SIGKILL");
  await new Promise((resolve) => other.once("exit", resolve));
  await (await takeLock(folder)).release();
});

test("a process that has taken over the number of a dead home does not keep the folder locked", async () => {
  await writeFile(join(folder, "home.lock"), JSON.stringify({ pid: process.ppid, born: "another boot:1" }));
  await (await takeLock(folder)).release();
  await writeFile(join(folder, "home.lock"), '{"pid": 1');
  await (await takeLock(folder)).release();
  expect(await runningAt(folder)).toBeUndefined();
});

test("business time survives a restart in the demo stage and cannot be set in another", () => {
  const database = fresh();
  homeClock({ database, stage: "demo" }).set("2023-10-27T12:00:00.000Z");
  expect(homeClock({ database, stage: "demo" }).now()).toMatch(/^2023-10-27T12:00:0/);
  const real = homeClock({ database, stage: "production" });
  expect(Math.abs(Date.parse(real.now()) - Date.now())).toBeLessThan(1_000);
  expect(() => real.set("2023-10-27T12:00:00.000Z")).toThrow("demo stage only");
  expect(() => homeClock({ database, stage: "demo" }).set("soon")).toThrow("no time");
});

test("a schedule runs at its rate, makes up once for runs missed while the home was off, and tries a failure again", async () => {
  const database = fresh();
  let at = 0;
  let fails = false;
  const runs: number[] = [];
  const given: string[] = [];
  const start = () =>
    createSchedules({
      database,
      schedules: [{ id: "hourly", everySeconds: 3_600, function: "sweep", input: {} }],
      invoke: async () => {
        runs.push(at / 1000);
        if (fails) throw new Error("as asked");
      },
      failed: (id) => given.push(id),
      now: () => at,
    });
  const ticks = async (schedules: ReturnType<typeof start>, ...seconds: number[]) => {
    for (const second of seconds) {
      at = second * 1000;
      await schedules.tick();
    }
  };
  await ticks(start(), 0, 3_599, 3_600, 3_601, 7_200);
  expect(runs).toEqual([3_600, 7_200]);
  await ticks(start(), 50_000, 50_001);
  expect(runs).toEqual([3_600, 7_200, 50_000]);
  fails = true;
  await ticks(start(), 53_600, 53_601, 53_660, 53_780, 53_900);
  expect(runs.slice(3)).toEqual([53_600, 53_660, 53_780]);
  expect(given).toEqual(["hourly"]);
});

test("the assembly's key changes with any of its inputs and with nothing else", async () => {
  const root = await mkdtemp(join(tmpdir(), "inputs-"));
  try {
    await writeFile(join(root, "cdk.json"), "{}");
    const before = await inputsHash(root, ["cdk.json", "infra"]);
    await writeFile(join(root, "README.md"), "x");
    expect(await inputsHash(root, ["cdk.json", "infra"])).toBe(before);
    await writeFile(join(root, "cdk.json"), "{ }");
    expect(await inputsHash(root, ["cdk.json", "infra"])).not.toBe(before);
  } finally {
    await rm(root, { recursive: true, force: true });
  }
});
