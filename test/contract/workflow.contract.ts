import { describe, expect, test } from "vitest";
import type { Json, Workflow } from "#shared/ports.ts";
import type { Exception } from "./exceptions.ts";
import {
  type Behaviour,
  type Called,
  type CaseDefinition,
  type Expected,
  type Outcome,
  type Stage,
  TASK,
  type WorkflowCase,
} from "./workflow/case.ts";
import { CASES } from "./workflow/cases.ts";
import { PAGES } from "./workflow/pages.ts";

/** What the function of a task is given: the state that calls, what the case gives it, and the token if the state waits for one. */
export interface TaskEvent {
  readonly state: string;
  readonly given: Json;
  readonly token?: string;
}
/** Answers for the function, or throws an error whose name is the function's error. */
export type Answer = (event: TaskEvent) => Promise<Json>;

/** One home with the machines of one case. */
export interface OpenWorkflow {
  readonly workflow: Workflow;
  arnOf(machine: string): string;
  /** Undefined while it runs. */
  outcome(at: { machine: string; name: string }): Promise<Outcome | undefined>;
  /** States in the order that they were entered. */
  path(at: { machine: string; name: string }): Promise<readonly string[]>;
  /** Ends without warning and goes on from what was written, where a test can do that. */
  crash?(): Promise<void>;
  close(): Promise<void>;
}
export interface Machines {
  readonly definitions: Readonly<Record<string, CaseDefinition>>;
  readonly answer: Answer;
}

/** The definition as it is given to the home: in JSONata, calling the home's function with the state's name around what the case gives. */
export const enveloped = (definition: CaseDefinition, functionName: string, more: Readonly<Record<string, Json>> = {}) => ({
  QueryLanguage: "JSONata",
  ...definition,
  States: Object.fromEntries(
    Object.entries(definition.States).map(([state, fields]) => {
      const given = fields["Arguments"] as { FunctionName?: string; Payload?: unknown } | undefined;
      if (given?.FunctionName !== TASK) return [state, fields];
      const token = String(fields["Resource"]).endsWith(".waitForTaskToken") ? { token: "{% $states.context.Task.Token %}" } : {};
      const Payload = { ...more, state, ...token, given: given.Payload ?? {} };
      return [state, { ...fields, Arguments: { FunctionName: functionName, Payload } }];
    }),
  ),
});

const PATIENT_MILLISECONDS = 30_000;
/** Enough to see that a case which is an exception fails. */
const SHORT_MILLISECONDS = 8_000;
/** Asks until there is an answer. (`expect.poll` belongs to one test, and these run at once.) */
const until = async <T>(what: string, patience: number, ask: () => Promise<T | undefined>): Promise<T> => {
  for (const start = performance.now(); performance.now() - start < patience; ) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  throw new Error(`not within ${patience / 1000} seconds: ${what}`);
};

/** What every home of workflows guarantees. `open` makes the machines of one case. */
export const workflowContract = (
  name: string,
  { open, exceptions = [] }: { open: (machines: Machines) => Promise<OpenWorkflow>; exceptions?: readonly Exception[] },
) =>
  describe(name, () => {
    for (const [about, cases] of Object.entries(CASES))
      describe(about, () => {
        for (const one of cases) {
          const exception = exceptions.find((exceptional) => exceptional.case === one.name);
          const cited = `${one.name} [${PAGES[one.cites].title}]`;
          if (exception === undefined) test.concurrent(cited, () => play(one, { open, patience: PATIENT_MILLISECONDS }));
          else if (exception.untried) test.skip(`${cited}: exception, not tried: ${exception.why}`, () => undefined);
          else
            test.concurrent
              .fails(`${cited}: exception: ${exception.why}`, () => play(one, { open, patience: SHORT_MILLISECONDS }));
        }
      });
  });

