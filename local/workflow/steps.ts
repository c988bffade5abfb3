import { randomBytes } from "node:crypto";
import type { Catcher, Retrier, StateDefinition } from "./definition.ts";
import { errorMatches, Failed } from "./errors.ts";
import { evaluated, type Scope } from "./expressions.ts";
import type { Change, Execution, HistoryEvent } from "./journal.ts";

/** What one step does to an execution. */
export interface Step {
  readonly change: Change;
  readonly events: readonly HistoryEvent[];
}

/** Largest input, output or variable, bytes of UTF-8 JSON (Step Functions quotas). */
const MAX_BYTES = 262_144;
const MAX_EVENTS = 25_000;
const FAILED_STATE = "States.Runtime";

export const stateOf = (execution: Execution): StateDefinition => {
  const state = execution.definition.States[execution.state];
  if (state === undefined)
    throw new Error(`execution ${execution.name} stands at ${execution.state}, which its definition does not have`);
  return state;
};

export const machineArn = (machine: string): string => `arn:aws:states:local:000000000000:stateMachine:${machine}`;
export const executionArn = (machine: string, name: string): string =>
  `arn:aws:states:local:000000000000:execution:${machine}:${name}`;

/** `$states` and the variables as the state's fields may name them. */
export const scopeOf = (
  execution: Execution,
  more: { readonly result?: unknown; readonly errorOutput?: unknown; readonly token?: string } = {},
): Scope => ({
  variables: execution.variables,
  states: {
    input: execution.stateInput,
    ...(more.result === undefined ? {} : { result: more.result }),
    ...(more.errorOutput === undefined ? {} : { errorOutput: more.errorOutput }),
    context: {
      Execution: {
        Id: executionArn(execution.machine, execution.name),
        Name: execution.name,
        Input: execution.input,
        StartTime: new Date(execution.startedAt).toISOString(),
      },
      State: {
        Name: execution.state,
        EnteredTime: new Date(execution.enteredAt).toISOString(),
        RetryCount: execution.retries.reduce((sum, one) => sum + one, 0),
      },
      StateMachine: { Id: machineArn(execution.machine), Name: execution.machine },
      ...(more.token === undefined ? {} : { Task: { Token: more.token } }),
    },
  },
});

const withinLimit = (value: unknown, what: string): unknown => {
  const bytes = Buffer.byteLength(JSON.stringify(value ?? null));
  if (bytes > MAX_BYTES)
    throw new Failed("States.DataLimitExceeded", `${what} of ${bytes} bytes is larger than the ${MAX_BYTES} allowed`);
  return value;
};

/** Leaves a state: `Output` and `Assign` are evaluated over the same variables as they were, then the next state is entered or the execution ends. */
export const left = async (
  execution: Execution,
  at: {
    readonly fields: { readonly Output?: unknown; readonly Assign?: Readonly<Record<string, unknown>> };
    readonly next: string | undefined;
    readonly scope: Scope;
    readonly otherwise: unknown;
    readonly now: number;
  },
): Promise<Step> => {
  const { fields, scope } = at;
  const output = withinLimit("Output" in fields ? await evaluated(fields.Output, scope) : at.otherwise, "the output");
  const assigned =
    fields.Assign === undefined ? {} : ((await evaluated(fields.Assign, scope)) as Readonly<Record<string, unknown>>);
  const variables = withinLimit({ ...execution.variables, ...assigned }, "the variables") as Execution["variables"];
  const exited: HistoryEvent = { type: `${stateOf(execution).Type}StateExited`, details: { name: execution.state, output } };
  if (at.next === undefined) return ended(execution, at.now, output, [exited]);
  return {
    change: {
      state: at.next,
      stateInput: output,
      variables,
      phase: "run",
      enteredAt: at.now,
      retries: [],
      token: null,
      dueAt: null,
    },
    events: [exited],
  };
};

const ended = (_: Execution, now: number, output: unknown, before: readonly HistoryEvent[]): Step => ({
  change: { status: "succeeded", endedAt: now, output, token: null, dueAt: null },
  events: [...before, { type: "ExecutionSucceeded", details: { output } }],
});

export const failed = (now: number, { error, reason }: Failed, timedOut = false): Step => ({
  change: { status: timedOut ? "timed-out" : "failed", endedAt: now, error, cause: reason, token: null, dueAt: null },
  events: [{ type: timedOut ? "ExecutionTimedOut" : "ExecutionFailed", details: { error, cause: reason } }],
});

