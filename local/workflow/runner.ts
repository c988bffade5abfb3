import { randomUUID } from "node:crypto";
import type { DatabaseSync } from "node:sqlite";
import { createJumps } from "#local/jumps.ts";
import type { Json, Workflow } from "#shared/ports.ts";
import { scrubbedError } from "#shared/scrub.ts";
import { checked } from "./checked.ts";
import { type Definition, LIMITS, START_EXECUTION } from "./definition.ts";
import { Failed, failureOf } from "./errors.ts";
import { evaluated } from "./expressions.ts";
import { type Execution, type Journal, openJournal } from "./journal.ts";
import {
  afterFailure,
  awaitsToken,
  calledUntil,
  deadlineOf,
  entered,
  executionArn,
  failed,
  left,
  type Step,
  scopeOf,
  stateOf,
  succeeded,
  withinHistory,
  withinLimit,
  withinTime,
} from "./steps.ts";

interface Options {
  readonly database: DatabaseSync;
  /** Machine time, milliseconds. */
  readonly now: () => number;
  /** A clock that never jumps, milliseconds. Default: the process’s own. */
  readonly steady?: () => number;
  /** Calls a function by name or ARN. What it throws may carry Lambda's error as `lambda`. */
  readonly invoke: (name: string, payload: unknown) => Promise<unknown>;
  readonly definitions: Readonly<Record<string, unknown>>;
}

export interface Runner {
  run(): void;
  /** Calls under way are left; the next start makes them again. */
  stop(): Promise<void>;
  start(machine: string, name: string, input: unknown): "started" | "running with this input" | "known";
  succeed(token: string, output: unknown): Promise<"released" | "gone">;
  readonly journal: Journal;
}

/** Longest time that nothing looks whether a time has come: machine clocks jump. Also the rest after the journal could not be written. */
const LOOK_AGAIN_MILLISECONDS = 1_000;
const CALLS_AT_ONCE = 24;

/**
 * Runs Standard workflows from one database. Every step is one transaction, so a process that dies at any moment is followed by one that
 * goes on from there; a task whose call was under way is called again (at least once, as on AWS).
 */
