import { type ChildProcess, spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, expect, test } from "vitest";

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

/** A runner in a process of its own on the test's database. */
const process_ = (hangs = "") => {
  const child = spawn(process.execPath, [CHILD, join(folder, "home.db"), hangs], { stdio: ["pipe", "pipe", "inherit"] });
  children.push(child);
  const lines: string[] = [];
  createInterface({ input: child.stdout }).on("line", (line) => void lines.push(line));
  return {
    said: async (beginning: string): Promise<string> => {
      await expect.poll(() => lines.find((line) => line.startsWith(beginning)), { timeout: 15_000, interval: 5 }).toBeDefined();
      return lines.find((line) => line.startsWith(beginning)) ?? "";
    },
    lines,
    tell: (line: string) => void child.stdin.write(`${line}\n`),
    kill: async () => {
      const gone = new Promise((resolve) => child.once("exit", resolve));
      child.kill("SIGKILL");
      await gone;
    },
  };
};

test("kill -9 during a call, between retries and while a token is awaited loses nothing and ends the execution once", async () => {
  const duringCall = process_("work");
  await duringCall.said("called work");
  await duringCall.kill();

  // The call is made again; then the next state fails and waits for its retry.
  const betweenRetries = process_();
  await betweenRetries.said("called work");
  await betweenRetries.said("called flaky");
  await new Promise((resolve) => setTimeout(resolve, 300));
  await betweenRetries.kill();

  // The attempt that was used up stays so: this process would fail once more, and there is no attempt left for that.
  const waiting = process_("nothing");
  waiting.tell("look");
  expect(await waiting.said("found")).toBe("found running null");
  await waiting.said("called flaky");
  await new Promise((resolve) => setTimeout(resolve, 300));
  waiting.tell("look");
  await expect.poll(() => waiting.lines.filter((line) => line.startsWith("found")).at(-1)).toBe("found failed null");
  await waiting.kill();
});

test("kill -9 while a token is awaited: the token holds afterwards, once, and the functions are not called again", async () => {
  const first = process_();
  const token = (await first.said("called wait")).split(" ")[2] ?? "";
  await new Promise((resolve) => setTimeout(resolve, 300));
  await first.kill();

  const second = process_();
  second.tell(`succeed ${token}`);
  await second.said("released");
  second.tell(`succeed ${token}`);
  await second.said("gone");
  second.tell("look");
  expect(await second.said("found")).toBe('found succeeded ["the answer","released"]');
  const history = (await second.said("history")).split(" ");
  expect(history.filter((type) => type === "TaskSucceeded")).toHaveLength(3);
  expect(history.filter((type) => type === "ExecutionSucceeded")).toHaveLength(1);
  expect(second.lines.filter((line) => line.startsWith("called"))).toEqual([]);
});