/** The step of an execution whose state is to be evaluated. Throws `Failed` for what the state's own fields cannot. */
export const entered = async (execution: Execution, now: number): Promise<Step> => {
  if (execution.events >= MAX_EVENTS)
    throw new Failed(FAILED_STATE, `the execution reached the maximum number of history events (${MAX_EVENTS})`);
  const state = stateOf(execution);
  const scope = scopeOf(execution);
  const next = state.End ? undefined : state.Next;
  if (state.Type === "Task") return scheduled(execution, state, now);
  if (state.Type === "Choice") return chosen(execution, state, scope, now);
  if (state.Type === "Fail") {
    const error = String(await evaluated(state.Error ?? "", scope));
    return failed(now, new Failed(error, String(await evaluated(state.Cause ?? "", scope))));
  }
  if (state.Type === "Wait") return waiting(state, scope, now);
  return left(execution, {
    fields: state,
    next: state.Type === "Succeed" ? undefined : next,
    scope,
    otherwise: execution.stateInput,
    now,
  });
};

const scheduled = async (_: Execution, state: StateDefinition, now: number): Promise<Step> => ({
  change: {
    phase: "call",
    token: randomBytes(32).toString("base64url"),
    dueAt: state.TimeoutSeconds === undefined ? null : now + state.TimeoutSeconds * 1000,
  },
  events: [{ type: "TaskScheduled", details: { resource: state.Resource } }],
});

const chosen = async (execution: Execution, state: StateDefinition, scope: Scope, now: number): Promise<Step> => {
  for (const rule of state.Choices ?? []) {
    const holds = await evaluated(rule.Condition, scope);
    if (typeof holds !== "boolean")
      throw new Failed("States.QueryEvaluationError", `the condition ${String(rule.Condition)} is not a Boolean`);
    if (holds) return left(execution, { fields: rule, next: rule.Next, scope, otherwise: execution.stateInput, now });
  }
  if (state.Default === undefined)
    throw new Failed("States.NoChoiceMatched", `no rule of ${execution.state} holds and it has no default`);
  return left(execution, { fields: state, next: state.Default, scope, otherwise: execution.stateInput, now });
};

const waiting = async (state: StateDefinition, scope: Scope, now: number): Promise<Step> => {
  if (state.Seconds !== undefined) {
    const seconds = Number(await evaluated(state.Seconds, scope));
    if (!(seconds >= 0 && seconds <= 99_999_999))
      throw new Failed("States.QueryEvaluationError", "Seconds must be 0 to 99999999");
    return { change: { phase: "wait", dueAt: now + seconds * 1000 }, events: [] };
  }
  const until = Date.parse(String(await evaluated(state.Timestamp, scope)));
  if (Number.isNaN(until)) throw new Failed("States.QueryEvaluationError", "Timestamp is not a time");
  return { change: { phase: "wait", dueAt: until }, events: [] };
};

/** The step after a failure of the current state: another attempt, a catch, or the end. */
export const afterFailure = async (execution: Execution, failure: Failed, now: number): Promise<Step> => {
  const state = stateOf(execution);
  const details = { error: failure.error, cause: failure.reason };
  const event: HistoryEvent = { type: failure.error === "States.Timeout" ? "TaskTimedOut" : "TaskFailed", details };
  const events = state.Type === "Task" ? [event] : [];
  const index = (state.Retry ?? []).findIndex((one) => one.ErrorEquals.some((name) => errorMatches(name, failure.error)));
  const retrier = state.Retry?.[index];
  const used = execution.retries[index] ?? 0;
  if (retrier !== undefined && used < (retrier.MaxAttempts ?? 3)) {
    const retries = Array.from(
      { length: state.Retry?.length ?? 0 },
      (_, at) => (execution.retries[at] ?? 0) + (at === index ? 1 : 0),
    );
    return { change: { phase: "retry", retries, token: null, dueAt: now + delay(retrier, used) }, events };
  }
  const catcher = (state.Catch ?? []).find((one) => one.ErrorEquals.some((name) => errorMatches(name, failure.error)));
  if (catcher === undefined) {
    const end = failed(now, failure);
    return { change: end.change, events: [...events, ...end.events] };
  }
  const step = await caught(execution, catcher, failure, now);
  return { change: step.change, events: [...events, ...step.events] };
};

const caught = (execution: Execution, catcher: Catcher, { error, reason }: Failed, now: number): Promise<Step> => {
  const errorOutput = { Error: error, Cause: reason };
  return left(execution, {
    fields: catcher,
    next: catcher.Next,
    scope: scopeOf(execution, { errorOutput }),
    otherwise: errorOutput,
    now,
  });
};

/** Milliseconds until the next attempt. */
const delay = ({ IntervalSeconds = 1, BackoffRate = 2, MaxDelaySeconds, JitterStrategy }: Retrier, used: number): number => {
  const seconds = Math.min(IntervalSeconds * BackoffRate ** used, MaxDelaySeconds ?? Number.POSITIVE_INFINITY);
  return Math.ceil(seconds * 1000 * (JitterStrategy === "FULL" ? Math.random() : 1));
};
