import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { isAbsolute, join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { DemoResult } from "#cli/demo.ts";
import { differing } from "#test/fixtures/outcomes.ts";

const ROOT = join(import.meta.dirname, "../..");
const SECOND = join(ROOT, "test/fixtures/second-case.json");

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "corroborate-demo-test-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Runs a command of the command line as people do. */
const command = (name: string, ...given: readonly string[]): Promise<{ code: number | null; out: string; told: string }> =>
  new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [join(ROOT, "cli/main.ts"), name, ...given], {
      cwd: ROOT,
      stdio: ["ignore", "pipe", "pipe"],
    });
    let [out, told] = ["", ""];
    child.stdout.setEncoding("utf8").on("data", (text: string) => (out += text));
    child.stderr.setEncoding("utf8").on("data", (text: string) => (told += text));
    child.on("error", reject);
    child.on("close", (code) => resolve({ code, out, told }));
  });

const lastLine = (out: string): DemoResult => JSON.parse(out.trimEnd().split("\n").at(-1) ?? "") as DemoResult;

test("the Rajin–Dunay case plays from empty to report as its file expects, and leaves files that verify without a server", async () => {
  const { code, out, told } = await command("demo", "--json", "--out", join(folder, "whole"));
  const result = lastLine(out);
  expect(differing(result), told).toEqual([]);
  expect({ code, ok: result.ok, lines: out.trimEnd().split("\n").length }).toEqual({ code: 0, ok: true, lines: 1 });
  const { docx, html, receipts, logs } = result.files;
  const paths = [docx ?? "", html ?? "", ...receipts, ...logs.map((log) => log.folder)];
  expect(paths.filter((path) => !isAbsolute(path) || !existsSync(path))).toEqual([]);
  const verified = await command("verify", ...receipts, ...logs.map((log) => log.folder));
  expect(verified.code, verified.out).toBe(0);
});

test("a case of another regime, with other States, ships and verdicts, plays; an outcome that differs is named and the exit code is 1", async () => {
  const file = join(folder, "second.json");
  const source = await readFile(SECOND, "utf8");
  expect(source).toContain('"expected": "answered"');
  await writeFile(file, source.replace('"expected": "answered"', '"expected": "expired"'));
  const { code, out, told } = await command("demo", "--scenario", file, "--json", "--out", join(folder, "second"));
  expect(differing(lastLine(out)), told).toEqual([{ id: "reply", expected: "expired", actual: "answered" }]);
  expect(code).toBe(1);
});

test("a scenario that asks for something impossible is refused with its line before anything starts, exit code 2", async () => {
  const file = join(folder, "impossible.json");
  await writeFile(file, (await readFile(SECOND, "utf8")).replace('"lead": "sea"', '"lead": "land"'));
  const { code, out, told } = await command("demo", "--scenario", file, "--json", "--out", join(folder, "impossible"));
  expect({ code, out }).toEqual({ code: 2, out: "" });
  expect(told).toMatch(/impossible\.json:\d+: .*nobody has the id land/);
  expect(existsSync(join(folder, "impossible"))).toBe(false);
});
