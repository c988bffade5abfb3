import { afterAll, beforeAll, expect, test } from "vitest";
import { kindsAt, partFrom, partSaid } from "./part.ts";
import { draftReport, exchangeLetters, exchangeMessages, reviewCase, submitPhotograph } from "./paths.ts";
import { armFaults, disarm, FAULT_NAMES, firedFaults, type Planned, sitesSeen } from "./plan.ts";
import { type FaultStage, startFaultStage, sweepNow, sweptAt } from "./stage.ts";

/**
 * Every place where a function calls a store (port and method, function, use) is found by a run without faults; then faults happen
 * at every place, several in one run where they concern different messages: one kind at each, another the next day, or with
 * FAULTS=every all of them. After each run all that the home keeps must agree.
 */
const part = partFrom(process.env["FAULTS"], Date.now());
let stage: FaultStage;
let registered = "";
const counts = { injections: 0, sites: 0, runs: 0, divergences: 0, notReached: [] as string[] };

beforeAll(async () => {
  stage = await startFaultStage({ faulty: true });
  registered = (await submitPhotograph(stage.home, "before any fault")).registered;
}, 600_000);
afterAll(async () => {
  process.stdout.write(
    `faults of stores, ${partSaid(part)}: ${counts.injections} injections at ${counts.sites} places in ${counts.runs} runs, ${counts.divergences} divergences; ` +
      `${counts.notReached.length} were armed and not reached again${counts.notReached.map((one) => `\n  ${one}`).join("")}\n`,
  );
  await stage?.end();
});

const functionOf = (site: string): string => site.split(" · ").at(-1) ?? "";
const isApi = (site: string): boolean => /^Api/i.test(functionOf(site));
/** Faults after which the function fails and its message or task is tried again, with longer pauses each time. */
const fails = ({ fault }: Planned): boolean => !["delays", "duplicates", "reorders"].includes(fault);
/** Most faults of one function in one run. Requests are people's own and tried again at once by them. */
const AT_ONCE = { api: { failing: 8, other: 8 }, other: { failing: 4, other: 6 } } as const;
const TRIES = 3;

const waveOf = (waiting: readonly Planned[]): readonly Planned[] => {
  const wave: Planned[] = [];
  for (const one of waiting) {
    const beside = wave.filter((other) => functionOf(other.site) === functionOf(one.site));
    const room = AT_ONCE[isApi(one.site) ? "api" : "other"][fails(one) ? "failing" : "other"];
    const alike = beside.filter((other) => fails(other) === fails(one));
    if (alike.length < room && !beside.some((other) => other.site === one.site)) wave.push(one);
  }
  return wave;
};

let seen: readonly string[] = [];

/** Plays a path without faults, then with the faults of this part at every place that it was the first to reach. */
const underFaults = async (path: (run: number) => Promise<unknown>): Promise<void> => {
  disarm(stage.data);
  await path(0);
  expect(await stage.disagreements()).toEqual([]);
  const sites = sitesSeen(stage.data).filter((site) => !seen.includes(site));
  seen = [...seen, ...sites];
  counts.sites += sites.length;
  let waiting = sites.flatMap((site) =>
    kindsAt(part, site, FAULT_NAMES).map(
      (fault): Planned => ({ site, fault, times: fault === "throttles" && isApi(site) ? 2 : 1 }),
    ),
  );
  const tries = new Map<Planned, number>();
  for (let run = 1; waiting.length > 0; run += 1) {
    const wave = waveOf(waiting);
    armFaults(stage.data, wave);
    const failure = await path(run).then(
      () => [],
      (error: unknown) => [error instanceof Error ? error.message : String(error)],
    );
    const found = [...failure, ...(await stage.disagreements())];
    const fired = firedFaults(stage.data, wave);
    disarm(stage.data);
    counts.runs += 1;
    counts.injections += fired.length;
    counts.divergences += found.length;
    expect({ found, after: found.length === 0 ? [] : fired }).toEqual({ found: [], after: [] });
    for (const one of wave) tries.set(one, (tries.get(one) ?? 0) + 1);
    const missed = waiting.filter((one) => !fired.includes(one) && (tries.get(one) ?? 0) >= TRIES);
    counts.notReached.push(...missed.map((one) => `${one.fault}: ${one.site}`));
    waiting = waiting.filter((one) => !fired.includes(one) && !missed.includes(one));
  }
};

const swept = async (): Promise<void> => {
  const before = Date.now();
  sweepNow(stage.data);
  await stage.home.eventually("the sweeps", async () => (sweptAt(stage.data) >= before ? true : undefined));
};

const HOUR = 3_600_000;

test("whatever befalls a call of a store from draft to receipt, everything agrees afterwards", { timeout: HOUR }, async () => {
  await underFaults(async (run) => {
    registered = (await submitPhotograph(stage.home, `Photograph ${run}`)).registered;
  });
});

test("whatever befalls a call of a store in a review, everything agrees afterwards", { timeout: HOUR }, async () => {
  await underFaults(async (run) => {
    await exchangeLetters(stage.home, { id: `CASE-LETTERS-${run}`, registered });
    await exchangeMessages(stage.home, registered);
    await reviewCase(stage.home, { id: `CASE-${run}`, registered });
  });
});

test("whatever befalls a call of a store in drafting and sweeping, everything agrees afterwards", { timeout: HOUR }, async () => {
  await underFaults(async (run) => {
    await draftReport(stage.home, `REPORT-${run}`);
    await swept();
  });
});

test("hardly a place is left out: what was armed was reached", () => {
  expect(counts.notReached.length).toBeLessThan(counts.injections / 50);
});
