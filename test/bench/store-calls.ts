import type { StoreCall } from "#cli/cost/counted-store.ts";
import { type Bench, figure } from "./figure.ts";
import { type BenchHome, CASE, openBenchCase, quiet, startCountedHome } from "./home.ts";

/** Calls of the nearest peer for its GET of a case, counted in its own code. */
const PEER = { what: "nearest peer's GET of a case, as published (PEERS: 8 to its table, 1 to its log)", value: 9 };

const READS: Readonly<Record<string, readonly [path: string, person: string]>> = {
  "get-case": [`/panel/cases/${CASE}`, "expert-maritime"],
  "get-history": [`/panel/cases/${CASE}/history`, "expert-maritime"],
  "list-cases": ["/panel/cases?regime=1718", "expert-maritime"],
  "list-register": ["/panel/register?regime=1718", "expert-maritime"],
  "get-evidence": ["/panel/evidence/OS-001/1", "expert-maritime"],
  "list-submissions": ["/delegations/GB/submissions", "delegate-gb"],
  "get-submission": ["/delegations/GB/submissions/GB-001", "delegate-gb"],
  "list-asked": ["/delegations/GB/asked", "delegate-gb"],
  "list-reports": ["/secretariat/reports?regime=1718", "officer"],
};

/** How many calls stand one after another: a call that began before any of its step ended belongs to that step. */
const stepsOf = (calls: readonly StoreCall[]): number => {
  let [steps, firstEnd] = [0, Number.NEGATIVE_INFINITY];
  for (const call of calls.toSorted((a, b) => a.begun - b.begun)) {
    if (call.begun >= firstEnd) [steps, firstEnd] = [steps + 1, call.ended];
    else firstEnd = Math.min(firstEnd, call.ended);
  }
  return steps;
};

const prepare = async (home: BenchHome): Promise<void> => {
  await openBenchCase(home);
  await home.as("delegate-gb", "create-submission", {
    state: "GB",
    regime: "1718",
    title: "A note",
    handling: { classification: "unclassified", tlp: "AMBER", panelOnly: true, attribution: "a Member State" },
  });
};

export const storeCalls: Bench = {
  name: "store-calls",
  measures: "calls to the record store, one after another, for each kind of warm GET, and the writes among them",
  run: async function* ({ say }) {
    const home = await startCountedHome(say);
    try {
      await prepare(home);
      for (const [name, [path, person]] of Object.entries(READS)) {
        await home.get(path, person);
        await quiet(home.store);
        const before = home.store.calls.length;
        await home.get(path, person);
        const calls = home.store.calls.slice(before);
        const writes = calls.filter((call) => call.writes).length;
        say(`${name}: ${calls.map((call) => call.operation).join(", ")}`);
        yield figure({
          figure: `sequential-calls-${name}`,
          value: stepsOf(calls),
          unit: "calls",
          ...(name === "get-case" ? { baseline: PEER } : {}),
          goal: "≤ 2",
          holds: (value) => value <= 2 && calls.length > 0,
        });
        yield figure({ figure: `writes-${name}`, value: writes, unit: "writes", goal: "0", holds: (value) => value === 0 });
      }
    } finally {
      await home.stop();
    }
  },
};
