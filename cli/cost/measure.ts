import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { readScenario } from "../demo/read-scenario.ts";
import { type PlayedPart, playScenario } from "../demo.ts";
import { type StoreCall, startCountedStore } from "./counted-store.ts";

/** What one part of a play used, all of it together. */
export interface Used {
  /** Submissions, cases, reports, or requests that read. */
  readonly units: number;
  readonly readUnits: number;
  readonly writeUnits: number;
  readonly transitions: number;
  /** Invocations and milliseconds by function, with the memory that it is given. */
  readonly functions: readonly {
    readonly name: string;
    readonly invocations: number;
    readonly milliseconds: number;
    readonly memoryMegabytes: number;
  }[];
  /** Calls to files, keys and queues, such as `files.read`; of a queue, its messages. */
  readonly calls: Readonly<Record<string, number>>;
  readonly logBytes: number;
}
export type Measured = Readonly<Record<PlayedPart, Used>>;

const SCENARIO = join(import.meta.dirname, "..", "demo", "rajin-dunay.json");
const QUIET_MILLISECONDS = 1_200;

/** Plays the demonstration on a home with counters and answers what each of its parts used. */
export const measure = async (assembly: string): Promise<Measured> => {
  const folder = await mkdtemp(join(tmpdir(), "corroborate-cost-"));
  const data = join(folder, "home");
  const store = await startCountedStore({ folder: join(folder, "records") });
  const marks: Mark[] = [];
  const enter = async (part: PlayedPart) => {
    if (marks.at(-1)?.part === part) return;
    // What the part before left to be done in the background is done before the next begins.
    const asked = Date.now();
    while (Date.now() - Math.max(asked, store.newest()) < QUIET_MILLISECONDS) await new Promise((next) => setTimeout(next, 50));
    marks.push({ part, from: Date.now() });
  };
  try {
    const scenario = readScenario(SCENARIO, await readFile(SCENARIO, "utf8"));
    const result = await playScenario({
      scenario,
      out: join(folder, "out"),
      say: () => undefined,
      assembly,
      data,
      enter,
      noteCalls: true,
    });
    if (!result.ok) throw new Error("the play did not come out as expected: its figures would mean nothing");
    const at = { marks, store: store.calls, lines: await linesIn(join(data, "logs")), steps: stepsIn(join(data, "home.db")) };
    const units = { submission: scenario.submissions.length, case: scenario.cases.length, report: 1 };
    return {
      submission: usedIn("submission", units.submission, at),
      case: usedIn("case", units.case, at),
      report: usedIn("report", units.report, at),
      reading: usedIn("reading", undefined, at),
    };
  } finally {
    await store.stop();
    await rm(folder, { recursive: true, force: true });
  }
};

/** From when on a play was about what; machine time, milliseconds. */
interface Mark {
  readonly part: PlayedPart;
  readonly from: number;
}
export interface Line {
  readonly kind: string;
  readonly at: number;
  readonly bytes: number;
  readonly function?: string;
  readonly milliseconds?: number;
  readonly memoryMegabytes?: number;
  readonly port?: string;
  readonly call?: string;
  readonly messages?: number;
}
interface Seen {
  readonly marks: readonly Mark[];
  readonly store: readonly StoreCall[];
  readonly lines: readonly Line[];
  /** Times of transitions of the machines. */
  readonly steps: readonly number[];
}

/** What was used while the play was about `part`; without a number, the units are the API's requests. */
export const usedIn = (part: PlayedPart, units: number | undefined, { marks, store, lines, steps }: Seen): Used => {
  const during = (at: number) => marks.findLast(({ from }) => from <= at)?.part === part;
  const calls = store.filter(({ ended }) => during(ended));
  const written = lines.filter(({ at }) => during(at));
  const reports = Map.groupBy(
    written.filter(({ kind }) => kind === "report"),
    ({ function: name = "" }) => name,
  );
  const ports = Map.groupBy(
    written.filter(({ kind }) => kind === "port"),
    ({ port, call }) => `${port}.${call}`,
  );
  const functions = [...reports].map(([name, all]) => ({
    name,
    invocations: all.length,
    milliseconds: all.reduce((sum, one) => sum + (one.milliseconds ?? 0), 0),
    memoryMegabytes: all[0]?.memoryMegabytes ?? 0,
  }));
  return {
    units: units ?? requestsOf(functions),
    readUnits: calls.filter(({ writes }) => !writes).reduce((sum, one) => sum + one.units, 0),
    writeUnits: calls.filter(({ writes }) => writes).reduce((sum, one) => sum + one.units, 0),
    transitions: steps.filter(during).length,
    functions,
    calls: Object.fromEntries([...ports].map(([name, all]) => [name, all.reduce((sum, one) => sum + (one.messages ?? 1), 0)])),
    logBytes: written.filter(({ kind }) => kind !== "port").reduce((sum, { bytes }) => sum + bytes, 0),
  };
};

/** Requests to the API: invocations of the functions that answer it. */
export const requestsOf = (functions: Used["functions"]): number =>
  functions.filter(({ name }) => /-api-\w+$/.test(name)).reduce((sum, { invocations }) => sum + invocations, 0);

const linesIn = async (folder: string): Promise<readonly Line[]> => {
  const texts = await Promise.all((await readdir(folder)).map((name) => readFile(join(folder, name), "utf8")));
  return texts.flatMap((text) => text.split("\n")).flatMap(lineOf);
};

/** A line of a function's log; what is no line of ours (a warning of the runtime) is left out. */
const lineOf = (text: string): readonly Line[] => {
  if (!text.startsWith("{")) return [];
  const given = JSON.parse(text) as Omit<Line, "at" | "bytes"> & { readonly at?: string };
  return [{ ...given, at: Date.parse(given.at ?? ""), bytes: Buffer.byteLength(text) }];
};

/** A transition is a state left or an attempt that failed, and one for the start of each execution: rather more than AWS counts. */
const stepsIn = (path: string): readonly number[] => {
  const database = new DatabaseSync(path, { readOnly: true });
  try {
    const rows = database
      .prepare(
        "SELECT at FROM execution_event WHERE type LIKE '%StateExited' OR type IN ('ExecutionStarted', 'TaskFailed', 'TaskTimedOut')",
      )
      .all() as { at: number }[];
    return rows.map(({ at }) => at);
  } finally {
    database.close();
  }
};
