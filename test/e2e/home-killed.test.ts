import { type ChildProcess, spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { echoApp } from "#test/fixtures/echo-app/app.ts";

let folder: string;
const children: ChildProcess[] = [];
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "killed-"));
  echoApp(join(folder, "assembly")).synth();
});
afterAll(async () => {
  for (const child of children) kill(-(child.pid ?? 0));
  await rm(folder, { recursive: true, force: true });
});

const kill = (target: number): void => {
  try {
    process.kill(target, "SIGKILL");
  } catch {
    // It is gone already.
  }
};

/** A home in a process group of its own. */
const started = async (data: string): Promise<{ readonly child: ChildProcess; readonly url: string }> => {
  const child = spawn(
    process.execPath,
    [join(import.meta.dirname, "..", "fixtures", "run-home.ts"), data, join(folder, "assembly")],
    {
      detached: true,
      stdio: ["ignore", "pipe", "pipe"],
    },
  );
  children.push(child);
  return new Promise((resolve, reject) => {
    let said = "";
    const timer = setTimeout(() => reject(new Error(`no home within 30 s: ${said}`)), 30_000);
    const hear = (text: string): void => {
      said += text;
      const url = /http:\/\/127\.0\.0\.1:\d+/.exec(said)?.[0];
      if (url === undefined) return;
      clearTimeout(timer);
      resolve({ child, url });
    };
    child.stdout?.setEncoding("utf8").on("data", hear);
    child.stderr?.setEncoding("utf8").on("data", (text: string) => (said += text));
    child.once("exit", (code) => reject(new Error(`the home ended with ${code}: ${said}`)));
  });
};
const ended = (child: ChildProcess) =>
  new Promise((resolve) => (child.exitCode === null && child.signalCode === null ? child.once("exit", resolve) : resolve(0)));

test.for([
  ["its whole process group", (child: ChildProcess) => -(child.pid ?? 0)],
  ["it alone", (child: ChildProcess) => child.pid ?? 0],
] as const)("a home starts again after kill -9 of %s, with all that it had answered", async ([name, target]) => {
  const data = join(folder, name.replaceAll(" ", "-"));
  const first = await started(data);
  const put = await fetch(`${first.url}/open/put?of=survivor`);
  expect(put.status).toBe(200);
  kill(target(first.child));
  await ended(first.child);
  const second = await started(data);
  const seen = await fetch(`${second.url}/open/seen?of=survivor&kind=SEEN`);
  expect(await seen.json()).toMatchObject({ from: "put" });
});
