import { randomBytes } from "node:crypto";
import { type Catcher, INVOKE_AND_WAIT, LIMITS, type Retrier, type StateDefinition } from "./definition.ts";
import { errorMatches, Failed } from "./errors.ts";
import { evaluated, type Scope } from "./expressions.ts";
import type { Change, Execution, HistoryEvent } from "./journal.ts";

/** What one step does to an execution. */
export interface Step {
  readonly change: Change;
  readonly events: readonly HistoryEvent[];
}

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
      ...(more.token === undefined || !awaitsToken(execution) ? {} : { Task: { Token: more.token } }),
    },
  },
});

/** Whether the state ends with its token rather than with its call. */
export const awaitsToken = (execution: Execution): boolean => stateOf(execution).Resource === INVOKE_AND_WAIT;

/** The value, when it is not too large. Throws `Failed`. */
export const withinLimit = <T>(value: T, what: string, limit: number = LIMITS.payloadBytes): T => {
  const bytes = Buffer.byteLength(JSON.stringify(value ?? null));
  if (bytes > limit)
    throw new Failed("States.DataLimitExceeded", `${what} of ${bytes} bytes is larger than the ${limit} allowed`);
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
  const assigned = withinLimit(await evaluated(fields.Assign ?? {}, scope), "what is assigned") as Execution["variables"];
  const variables = withinLimit({ ...execution.variables, ...assigned }, "the variables", LIMITS.variablesBytes);
  const exited: HistoryEvent = { type: `${stateOf(execution).Type}StateExited`, details: { name: execution.state, output } };
  if (at.next === undefined) return ended(at.now, output, [exited]);
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

const ended = (now: number, output: unknown, before: readonly HistoryEvent[]): Step => ({
  change: { status: "succeeded", endedAt: now, output, token: null, dueAt: null },
  events: [...before, { type: "ExecutionSucceeded", details: { output } }],
});

export const failed = (now: number, { error, reason }: Failed, timedOut = false): Step => ({
  change: { status: timedOut ? "timed-out" : "failed", endedAt: now, error, cause: reason, token: null, dueAt: null },
  events: [{ type: timedOut ? "ExecutionTimedOut" : "ExecutionFailed", details: { error, cause: reason } }],
});

/** The step of an execution whose state is to be evaluated. Throws `Failed` for what the state's own fields cannot. */
export const entered = async (execution: Execution, now: number): Promise<Step> => {
  const state = stateOf(execution);
  const step = await evaluatedState(execution, state, now);
  // A state is entered once, however often its task is tried.
  return execution.phase === "run" ? { ...step, events: [enteredEvent(execution), ...step.events] } : step;
};

const enteredEvent = ({ state, ...execution }: Execution): HistoryEvent => ({
  type: `${stateOf({ state, ...execution }).Type}StateEntered`,
  details: { name: state },
});

const evaluatedState = async (execution: Execution, state: StateDefinition, now: number): Promise<Step> => {
  const scope = scopeOf(execution);
  if (state.Type === "Task") return scheduled(state, scope, now);
  if (state.Type === "Choice") return chosen(execution, state, scope, now);
  if (state.Type === "Wait") return waiting(state, scope, now);
  if (state.Type === "Fail") {
    const [error, cause] = [await textOf(state.Error ?? "", "Error", scope), await textOf(state.Cause ?? "", "Cause", scope)];
    return failed(now, new Failed(error, cause));
  }
  const next = state.Type === "Succeed" || state.End ? undefined : state.Next;
  return left(execution, { fields: state, next, scope, otherwise: execution.stateInput, now });
};

const textOf = async (value: unknown, field: string, scope: Scope): Promise<string> => {
  const text = await evaluated(value, scope);
  if (typeof text !== "string")
    throw new Failed("States.QueryEvaluationError", `${field} is not a text: ${JSON.stringify(text)}`);
  return text;
};

const secondsOf = async (value: unknown, field: string, scope: Scope, least: number): Promise<number> => {
  const seconds = await evaluated(value, scope);
  if (typeof seconds === "number" && Number.isInteger(seconds) && seconds >= least && seconds <= LIMITS.seconds) return seconds;
  const allowed = `whole seconds from ${least} to ${LIMITS.seconds}`;
  throw new Failed("States.QueryEvaluationError", `${field} is not ${allowed}: ${JSON.stringify(seconds)}`);
};

const scheduled = async (state: StateDefinition, scope: Scope, now: number): Promise<Step> => {
  const { Resource } = state;
  return {
    change: { phase: "call", token: randomBytes(32).toString("base64url"), dueAt: await timeoutAt(state, scope, now) },
    events: [
      { type: "TaskScheduled", details: { resource: Resource } },
      { type: "TaskStarted", details: {} },
    ],
  };
};

const timeoutAt = async ({ TimeoutSeconds }: StateDefinition, scope: Scope, now: number): Promise<number | null> =>
  TimeoutSeconds === undefined ? null : now + (await secondsOf(TimeoutSeconds, "TimeoutSeconds", scope, 1)) * 1000;

/** When a call that is made now has had its time, or its execution has; null when neither is bounded. */
export const calledUntil = async (execution: Execution, now: number): Promise<number | null> => {
  const [due, deadline] = [await timeoutAt(stateOf(execution), scopeOf(execution), now), deadlineOf(execution)];
  return deadline === undefined ? due : Math.min(due ?? deadline, deadline);
};

/** The step after a task answered: what it answered is the result that `Output` and `Assign` may name. */
export const succeeded = async (execution: Execution, result: unknown, now: number): Promise<Step> => {
  const state = stateOf(execution);
  const step = await left(execution, {
    fields: state,
    next: state.End ? undefined : state.Next,
    scope: scopeOf(execution, { result: withinLimit(result, "the result") }),
    otherwise: result,
    now,
  });
  return { change: step.change, events: [...submitted(execution), { type: "TaskSucceeded", details: {} }, ...step.events] };
};

const submitted = (execution: Execution): readonly HistoryEvent[] =>
  awaitsToken(execution) && execution.phase === "token" ? [{ type: "TaskSubmitted", details: {} }] : [];

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
  if (state.Seconds !== undefined)
    return { change: { phase: "wait", dueAt: now + (await secondsOf(state.Seconds, "Seconds", scope, 0)) * 1000 }, events: [] };
  const text = await textOf(state.Timestamp, "Timestamp", scope);
  const until = TIMESTAMP.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(until)) throw new Failed("States.QueryEvaluationError", `Timestamp is no time as RFC 3339 writes it: ${text}`);
  return { change: { phase: "wait", dueAt: until }, events: [] };
};
const TIMESTAMP = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/;

