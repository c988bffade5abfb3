import { type ChildProcess, spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, expect, test, vi } from "vitest";

const CHILD = fileURLToPath(new URL("../fixtures/workflow-child.ts", import.meta.url));
let folder: string;
let children: ChildProcess[] = [];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "workflow-"));
});
afterEach(async () => {
  for (const child of children) child.kill("SIGKILL");
  children = [];
  await rm(folder, { recursive: true, force: true });
});

interface Found {
  readonly status: string;
  readonly output: unknown;
  /** What the execution waits for whose token was asked for. */
  readonly phase: string;
  readonly history: readonly string[];
}
const SLOW_MACHINE = { timeout: 60_000, interval: 50 };
/** Each test starts processes, which takes long on a machine with other work. */
vi.setConfig({ testTimeout: 240_000 });

/** A runner in a process of its own on the test's database. */
const runnerProcess = (hangs = "") => {
  const child = spawn(process.execPath, [CHILD, join(folder, "home.db"), hangs], { stdio: ["pipe", "pipe", "inherit"] });
  children.push(child);
  const lines: string[] = [];
  createInterface({ input: child.stdout }).on("line", (line) => void lines.push(line));
  const tell = (line: string) => void child.stdin.write(`${line}\n`);
  return {
    lines,
    tell,
    said: async (beginning: string): Promise<string> => {
      await expect.poll(() => lines.find((line) => line.startsWith(beginning)), SLOW_MACHINE).toBeDefined();
      return lines.find((line) => line.startsWith(beginning)) ?? "";
    },
    /** Looks until what is written is so. */
    finds: (what: (found: Found) => boolean, token = "-") =>
      expect
        .poll(() => {
          tell(`look ${token}`);
          const last = lines.findLast((line) => line.startsWith("found "));
          return last !== undefined && what(JSON.parse(last.slice("found ".length)) as Found);
        }, SLOW_MACHINE)
        .toBe(true),
    kill: async () => {
      const gone = new Promise((resolve) => child.once("exit", resolve));
      child.kill("SIGKILL");
      await gone;
    },
  };
};

test("kill -9 during a call and between retries: the call is made again, and the attempt that was used up stays so", async () => {
  const duringCall = runnerProcess("work");
  await duringCall.said("called work");
  await duringCall.kill();

  // The call is made again; then the next state fails and waits for its retry.
  const betweenRetries = runnerProcess();
  await betweenRetries.said("called work");
  await betweenRetries.finds(({ history }) => history.includes("TaskFailed"));
  await betweenRetries.kill();

  // This process fails once more, and there is no attempt left for that.
  const last = runnerProcess();
  await last.finds(({ status }) => status === "failed");
  expect(last.lines.filter((line) => line.startsWith("called"))).toEqual(["called flaky -"]);
  await last.finds(({ history }) => history.filter((type) => type === "ExecutionFailed").length === 1);
});

test("kill -9 while a token is awaited: the token holds afterwards, once, and the functions are not called again", async () => {
  const first = runnerProcess();
  const token = (await first.said("called wait")).split(" ")[2] ?? "";
  await first.finds(({ phase }) => phase === "token", token);
  await first.kill();

  const second = runnerProcess();
  second.tell(`succeed ${token}`);
  await second.said("released");
  second.tell(`succeed ${token}`);
  await second.said("gone");
  await second.finds(({ status, output }) => status === "succeeded" && JSON.stringify(output) === '["the answer","released"]');
  await second.finds(({ history }) => history.filter((type) => type === "TaskSucceeded").length === 3);
  expect(second.lines.filter((line) => line.startsWith("called"))).toEqual([]);
});
