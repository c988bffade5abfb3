import {
  appendFileSync,
  closeSync,
  existsSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";

/** What happens to one call of a store. */
export const FAULTS = {
  throttles: "refused as too much, for requests of people twice in a row; nothing was done",
  delays: "done after a second",
  drops: "done, and no answer came within the time allowed",
  duplicates: "done twice; the answer of the second came back",
  "answers 500": "refused as the store's own fault; nothing was done",
  cuts: "the answer was cut off half way; what was to be done was done",
  reorders: "held back until later calls had overtaken it",
} as const;
export type Fault = keyof typeof FAULTS;
export const FAULT_NAMES = Object.keys(FAULTS) as readonly Fault[];

/** A fault at a place: the place is port and method, function and use. */
export interface Planned {
  readonly site: string;
  readonly fault: Fault;
  /** How many calls it takes. */
  readonly times: number;
}

const planIn = (folder: string) => join(folder, "faults.json");
const sitesIn = (folder: string) => join(folder, "sites.log");
const firedIn = (folder: string, index: number, time: number) => join(folder, `fired-${index}-${time}`);

/** For the test: arms faults, once each, and tells which happened. */
export const armFaults = (folder: string, planned: readonly Planned[]): void => {
  disarm(folder);
  writeFileSync(planIn(folder), JSON.stringify(planned));
};
export const disarm = (folder: string): void => {
  rmSync(planIn(folder), { force: true });
  for (const name of readdirSync(folder)) if (name.startsWith("fired-")) rmSync(join(folder, name));
};
export const firedFaults = (folder: string, planned: readonly Planned[]): readonly Planned[] =>
  planned.filter((_, index) => existsSync(firedIn(folder, index, 0)));

const twiceIn = (folder: string) => join(folder, "twice");
/** From now on every message is sent twice, as by two dispatchers at once. */
export const doEverythingTwice = (folder: string): void => writeFileSync(twiceIn(folder), "");
export const everythingTwice = (folder: string): boolean => existsSync(twiceIn(folder));

/** Places seen so far, sorted. */
export const sitesSeen = (folder: string): readonly string[] =>
  existsSync(sitesIn(folder)) ? [...new Set(readFileSync(sitesIn(folder), "utf8").split("\n").filter(Boolean))].sort() : [];

/** For the functions: notes each place once per thread and says whether a fault is armed for this call. */
export const faultsIn = (folder: string) => {
  const noted = new Set<string>();
  let plan: readonly Planned[] = [];
  let read = -1;
  return (site: string): Fault | undefined => {
    if (!noted.has(site)) {
      noted.add(site);
      appendFileSync(sitesIn(folder), `${site}\n`);
    }
    const changed = statSync(planIn(folder), { throwIfNoEntry: false })?.mtimeMs ?? 0;
    if (changed !== read) {
      read = changed;
      plan = changed === 0 ? [] : (JSON.parse(readFileSync(planIn(folder), "utf8")) as Planned[]);
    }
    const index = plan.findIndex((one) => one.site === site);
    const armed = plan[index];
    if (armed === undefined) return undefined;
    // Of all threads one makes the file: it has the fault.
    for (let time = 0; time < armed.times; time += 1) if (taken(firedIn(folder, index, time))) return armed.fault;
    return undefined;
  };
};

const taken = (path: string): boolean => {
  try {
    closeSync(openSync(path, "wx"));
    return true;
  } catch {
    // Another call had it, or the plan was taken away at this moment.
    return false;
  }
};
