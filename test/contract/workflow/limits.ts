import { expect } from "vitest";
import { ANSWER, call, callAndWait, machine, pass, type WorkflowCase } from "./case.ts";

const tooLarge = { status: "failed", error: "States.DataLimitExceeded" } as const;
/** An expression for a text of 100,000 characters, and how many of them. */
const text = (times: number) => `{% $join($map([1..${times}], function($n) { $pad('', 100000, 'x') })) %}`;
const caught = { Catch: [{ ErrorEquals: ["States.ALL"], Next: "end" }] };

export const LIMIT_CASES: readonly WorkflowCase[] = [
  {
    name: "the output of a state is at most 262,144 bytes",
    cites: "quotas",
    definition: machine({ only: pass({ Output: text(3) }) }),
    expected: tooLarge,
  },
  {
    name: "what a function answers is at most 262,144 bytes, also where the Output would be less; States.ALL does not catch that",
    cites: "errors",
    definition: machine({ work: call({ Output: "{% $length($states.result.Payload) %}", ...caught }), end: pass() }),
    tasks: { work: [{ returns: "x".repeat(300_000) }] },
    expected: { ...tooLarge, path: ["work"] },
  },
  {
    name: "what a function is given is at most 262,144 bytes",
    cites: "errors",
    definition: machine({ work: call({ Payload: text(3), ...caught }), end: pass() }),
    tasks: { work: [{ returns: null }] },
    expected: { ...tooLarge, calls: { work: 0 } },
  },
  {
    name: "variables together may be larger than an output",
    cites: "variables",
    definition: machine({
      a: pass({ Assign: { a: text(2) }, Next: "b" }),
      b: pass({ Assign: { b: text(2) }, Next: "c" }),
      c: pass({ Output: "{% $length($a & $b) %}" }),
    }),
    expected: { status: "succeeded", output: 400_000 },
  },
  {
    name: "one Assign is at most 262,144 bytes",
    cites: "variables",
    definition: machine({ a: pass({ Assign: { a: text(2), b: text(1) } }) }),
    expected: tooLarge,
  },
  {
    name: "a history has at most 25,000 events: a machine that never ends fails then, and nothing catches it",
    cites: "quotas",
    definition: machine({ a: pass({ Next: "b" }), b: { Type: "Choice", Choices: [{ Condition: "{% true %}", Next: "a" }] } }),
    expected: { status: "failed", error: "States.Runtime" },
  },
];

/** What becomes of executions when the runner ends at any moment. */
export const RESUMPTION: readonly WorkflowCase[] = [
  {
    name: "a task that waited for its token waits on after the runner ended, and its token holds",
    cites: "kind",
    definition: machine({ wait: callAndWait() }),
    tasks: { wait: [{ returns: null }] },
    act: async ({ workflow, start, called, calls, crash, ended }) => {
      await start();
      const [call] = await called("wait", 1);
      await new Promise((resolve) => setTimeout(resolve, 200));
      await crash();
      await new Promise((resolve) => setTimeout(resolve, 300));
      expect(calls("wait")).toHaveLength(1);
      expect(await workflow.succeed({ token: call?.token ?? "", output: "after" })).toBe("released");
      expect(await ended()).toMatchObject({ status: "succeeded", output: "after" });
    },
  },
  {
    name: "a call that was under way is made again, with the same token, and counts once",
    cites: "kind",
    definition: machine({ wait: callAndWait({ Next: "after" }), after: pass({ Output: "{% $states.input %}" }) }),
    tasks: { wait: [{ after: 30, returns: null }, { releases: "once" }] },
    act: async ({ start, called, crash, ended }) => {
      await start();
      await called("wait", 1);
      await crash();
      const [first, second] = await called("wait", 2);
      expect(second?.token).toBe(first?.token);
      expect(await ended()).toMatchObject({ status: "succeeded", output: "once" });
    },
  },
  {
    name: "retries that were used up stay so, and one that was waited for comes in its time",
    cites: "kind",
    definition: machine({
      work: call({ Retry: [{ ErrorEquals: ["Own.Error"], IntervalSeconds: 1, BackoffRate: 1, MaxAttempts: 2 }] }),
    }),
    tasks: { work: [{ throws: "Own.Error" }] },
    act: async ({ start, called, calls, crash, ended }) => {
      await start();
      const [first] = await called("work", 1);
      await new Promise((resolve) => setTimeout(resolve, 200));
      await crash();
      const [, second] = await called("work", 2);
      expect((second?.at ?? 0) - (first?.at ?? 0)).toBeGreaterThanOrEqual(990);
      await crash();
      expect(await ended()).toMatchObject({ status: "failed", error: "Own.Error" });
      expect(calls("work").length).toBeLessThanOrEqual(4);
    },
  },
  {
    name: "a timeout that passed while the runner was down is taken when it is back",
    cites: "kind",
    definition: machine({
      wait: callAndWait({ TimeoutSeconds: 1, Catch: [{ ErrorEquals: ["States.Timeout"], Next: "end" }] }),
      end: pass({ Output: "timed out" }),
    }),
    tasks: { wait: [{ returns: null }] },
    act: async ({ workflow, start, called, crash, ended }) => {
      await start();
      const [call] = await called("wait", 1);
      await crash();
      expect(await ended()).toMatchObject({ status: "succeeded", output: "timed out" });
      expect(await workflow.succeed({ token: call?.token ?? "", output: "late" })).toBe("gone");
    },
  },
  {
    name: "variables and inputs are as they were",
    cites: "kind",
    definition: machine({
      keep: pass({ Assign: { own: { deep: "{% $states.input.a %}" } }, Next: "wait" }),
      wait: { Type: "Wait", Seconds: 1, Next: "work" },
      work: call({ Payload: "{% $own %}", Output: [ANSWER, "{% $states.input %}", "{% $states.context.Execution.Input.a %}"] }),
    }),
    tasks: { work: [{ echoes: true }] },
    act: async ({ start, crash, ended }) => {
      await start({ input: { a: ["é", null] } });
      await new Promise((resolve) => setTimeout(resolve, 300));
      await crash();
      expect((await ended()).output).toEqual([{ deep: ["é", null] }, { a: ["é", null] }, ["é", null]]);
    },
  },
];