interface Play {
  readonly open: (machines: Machines) => Promise<OpenWorkflow>;
  /** Milliseconds that anything is waited for. */
  readonly patience: number;
}
const play = async (one: WorkflowCase, { open, patience }: Play): Promise<void> => {
  const calls = new Map<string, Called[]>();
  const releases: Promise<unknown>[] = [];
  const release = async (token: string | undefined, output: Json) =>
    expect(await opened.workflow.succeed({ token: token ?? "", output })).toBe("released");
  const answer: Answer = async ({ state, given, token }) => {
    const before = calls.get(state) ?? [];
    calls.set(state, [...before, { given, at: performance.now(), ...(token === undefined ? {} : { token }) }]);
    const behaviours = one.tasks?.[state] ?? [];
    const behaviour = behaviours[Math.min(before.length, behaviours.length - 1)];
    if (behaviour === undefined) throw new Error(`the case says nothing of a call of ${state}`);
    if (!("releases" in behaviour)) return answered(behaviour, given);
    if (behaviour.first) await release(token, behaviour.releases);
    else releases.push(new Promise((resolve) => setTimeout(resolve, 100)).then(() => release(token, behaviour.releases)));
    return null;
  };
  const opened = await open({ definitions: { main: one.definition, ...one.others }, answer });
  try {
    const stage = stageOn(opened, calls, patience);
    await ("act" in one ? one.act(stage) : endsAsExpected(one, stage, opened));
  } finally {
    await Promise.all(releases);
    await opened.close();
  }
};

const answered = async (behaviour: Exclude<Behaviour, { readonly releases: Json }>, given: Json): Promise<Json> => {
  if ("throws" in behaviour) throw Object.assign(new Error(behaviour.message ?? "as told"), { name: behaviour.throws });
  if ("echoes" in behaviour) return given;
  if ("after" in behaviour) await new Promise((resolve) => setTimeout(resolve, behaviour.after * 1000));
  return behaviour.returns;
};

const stageOn = (opened: OpenWorkflow, calls: ReadonlyMap<string, readonly Called[]>, patience: number): Stage => {
  const callsOf = (state: string) => calls.get(state) ?? [];
  return {
    workflow: opened.workflow,
    arnOf: opened.arnOf,
    start: ({ machine = "main", name = "one", input = {} } = {}) => opened.workflow.start({ machine, name, input }),
    ended: ({ machine = "main", name = "one" } = {}) =>
      until(`the end of ${machine} ${name}`, patience, () => opened.outcome({ machine, name })),
    called: (state, times) =>
      until(`${times} calls of ${state}`, patience, async () => (callsOf(state).length >= times ? callsOf(state) : undefined)),
    calls: callsOf,
    crash: async () => {
      if (opened.crash === undefined) throw new Error("this home cannot be ended by a test");
      await opened.crash();
    },
  };
};

type Plain = Extract<WorkflowCase, { readonly expected: unknown }>;

const endsAsExpected = async ({ expected, input }: Plain, stage: Stage, opened: OpenWorkflow): Promise<void> => {
  await stage.start(input === undefined ? {} : { input });
  const outcome = await stage.ended();
  const told = `${outcome.error}: ${outcome.cause}`;
  expect(outcome.status, told).toBe(expected.status);
  if (expected.error !== undefined) expect(outcome.error, told).toBe(expected.error);
  if (expected.cause !== undefined) expect(outcome.cause).toBe(expected.cause);
  if ("output" in expected) expect(outcome.output).toEqual(expected.output);
  if (expected.path !== undefined) expect(await opened.path({ machine: "main", name: "one" })).toEqual(expected.path);
  callsAsExpected(expected, stage);
};

const callsAsExpected = (expected: Expected, stage: Stage): void => {
  for (const [state, times] of Object.entries(expected.calls ?? {})) expect(stage.calls(state), state).toHaveLength(times);
  for (const [state, given] of Object.entries(expected.given ?? {}))
    expect(
      stage.calls(state).map((one) => one.given),
      state,
    ).toEqual(given);
  for (const [state, least] of Object.entries(expected.between ?? {})) {
    const calls = stage.calls(state);
    const between = calls.slice(1).map(({ at }, index) => (at - (calls[index]?.at ?? 0)) / 1000);
    expect(between).toHaveLength(least.length);
    for (const [index, seconds] of least.entries())
      expect(between[index], `interval ${index + 1}`).toBeGreaterThanOrEqual(seconds - EARLY_SECONDS);
  }
  for (const [state, seconds] of Object.entries(expected.within ?? {}))
    expect(((stage.calls(state).at(-1)?.at ?? 0) - (stage.calls(state)[0]?.at ?? 0)) / 1000).toBeLessThanOrEqual(seconds);
};

/** Timers may fire a few milliseconds early. */
const EARLY_SECONDS = 0.02;
