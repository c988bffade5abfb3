import { inspect } from "node:util";
import { CommandFailed, endAll } from "./processes.ts";
import { NotAvailable } from "./python.ts";

export const UNAVAILABLE = 69;
const INTERRUPTED = 130;

/** One rehearsal under way: its steps with their times, what was found to differ, and what must be ended afterwards. */
export interface Course {
  readonly signal: AbortSignal;
  say(line: string): void;
  /** Runs a step and tells how long it took. Throws what it throws, or at once when the rehearsal is interrupted. */
  step<T>(title: string, run: () => Promise<T>): Promise<T>;
  /** Holds what was found against what should be; a difference is told and makes the exit code 1. */
  check(claim: string, holds: boolean, found?: string): void;
  /** Registers what must be done at the end, whatever happens; last registered, first done. */
  later(end: () => Promise<unknown>): void;
}

/** Runs a rehearsal. Everything that it started has ended when this answers its exit code: also after a failure and on Ctrl-C. */
export const inCourse = async (rehearsal: (course: Course) => Promise<void>): Promise<number> => {
  const interrupted = new AbortController();
  const interrupt = () => interrupted.abort(new Error("interrupted"));
  for (const name of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(name, interrupt);
  const ends: (() => Promise<unknown>)[] = [];
  const differs: string[] = [];
  const say = (line: string) => void process.stdout.write(`${line}\n`);
  const { signal } = interrupted;
  const course: Course = {
    signal,
    say,
    step: async (title, run) => {
      signal.throwIfAborted();
      const begun = performance.now();
      const done = await Promise.race([run(), abortOf(signal)]);
      say(`${((performance.now() - begun) / 1000).toFixed(1).padStart(6)} s  ${title}`);
      return done;
    },
    check: (claim, holds, found = "") => {
      if (!holds) differs.push(claim);
      say(`          ${holds ? "as it should be" : "DIFFERS        "}  ${claim}${found === "" ? "" : `: ${found}`}`);
    },
    later: (end) => void ends.push(end),
  };
  let code = await rehearsal(course).then(
    () => (differs.length === 0 ? 0 : 1),
    (error: unknown) => failed(error, signal),
  );
  for (const end of ends.toReversed())
    await end().catch((error: unknown) => {
      say(`could not be ended: ${String(error)}`);
      code = code === 0 ? 1 : code;
    });
  await endAll();
  if (differs.length > 0) say(`\n${differs.length} of what was checked differs:\n${differs.map((one) => `  ${one}`).join("\n")}`);
  return code;
};

const abortOf = (signal: AbortSignal): Promise<never> =>
  new Promise((_, reject) => signal.addEventListener("abort", () => reject(signal.reason), { once: true }));

const failed = (error: unknown, signal: AbortSignal): number => {
  if (signal.aborted) {
    process.stderr.write("interrupted; ending what was started\n");
    return INTERRUPTED;
  }
  if (error instanceof NotAvailable) {
    process.stderr.write(`not rehearsed: ${error.message}\n`);
    return UNAVAILABLE;
  }
  const said = error instanceof CommandFailed ? `\n${error.said.trimEnd()}` : "";
  process.stderr.write(`\nthe rehearsal stopped: ${inspect(error)}${said}\n`);
  return 1;
};
