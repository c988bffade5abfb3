import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { isAbsolute, join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { readScenario } from "#cli/demo/read-scenario.ts";
import { type DemoResult, playScenario } from "#cli/demo.ts";
import { currentAssembly } from "#local/synthesis.ts";

const ROOT = join(import.meta.dirname, "../..");
const RAJIN_DUNAY = join(ROOT, "cli/demo/rajin-dunay.json");
const SECOND = join(ROOT, "test/fixtures/second-case.json");

let folder = "";
let assembly = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "corroborate-demo-test-"));
  assembly = await currentAssembly({ root: ROOT, say: () => undefined });
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
const differing = ({ outcomes }: DemoResult) =>
  outcomes.filter((one) => !one.ok).map(({ id, expected, actual }) => ({ id, expected, actual }));

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

// biome-ignore lint/suspicious/noExplicitAny: the file as an author edits it, before it is checked.
type Raw = any;
const named = (all: readonly Raw[], id: string): Raw => {
  const found = all.find((one) => one.id === id);
  if (found === undefined) throw new Error(`${id} is not in the scenario`);
  return found;
};

/** Plays an altered scenario; answers what differs from the new expectations, which must all be others than those of before. */
const playAltered = async (
  path: string,
  name: string,
  alter: (raw: Raw) => void,
  expected: Readonly<Record<string, unknown>>,
) => {
  const raw: Raw = JSON.parse(await readFile(path, "utf8"));
  alter(raw);
  for (const [id, value] of Object.entries(expected)) {
    const outcome = named(raw.outcomes, id);
    expect(outcome.expected, `${id} flips`).not.toBe(value);
    outcome.expected = value;
  }
  const said: string[] = [];
  const scenario = readScenario(name, JSON.stringify(raw));
  const result = await playScenario({ scenario, out: join(folder, name), assembly, say: (line) => said.push(line) });
  expect(differing(result), said.join("\n")).toEqual([]);
  return result;
};

test("a second independent origin, a release by name, experts of other nationalities and no damage each flip their verdict", async () => {
  await playAltered(
    RAJIN_DUNAY,
    "mended",
    (raw) => {
      const one = named(raw.cases, "CASE-RAJIN-DUNAY");
      named(one.claims, "CL-01").supportedBy.push("rusi");
      one.releases.find((release: Raw) => release.state === "GB").as = "named State";
      one.verifiers = ["expert-missile"];
      one.reviewers = ["expert-export-control"];
      for (const item of named(raw.submissions, "uk-report").items) item.damaged = false;
    },
    {
      "one-origin": 2,
      "one-origin-strength": "assesses",
      attribution: "named State",
      "named-state": "text 3 stands, text 1 refused (wording.strong), text 2 refused (wording.strong)",
      "sole-verifier": "expert-missile verified",
      "sole-approver": "expert-export-control approved",
      "uk-damaged": "verified",
      "uk-registered": "registered, 0 held back",
    },
  );
});

test("evidence that arrives in time is corroborated, and a window that closes before the deadline is waited for", async () => {
  await playAltered(
    RAJIN_DUNAY,
    "in-time",
    (raw) => {
      named(raw.cases, "CASE-RAJIN-DUNAY").committeeDeadline = "2024-03-01T00:00:00Z";
      raw.report.opened = "2024-02-20T09:00:00Z";
    },
    {
      "late-evidence": "expired",
      standing: "corroborated",
      "named-state": "text 2 stands, text 1 refused (G13.named)",
    },
  );
});

test("three cases of different ends play: stories of stories, a refused release, a window that closes too late, nobody concerned", async () => {
  await playAltered(join(ROOT, "test/fixtures/third-case.json"), "third", () => undefined, {});
});

test("where no finding is adopted there is no report, and the play says so", async () => {
  const result = await playAltered(
    SECOND,
    "unsubstantiated",
    (raw) => {
      named(raw.cases, "CASE-NORTH-QUAY").corroboration = "unsubstantiated";
    },
    { approver: "not reached", reply: "not reached", standing: "unsubstantiated", report: "collecting" },
  );
  expect(result.files).toMatchObject({ docx: null, html: null });
});