export const createRunner = ({ database, now, steady, invoke, definitions }: Options): Runner => {
  const journal = openJournal(database);
  const machines = new Map<string, Definition>(Object.entries(definitions).map(([name, one]) => [name, checked(name, one)]));
  const busy = new Set<number>();
  const jumped = createJumps(now, steady);
  let [calls, stopped] = [0, true];
  let timer: NodeJS.Timeout | undefined;

  const wake = () => {
    if (stopped) return;
    clearTimeout(timer);
    timer = setTimeout(look, 0);
  };
  const look = () => {
    if (stopped) return;
    clearTimeout(timer);
    try {
      timer = setTimeout(look, looked());
    } catch (error) {
      // A full disk, say: what is due stands in the journal and is due still when there is room again.
      complain("the journal of executions", error);
      timer = setTimeout(look, LOOK_AGAIN_MILLISECONDS);
    }
  };
  /** Takes up what is due and answers in how many milliseconds to look again. */
  const looked = (): number => {
    const jump = jumped();
    if (jump !== 0) journal.shift(jump);
    for (const id of journal.due(now()))
      if (!busy.has(id)) worked(id).catch((error: unknown) => complain(`execution ${id}`, error));
    const next = journal.nextDue();
    return Math.max(1, Math.min(LOOK_AGAIN_MILLISECONDS, (next ?? Number.POSITIVE_INFINITY) - now()));
  };

  /** One execution is worked on by one hand at a time: its steps follow each other. */
  const worked = async (id: number): Promise<void> => {
    busy.add(id);
    try {
      for (let execution = journal.byId(id); !stopped && execution?.status === "running"; execution = journal.byId(id)) {
        if (!(await oneStep(execution))) break;
      }
    } finally {
      busy.delete(id);
    }
  };

  const write = (execution: Execution, step: Step): void => {
    if (stopped) return;
    const { change, events } = withinTime(execution, withinHistory(execution, step, now()));
    journal.step(execution, change, events, now());
  };

  /** Takes one step; false when there is nothing to do until something happens. */
  const oneStep = async (execution: Execution): Promise<boolean> => {
    if (now() >= (deadlineOf(execution) ?? Number.POSITIVE_INFINITY)) {
      write(execution, failed(now(), new Failed("States.Timeout", "the execution took longer than allowed"), true));
      return false;
    }
    const due = dueStep(execution);
    if (due !== undefined) return stepped(execution, due);
    if (execution.phase !== "call" || calls >= CALLS_AT_ONCE) return false;
    // Its time begins with the call: a home that was off meanwhile has not used any of it up.
    const until = await calledUntil(execution, now());
    if (stopped) return false;
    journal.mark(execution.id, "called", until);
    void called(execution);
    return false;
  };

  /** The step that is due now, if one is. */
  const dueStep = (execution: Execution): (() => Promise<Step>) | undefined => {
    const { phase, dueAt } = execution;
    if (phase === "run") return () => entered(execution, now());
    if (phase === "call") return undefined;
    if (dueAt === null || dueAt > now()) return undefined;
    if (phase === "retry") return () => entered(execution, now());
    if (phase === "wait")
      return () =>
        left(execution, { ...leaving(execution), otherwise: execution.stateInput, scope: scopeOf(execution), now: now() });
    return () => Promise.reject(new Failed("States.Timeout", "the task took longer than its TimeoutSeconds"));
  };

  const leaving = (execution: Execution) => {
    const state = stateOf(execution);
    return { fields: state, next: state.End ? undefined : state.Next };
  };

  const stepped = async (execution: Execution, step: () => Promise<Step>): Promise<boolean> => {
    write(execution, await stepOrFailure(execution, step));
    return true;
  };
  const stepOrFailure = async (execution: Execution, step: () => Promise<Step>): Promise<Step> => {
    try {
      return await step();
    } catch (error) {
      if (!(error instanceof Failed)) throw error;
      try {
        return await afterFailure(execution, error, now());
      } catch (inCatch) {
        if (!(inCatch instanceof Failed)) throw inCatch;
        return failed(now(), inCatch);
      }
    }
  };

  /** Calls the task's resource and takes the step that follows, unless the attempt was ended meanwhile. */
  const called = async (execution: Execution): Promise<void> => {
    calls += 1;
    try {
      const outcome = await callOf(execution).then(
        (result) => ({ result }),
        (error: unknown) => ({ failure: failureOf(error) }),
      );
      await written(execution, outcome);
    } finally {
      calls -= 1;
      wake();
    }
  };

  /** Writes what a call led to, again until it is written: the call was made, and nothing else would ever take it up. */
  const written = async (execution: Execution, outcome: Outcome): Promise<void> => {
    while (!stopped) {
      try {
        return await concluded(execution, outcome);
      } catch (error) {
        complain(`execution ${execution.id}`, error);
        await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN_MILLISECONDS));
      }
    }
  };

  const concluded = async (execution: Execution, outcome: Outcome): Promise<void> => {
    if (awaitsToken(execution) && !("failure" in outcome)) return tokenAwaited(execution);
    await completed(execution.id, execution.token, async (current) => {
      if ("failure" in outcome) throw outcome.failure;
      return succeeded(current, outcome.result, now());
    });
  };

  const tokenAwaited = ({ id, token }: Execution): void => {
    const current = journal.byId(id);
    if (current?.status === "running" && current.token === token && current.phase === "called") journal.mark(id, "token");
  };

  /** Ends the attempt of a token, once: of several that try, one finds it still there. */
  const completed = async (id: number, token: string | null, step: (current: Execution) => Promise<Step>): Promise<boolean> => {
    while (busy.has(id)) await new Promise((resolve) => setTimeout(resolve, 1));
    const current = journal.byId(id);
    if (stopped || current?.status !== "running" || current.token !== token || token === null) return false;
    busy.add(id);
    try {
      write(current, await stepOrFailure(current, () => step(current)));
    } finally {
      busy.delete(id);
    }
    wake();
    return true;
  };

  const callOf = async (execution: Execution): Promise<unknown> => {
    const state = stateOf(execution);
    const evaluatedArguments = await evaluated(state.Arguments ?? {}, scopeOf(execution, { token: execution.token ?? "" }));
    const given = withinLimit(evaluatedArguments, "the arguments") as Readonly<Record<string, unknown>>;
    if (state.Resource === START_EXECUTION) return nested(given);
    const payload = await invoke(String(given["FunctionName"]), given["Payload"] ?? {});
    return { StatusCode: 200, ExecutedVersion: "$LATEST", Payload: payload ?? null };
  };

  const nested = (given: Readonly<Record<string, unknown>>): unknown => {
    const machine = String(given["StateMachineArn"]).split(":").at(-1) ?? "";
    const name = String(given["Name"] ?? randomUUID());
    const outcome = start(machine, name, given["Input"] ?? {});
    if (outcome === "known")
      throw new Failed("StepFunctions.ExecutionAlreadyExistsException", `there is an execution ${name} already`);
    return { ExecutionArn: executionArn(machine, name), StartDate: new Date(now()).toISOString() };
  };

  const start: Runner["start"] = (machine, name, input) => {
    const definition = machines.get(machine);
    if (definition === undefined)
      throw new Failed("StepFunctions.StateMachineDoesNotExistException", `there is no machine ${machine}`);
    if (!/^[A-Za-z0-9_-]{1,80}$/.test(name))
      throw new Failed(
        "StepFunctions.InvalidNameException",
        `${name} is not a name of 1 to 80 letters, digits, hyphens and underscores`,
      );
    if (Buffer.byteLength(JSON.stringify(input)) > LIMITS.payloadBytes)
      throw new Failed("StepFunctions.InvalidExecutionInputException", `the input is larger than ${LIMITS.payloadBytes} bytes`);
    const begun = journal.begin({ machine, name, definition, input, now: now() });
    wake();
    if (begun) return "started";
    const known = journal.find(machine, name);
    return known?.status === "running" && JSON.stringify(known.input) === JSON.stringify(input)
      ? "running with this input"
      : "known";
  };

  return {
    journal,
    run: () => {
      stopped = false;
      journal.resume();
      look();
    },
    stop: async () => {
      stopped = true;
      clearTimeout(timer);
    },
    start,
    succeed: async (token, output) => {
      const found = journal.byToken(token);
      if (Buffer.byteLength(JSON.stringify(output)) > LIMITS.payloadBytes)
        throw new Failed("InvalidOutput", `the output is larger than ${LIMITS.payloadBytes} bytes; the token stays as it is`);
      if (found === undefined || !awaitsToken(found)) return "gone";
      const took = await completed(found.id, token, (current) => succeeded(current, output, now()));
      return took ? "released" : "gone";
    },
  };
};

type Outcome = { readonly result: unknown } | { readonly failure: Failed };

const complain = (what: string, error: unknown): void =>
  void process.stderr.write(
    `${new Date().toISOString()} ${what} could not be written: ${JSON.stringify(scrubbedError(error))}\n`,
  );

/** The workflow port over a runner. */
export const workflowOf = (runner: Runner): Workflow => ({
  start: async ({ machine, name, input }) => (runner.start(machine, name, input) === "started" ? "started" : "known"),
  succeed: ({ token, output }: { token: string; output: Json }) => runner.succeed(token, output),
  status: async ({ machine, name }) => runner.journal.find(machine, name)?.status,
});
