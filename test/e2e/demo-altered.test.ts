import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { readScenario } from "#cli/demo/read-scenario.ts";
import { playScenario } from "#cli/demo.ts";
import { currentAssembly } from "#local/synthesis.ts";
import { differing } from "#test/fixtures/outcomes.ts";

const ROOT = join(import.meta.dirname, "../..");
const RAJIN_DUNAY = join(ROOT, "cli/demo/rajin-dunay.json");
const SECOND = join(ROOT, "test/fixtures/second-case.json");

let folder = "";
let assembly = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "corroborate-demo-altered-"));
  assembly = await currentAssembly({ root: ROOT, say: () => undefined });
});
afterAll(() => rm(folder, { recursive: true, force: true }));

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

test("a second independent origin, a release by name, experts of other nationalities, no damage and evidence in time each flip their verdict; together they confirm, and name the State", async () => {
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
      one.committeeDeadline = "2024-03-01T00:00:00Z";
      raw.report.opened = "2024-02-20T09:00:00Z";
    },
    {
      "one-origin": 2,
      "one-origin-strength": "confirms",
      attribution: "named State",
      "late-evidence": "expired",
      standing: "corroborated",
      "named-state": "text 1 stands",
      "sole-verifier": "expert-missile verified",
      "sole-approver": "expert-export-control approved",
      "uk-damaged": "verified",
      "uk-registered": "registered, 0 held back",
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
