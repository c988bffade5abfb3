import { expect } from "vitest";
import { START_EXECUTION } from "#local/workflow/definition.ts";
import { ANSWER, call, callAndWait, machine, pass, type WorkflowCase } from "./case.ts";

const waits = machine({ wait: callAndWait({ Payload: "{% $states.input %}" }) });
const opened = { wait: [{ returns: null }] } as const;
const only = machine({ only: pass() });
const starts = (Arguments: object, more: object = {}) => ({
  Type: "Task",
  Resource: START_EXECUTION,
  Arguments: { StateMachineArn: "{% $states.input.arn %}", ...Arguments },
  ...("Next" in more ? {} : { End: true }),
  ...more,
});
const EXISTS = ["StepFunctions.ExecutionAlreadyExistsException", "StepFunctions.ExecutionAlreadyExists"];

export const STARTS: readonly WorkflowCase[] = [
  {
    name: "the same name again while it runs has no effect, with the same input or another",
    cites: "start",
    definition: waits,
    tasks: opened,
    act: async ({ workflow, start, called, calls, ended }) => {
      expect(await start({ input: { a: 1 } })).toBe("started");
      const [first] = await called("wait", 1);
      await start({ input: { a: 1 } });
      expect(await start({ input: { a: 2 } })).toBe("known");
      await new Promise((resolve) => setTimeout(resolve, 300));
      expect(calls("wait").map(({ given }) => given)).toEqual([{ a: 1 }]);
      await workflow.succeed({ token: first?.token ?? "", output: "once" });
      expect(await ended()).toMatchObject({ output: "once" });
    },
  },
  {
    name: "the same name again after it ended has no effect and is known",
    cites: "start",
    definition: machine({ work: call({ Output: ANSWER }) }),
    tasks: { work: [{ returns: "first" }, { returns: "second" }] },
    act: async ({ start, ended, calls }) => {
      await start({ input: 1 });
      await ended();
      expect([await start({ input: 1 }), await start({ input: 2 })]).toEqual(["known", "known"]);
      await new Promise((resolve) => setTimeout(resolve, 300));
      expect(await ended()).toMatchObject({ output: "first" });
      expect(calls("work")).toHaveLength(1);
    },
  },
  {
    name: "the same name on another machine is another execution",
    cites: "start",
    definition: machine({ a: pass({ Output: "main" }) }),
    others: { other: machine({ b: pass({ Output: "other" }) }) },
    act: async ({ start, ended }) => {
      expect([await start(), await start({ machine: "other" })]).toEqual(["started", "started"]);
      expect((await ended()).output).toBe("main");
      expect((await ended({ machine: "other" })).output).toBe("other");
    },
  },
  {
    name: "a name may have 80 characters",
    cites: "quotas",
    definition: only,
    act: async ({ start, ended }) => {
      const name = "n".repeat(80);
      expect(await start({ name })).toBe("started");
      expect(await ended({ name })).toMatchObject({ status: "succeeded" });
    },
  },
  {
    name: "a name of more than 80 characters, or with white space, a bracket or a wildcard, is refused",
    cites: "quotas",
    definition: only,
    act: async ({ start }) => {
      for (const name of ["n".repeat(81), "a b", "a<b>", "a*"]) await expect(start({ name }), name).rejects.toThrow();
    },
  },
  {
    name: "a machine that is not there cannot be started",
    cites: "start",
    definition: only,
    act: async ({ start }) => {
      await expect(start({ machine: "nowhere" })).rejects.toThrow("nowhere");
    },
  },
  {
    name: "an execution's status is known from its start to long after its end; of one that never was there is none",
    cites: "describe",
    definition: waits,
    others: { broken: machine({ end: { Type: "Fail", Error: "E" } }) },
    tasks: opened,
    act: async ({ workflow, start, called, ended }) => {
      expect(await workflow.status({ machine: "main", name: "one" })).toBeUndefined();
      await start();
      expect(await workflow.status({ machine: "main", name: "one" })).toBe("running");
      const [call] = await called("wait", 1);
      await workflow.succeed({ token: call?.token ?? "", output: {} });
      await ended();
      expect(await workflow.status({ machine: "main", name: "one" })).toBe("succeeded");
      await start({ machine: "broken" });
      await ended({ machine: "broken" });
      expect(await workflow.status({ machine: "broken", name: "one" })).toBe("failed");
    },
  },
  {
    name: "an input of 262,144 bytes is taken",
    cites: "quotas",
    definition: machine({ only: pass({ Output: "{% $length($states.input) %}" }) }),
    input: "x".repeat(262_142),
    expected: { status: "succeeded", output: 262_142 },
  },
  {
    name: "a larger input is refused, and nothing is started",
    cites: "quotas",
    definition: only,
    act: async ({ workflow, start }) => {
      await expect(start({ input: "x".repeat(262_143) })).rejects.toThrow();
      expect(await workflow.status({ machine: "main", name: "one" })).toBeUndefined();
    },
  },
  {
    name: "executions of one machine are apart from each other, also twenty at once",
    cites: "start",
    definition: machine({
      keep: pass({ Assign: { own: "{% $states.input %}" }, Next: "work" }),
      work: call({ Payload: "{% $own %}", Output: ["{% $own %}", ANSWER] }),
    }),
    tasks: { work: [{ echoes: true }] },
    act: async ({ start, ended }) => {
      const names = Array.from({ length: 20 }, (_, index) => `n-${index}`);
      await Promise.all(names.map((name, index) => start({ name, input: index })));
      for (const [index, name] of names.entries()) expect((await ended({ name })).output).toEqual([index, index]);
    },
  },
  {
    name: "a task starts another execution with a name and an input, and does not wait for its end",
    cites: "nested",
    definition: machine({
      hand: starts({ Name: "next", Input: { from: "{% $states.input.id %}" } }, { Output: "{% $states.result.ExecutionArn %}" }),
    }),
    others: { other: machine({ wait: callAndWait({ Payload: "{% $states.input %}" }) }) },
    tasks: opened,
    act: async ({ workflow, arnOf, start, ended, called }) => {
      await start({ input: { arn: arnOf("other"), id: 7 } });
      expect(String((await ended()).output)).toMatch(/:next$/);
      const [call] = await called("wait", 1);
      expect(call?.given).toEqual({ from: 7 });
      expect(await workflow.status({ machine: "other", name: "next" })).toBe("running");
      await workflow.succeed({ token: call?.token ?? "", output: "done" });
      expect(await ended({ machine: "other", name: "next" })).toMatchObject({ output: "done" });
    },
  },
  {
    name: "a machine may start itself anew by the ARN in its context",
    cites: "nested",
    definition: machine({
      pick: {
        Type: "Choice",
        Choices: [{ Condition: "{% $states.input.n = 1 %}", Next: "again" }],
        Default: "end",
      },
      again: {
        Type: "Task",
        Resource: START_EXECUTION,
        Arguments: {
          StateMachineArn: "{% $states.context.StateMachine.Id %}",
          Name: "{% 'one-' & $string($states.input.n + 1) %}",
          Input: { n: "{% $states.input.n + 1 %}" },
        },
        Next: "end",
      },
      end: { Type: "Succeed" },
    }),
    act: async ({ start, ended }) => {
      await start({ name: "one-1", input: { n: 1 } });
      expect(await ended({ name: "one-1" })).toMatchObject({ status: "succeeded" });
      expect(await ended({ name: "one-2" })).toMatchObject({ status: "succeeded", output: { n: 2 } });
    },
  },
  {
    name: "starting a name that has ended fails the task, and that can be caught",
    cites: "nested",
    definition: machine({
      hand: starts({ Name: "one", Input: { again: true } }, { Catch: [{ ErrorEquals: EXISTS, Next: "known" }] }),
      known: pass({ Output: "known" }),
    }),
    others: { other: only },
    act: async ({ arnOf, start, ended }) => {
      await start({ machine: "other" });
      await ended({ machine: "other" });
      await start({ input: { arn: arnOf("other") } });
      expect(await ended()).toMatchObject({ status: "succeeded", output: "known" });
    },
  },
  {
    name: "an execution that is started without a name gets one of its own",
    cites: "nested",
    definition: machine({ hand: starts({ Input: { n: 1 } }, { Output: "{% $states.result.ExecutionArn %}" }) }),
    others: { other: only },
    act: async ({ arnOf, start, ended }) => {
      await start({ name: "a", input: { arn: arnOf("other") } });
      await start({ name: "b", input: { arn: arnOf("other") } });
      const names = [(await ended({ name: "a" })).output, (await ended({ name: "b" })).output].map(
        (arn) => String(arn).split(":").at(-1) ?? "",
      );
      expect(new Set(names).size).toBe(2);
      for (const name of names)
        expect(await ended({ machine: "other", name })).toMatchObject({ status: "succeeded", output: { n: 1 } });
    },
  },
];
