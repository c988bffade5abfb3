import { expect } from "vitest";
import { call, callAndWait, machine, pass, type WorkflowCase } from "./case.ts";

const waits = machine({ wait: callAndWait() });
const tokenOf = (call: { readonly token?: string } | undefined): string => call?.token ?? "the call had no token";
const lengthOf = machine({ wait: callAndWait({ Output: "{% $length($states.result) %}" }) });
const opened = { wait: [{ returns: "ignored" }] } as const;

export const TOKENS: readonly WorkflowCase[] = [
  {
    name: "a task waits for its token, and its result is what the token was released with",
    cites: "patterns",
    definition: machine({ wait: callAndWait({ Output: "{% $states.result.decision %}" }) }),
    tasks: { wait: [{ releases: { decision: "адопт 船", list: [null] } }] },
    expected: { status: "succeeded", output: "адопт 船", calls: { wait: 1 } },
  },
  {
    name: "a token may be released before the function has answered",
    cites: "patterns",
    definition: waits,
    tasks: { wait: [{ releases: { early: true }, first: true }] },
    expected: { status: "succeeded", output: { early: true } },
  },
  {
    name: "until then the execution runs, however long nobody answers",
    cites: "patterns",
    definition: waits,
    tasks: opened,
    act: async ({ workflow, start, called, ended }) => {
      await start();
      const [call] = await called("wait", 1);
      await new Promise((resolve) => setTimeout(resolve, 700));
      expect(await workflow.status({ machine: "main", name: "one" })).toBe("running");
      expect(await workflow.succeed({ token: tokenOf(call), output: "now" })).toBe("released");
      expect(await ended()).toMatchObject({ status: "succeeded", output: "now" });
    },
  },
  {
    name: "a token that was used is gone, and using it again changes nothing",
    cites: "success",
    definition: machine({
      wait: callAndWait({ Next: "after" }),
      after: callAndWait({ Output: ["{% $states.input %}", "{% $states.result %}"] }),
    }),
    tasks: { ...opened, after: [{ returns: null }] },
    act: async ({ workflow, start, called, ended }) => {
      await start();
      const [first] = await called("wait", 1);
      expect(await workflow.succeed({ token: tokenOf(first), output: 1 })).toBe("released");
      const [second] = await called("after", 1);
      expect(tokenOf(second)).not.toBe(tokenOf(first));
      expect(await workflow.succeed({ token: tokenOf(first), output: 2 })).toBe("gone");
      expect(await workflow.succeed({ token: tokenOf(second), output: 3 })).toBe("released");
      expect(await ended()).toMatchObject({ output: [1, 3] });
      expect(await workflow.succeed({ token: tokenOf(second), output: 4 })).toBe("gone");
    },
  },
  {
    name: "a token that nobody gave out is gone",
    cites: "success",
    definition: waits,
    act: async ({ workflow }) => {
      for (const token of ["nobody-gave-this-out", "x".repeat(1024)])
        expect(await workflow.succeed({ token, output: {} })).toBe("gone");
    },
  },
  {
    name: "of two who release a token at once one does, and the other finds it gone",
    cites: "success",
    definition: waits,
    tasks: opened,
    act: async ({ workflow, start, called, ended }) => {
      await start();
      const token = tokenOf((await called("wait", 1))[0]);
      const both = await Promise.all([workflow.succeed({ token, output: 0 }), workflow.succeed({ token, output: 1 })]);
      expect(both.toSorted()).toEqual(["gone", "released"]);
      expect((await ended()).output).toBe(both.indexOf("released"));
    },
  },
  {
    name: "a wait that took too long fails as States.Timeout, and its token is late: gone",
    cites: "success",
    definition: machine({
      wait: callAndWait({ TimeoutSeconds: 1, Catch: [{ ErrorEquals: ["States.Timeout"], Next: "again" }] }),
      again: callAndWait(),
    }),
    tasks: { ...opened, again: [{ returns: null }] },
    act: async ({ workflow, start, called, ended }) => {
      await start();
      const [late] = await called("wait", 1);
      const [fresh] = await called("again", 1);
      expect(await workflow.succeed({ token: tokenOf(late), output: "late" })).toBe("gone");
      expect(await workflow.succeed({ token: tokenOf(fresh), output: "in time" })).toBe("released");
      expect(await ended()).toMatchObject({ status: "succeeded", output: "in time" });
    },
  },
  {
    name: "every attempt has a token of its own",
    cites: "patterns",
    definition: machine({
      wait: callAndWait({ TimeoutSeconds: 1, Retry: [{ ErrorEquals: ["States.Timeout"], IntervalSeconds: 1, MaxAttempts: 1 }] }),
    }),
    tasks: { wait: [{ returns: null }, { releases: "second" }] },
    act: async ({ workflow, start, called, ended }) => {
      await start();
      const [first, second] = await called("wait", 2);
      expect(tokenOf(first)).not.toBe(tokenOf(second));
      expect(await ended()).toMatchObject({ status: "succeeded", output: "second" });
      expect(await workflow.succeed({ token: tokenOf(first), output: "late" })).toBe("gone");
    },
  },
  {
    name: "a function that fails when it is to open the wait fails the task, which is tried again",
    cites: "patterns",
    definition: machine({ wait: callAndWait({ Retry: [{ ErrorEquals: ["Own.Error"], IntervalSeconds: 1, MaxAttempts: 1 }] }) }),
    tasks: { wait: [{ throws: "Own.Error" }, { releases: "second" }] },
    expected: { status: "succeeded", output: "second", calls: { wait: 2 } },
  },
  {
    name: "executions that wait do not get each other's answers",
    cites: "patterns",
    definition: machine({ wait: callAndWait({ Payload: "{% $states.input %}" }) }),
    tasks: opened,
    act: async ({ workflow, start, called, ended }) => {
      for (const name of ["a", "b", "c"]) await start({ name, input: name });
      for (const { given, token } of (await called("wait", 3)).toReversed())
        expect(await workflow.succeed({ token: token ?? "", output: `for ${given}` })).toBe("released");
      for (const name of ["a", "b", "c"]) expect((await ended({ name })).output).toBe(`for ${name}`);
    },
  },
  {
    name: "a token can be released with 262,144 bytes",
    cites: "success",
    definition: lengthOf,
    tasks: { wait: [{ releases: "x".repeat(262_142) }] },
    expected: { status: "succeeded", output: 262_142 },
  },
  {
    name: "more bytes are refused, and the token stays as it was",
    cites: "success",
    definition: lengthOf,
    tasks: opened,
    act: async ({ workflow, start, called, ended }) => {
      await start();
      const token = tokenOf((await called("wait", 1))[0]);
      await expect(workflow.succeed({ token, output: "x".repeat(262_143) })).rejects.toThrow();
      expect(await workflow.status({ machine: "main", name: "one" })).toBe("running");
      expect(await workflow.succeed({ token, output: "less" })).toBe("released");
      expect((await ended()).output).toBe(4);
    },
  },
  {
    name: "an execution that may take so long times out, as such and whatever would catch it",
    cites: "structure",
    definition: machine(
      {
        wait: callAndWait({ Catch: [{ ErrorEquals: ["States.ALL"], Next: "end" }] }),
        end: pass(),
      },
      { TimeoutSeconds: 5 },
    ),
    tasks: opened,
    act: async ({ workflow, start, called, ended }) => {
      await start();
      const [call] = await called("wait", 1);
      expect(await ended()).toMatchObject({ status: "timed-out" });
      expect(await workflow.succeed({ token: tokenOf(call), output: "late" })).toBe("gone");
    },
  },
  {
    name: "an execution times out also while it waits for a retry",
    cites: "structure",
    definition: machine(
      { work: call({ Retry: [{ ErrorEquals: ["States.ALL"], IntervalSeconds: 60, MaxAttempts: 2 }] }) },
      { TimeoutSeconds: 5 },
    ),
    tasks: { work: [{ throws: "Own.Error" }] },
    expected: { status: "timed-out", calls: { work: 1 } },
  },
];
