import { afterAll, beforeAll, expect, test } from "vitest";
import type { Kill } from "#test/fixtures/kills.ts";
import { partFrom } from "./part.ts";
import { draftReport, exchangeLetters, exchangeMessages, reviewCase, submitPhotograph } from "./paths.ts";
import { type FaultStage, startFaultStage } from "./stage.ts";

/**
 * Kills the home with SIGKILL at each named write of the three machines' paths: before the store has seen it, the home's process alone;
 * and after it has, the whole process group. The writes are found by a run without kills; those of one name are one, unless FAULTS=every
 * takes each single one. The home starts again each time, clients repeat what was not answered, and what the home keeps must agree when
 * the path has been walked.
 */
const { kind } = partFrom(process.env["FAULTS"], Date.now());
let stage: FaultStage;
let registered = "";
const counts = { kills: 0, writes: 0, runs: 0, divergences: 0, notReached: 0 };
const HOUR = 3_600_000;

beforeAll(async () => {
  stage = await startFaultStage();
  registered = (await submitPhotograph(stage.home, "before any kill")).registered;
}, 600_000);
afterAll(async () => {
  process.stdout.write(
    `kills, at ${kind === "every" ? "each single write" : "each named write (FAULTS=every for each single one)"}: ${counts.kills} at ${counts.writes} writes in ${counts.runs} runs, ${counts.divergences} divergences; ${counts.notReached} were armed and not reached again\n`,
  );
  await stage?.end();
});

/** Runs after which a kill that was not reached is given up: what is written together changes from run to run. */
const RUNS = 4;

const killedAtEveryWrite = async (path: (run: number) => Promise<unknown>): Promise<void> => {
  const { home } = stage;
  home.writes();
  await path(0);
  expect(await stage.disagreements()).toEqual([]);
  const seen = home.writes();
  const writes = kind === "every" ? seen : [...new Set(seen)];
  let kills: readonly Kill[] = writes.flatMap((write) => [
    { write, when: "before", whom: "parent" },
    { write, when: "after", whom: "group" },
  ]);
  counts.writes += writes.length;
  const before = home.kills();
  for (let run = 1; run <= RUNS && kills.length > 0; run += 1) {
    home.arm(kills);
    try {
      await path(run);
      // What follows from the path is written when nobody waits for it any more: it too is killed.
      const found = await stage.disagreements();
      counts.divergences += found.length;
      expect(found).toEqual([]);
    } finally {
      kills = home.armed();
      home.arm([]);
      counts.runs += 1;
    }
  }
  counts.kills += home.kills() - before;
  counts.notReached += kills.length;
  expect(kills.length, kills.map(({ write, when }) => `${when} ${write}`).join(", ")).toBeLessThan((2 * writes.length) / 10);
};

test("killed at every write from draft to receipt, a photograph is registered once and its receipt holds", {
  timeout: HOUR,
}, async () => {
  await killedAtEveryWrite(async (run) => {
    registered = (await submitPhotograph(stage.home, `Photograph ${run}`)).registered;
  });
});

test("killed at every write of a review, the case stands where people put it and its execution waits there", {
  timeout: HOUR,
}, async () => {
  await killedAtEveryWrite(async (run) => {
    await exchangeLetters(stage.home, { id: `CASE-LETTERS-${run}`, registered });
    await exchangeMessages(stage.home, registered);
    await reviewCase(stage.home, { id: `CASE-${run}`, registered });
  });
});

test("killed at every write of drafting, the draft is made once, from the findings as ordered", { timeout: HOUR }, async () => {
  await killedAtEveryWrite((run) => draftReport(stage.home, `REPORT-${run}`));
});