/** The step after a failure of the current state: another attempt, a catch, or the end. */
export const afterFailure = async (execution: Execution, failure: Failed, now: number): Promise<Step> => {
  const state = stateOf(execution);
  const events = failureEvents(execution, failure);
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

const failureEvents = (execution: Execution, { error, reason }: Failed): readonly HistoryEvent[] => {
  const details = { error, cause: reason };
  const isEntered = execution.phase === "run" ? [enteredEvent(execution)] : [];
  if (error === "States.QueryEvaluationError") return [...isEntered, { type: "EvaluationFailed", details }];
  if (stateOf(execution).Type !== "Task") return isEntered;
  return [...isEntered, ...submitted(execution), { type: error === "States.Timeout" ? "TaskTimedOut" : "TaskFailed", details }];
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

/** Milliseconds until the next attempt, when `used` of the retrier's attempts are used up. */
export const delay = (
  { IntervalSeconds = 1, BackoffRate = 2, MaxDelaySeconds, JitterStrategy }: Retrier,
  used: number,
): number => {
  const seconds = Math.min(IntervalSeconds * BackoffRate ** used, MaxDelaySeconds ?? Number.POSITIVE_INFINITY);
  return Math.ceil(seconds * 1000 * (JitterStrategy === "FULL" ? Math.random() : 1));
};

/** The step as the history has room for it: an execution that would need more events than are allowed fails instead. */
export const withinHistory = (execution: Execution, step: Step, now: number): Step => {
  const total = execution.events + step.events.length;
  const isEnd = step.change.status !== undefined;
  if (isEnd ? total <= LIMITS.historyEvents : total < LIMITS.historyEvents) return step;
  return failed(
    now,
    new Failed("States.Runtime", `the execution reached the ${LIMITS.historyEvents} events that its history may have`),
  );
};

/** The step as the time of the whole execution allows it: whatever is waited for ends then at the latest. */
export const withinTime = (execution: Execution, step: Step): Step => {
  const deadline = deadlineOf(execution);
  const { dueAt } = step.change;
  if (deadline === undefined || dueAt === undefined || step.change.status !== undefined) return step;
  return { ...step, change: { ...step.change, dueAt: Math.min(dueAt ?? deadline, deadline) } };
};

/** When the execution has had all the time that its machine allows, if the machine says. Milliseconds. */
export const deadlineOf = ({ definition, startedAt }: Execution): number | undefined =>
  definition.TimeoutSeconds === undefined ? undefined : startedAt + definition.TimeoutSeconds * 1000;
