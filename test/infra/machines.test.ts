import aslValidator from "asl-validator";
import jsonata from "jsonata";
import { describe, expect, test } from "vitest";
import { mermaid, outcomesOf, stageWorkflow, type Transitions } from "#infra/constructs/review-workflow.ts";
import type { Definition, State } from "#infra/constructs/states.ts";
import { MACHINE_NAMES, MACHINES, REPORT_TRANSITIONS, REVIEW_TRANSITIONS } from "#infra/machines.ts";
import { logicalId } from "#infra/zones.ts";
import { STAGES } from "#shared/domain/stages.ts";
import { golden } from "#test/fixtures/golden.ts";
import { cloud, ofType } from "./cloud.ts";

const deployed = (
  name: string,
): { definition: Definition; substitutions: Record<string, unknown>; properties: Record<string, unknown> } => {
  const found = ofType(cloud().service, "AWS::StepFunctions::StateMachine").find(([id]) => id === logicalId(name, "machine"));
  if (found === undefined) throw new Error(`machine ${name} is not in the template`);
  const properties = found[1].Properties as Record<string, unknown>;
  return {
    definition: JSON.parse(String(properties["DefinitionString"])) as Definition,
    substitutions: properties["DefinitionSubstitutions"] as Record<string, unknown>,
    properties,
  };
};

interface Rule {
  readonly Condition: string;
  readonly Next: string;
}
const choicesOf = (state: State | undefined) => (state?.["Choices"] ?? []) as readonly Rule[];

describe.each(MACHINE_NAMES)("the machine %s", (name) => {
  const { definition, substitutions, properties } = deployed(name);

  test("is a Standard workflow in JSONata that the validator finds clean", () => {
    expect(properties["StateMachineType"]).toBe("STANDARD");
    expect(definition.QueryLanguage).toBe("JSONata");
    const whole = JSON.parse(
      JSON.stringify(definition).replace(
        /\$\{(\w+)\}/g,
        (_, task: string) => `arn:aws:lambda:eu-west-1:123456789012:function:${task}`,
      ),
    ) as object;
    expect(aslValidator(whole).errorsText()).toBe("");
  });

  test("is made of Task, Choice, Succeed and Fail with constant timeouts", () => {
    for (const state of Object.values(definition.States)) {
      expect(["Task", "Choice", "Succeed", "Fail"]).toContain(state.Type);
      if (state.Type === "Task" && state["Resource"] !== "arn:aws:states:::states:startExecution")
        expect(state["TimeoutSeconds"]).toEqual(expect.any(Number));
    }
  });

  test("has a function for every placeholder and a placeholder for every function", () => {
    const used = new Set(JSON.stringify(definition).match(/\$\{\w+\}/g));
    expect([...used].sort()).toEqual(
      Object.keys(substitutions)
        .map((key) => `\${${key}}`)
        .sort(),
    );
    const tasks = Object.fromEntries(
      Object.entries(MACHINES[name].tasks).map(([key, task]) => [key, { "Fn::GetAtt": [logicalId(task), "Arn"] }]),
    );
    expect(substitutions).toEqual(tasks);
  });

  test("can leave every state it can enter, and enters every state", () => {
    const next = (state: State): readonly string[] => [
      ...[state["Next"], state["Default"]].filter((one) => typeof one === "string"),
      ...choicesOf(state).map((rule) => rule.Next),
      ...((state["Catch"] ?? []) as readonly Rule[]).map((rule) => rule.Next),
    ];
    const reached = new Set([definition.StartAt]);
    for (const at of reached) for (const target of next(definition.States[at] as State)) reached.add(target);
    expect([...reached].sort()).toEqual(Object.keys(definition.States).sort());
    for (const [at, state] of Object.entries(definition.States))
      expect(`${at} ${next(state).length > 0}`).toBe(`${at} ${state.Type === "Task" || state.Type === "Choice"}`);
  });

  test("holds only expressions that parse", () => {
    const texts = JSON.stringify(definition).match(/\{% .*? %\}/g) ?? [];
    expect(texts.length).toBeGreaterThan(3);
    for (const text of texts) expect(() => jsonata(JSON.parse(`"${text.slice(3, -3)}"`) as string)).not.toThrow();
  });

  test("logs no data, so no token leaves the server", () => {
    expect(properties["LoggingConfiguration"]).toMatchObject({ IncludeExecutionData: false, Level: "ALL" });
  });

  test("is the definition that was last approved", () => {
    const { stored, made } = golden(`machines/${name}.json`, `${JSON.stringify(definition, null, 2)}\n`);
    expect(made).toBe(stored);
  });
});

describe.each([
  ["review", REVIEW_TRANSITIONS],
  ["report", REPORT_TRANSITIONS],
] as const)("the machine %s and its table", (name, transitions: Transitions) => {
  const { States: states } = deployed(name).definition;

  test.for(Object.keys(transitions))("the choices after %s are the decisions of its row, leading where it says", (stage) => {
    const choices = choicesOf(states[`${stage}-decided`]).map((rule) => [
      /^\{% \$decision = "(.+)" %\}$/.exec(rule.Condition)?.[1],
      rule.Next,
    ]);
    expect(Object.fromEntries(choices)).toEqual(transitions[stage]);
    expect(states[`${stage}-decided`]?.["Default"]).toBe("UnknownDecision");
  });

  test("starts at whatever stage the record stands at, and has no stage besides those of the table", () => {
    expect(choicesOf(states["start"]).map((rule) => rule.Next)).toEqual(Object.keys(transitions));
    const tasks = Object.entries(states).flatMap(([key, state]) =>
      state["Resource"] === "arn:aws:states:::lambda:invoke.waitForTaskToken" ? [key] : [],
    );
    expect(tasks).toEqual(Object.keys(transitions));
    const ends = Object.entries(states).flatMap(([key, state]) => (state.Type === "Succeed" && key !== "continued" ? [key] : []));
    expect(ends.sort()).toEqual([...outcomesOf(transitions)].sort());
  });

  test.for(Object.keys(transitions))(
    "a wait at %s that runs out is opened again, and handed over after 300 days",
    async (stage) => {
      expect(states[stage]?.["TimeoutSeconds"]).toBe(30 * 86_400);
      expect(states[stage]?.["Catch"]).toEqual([
        { ErrorEquals: ["States.Timeout", "States.HeartbeatTimeout"], Next: `${stage}-again` },
      ]);
      const again = states[`${stage}-again`];
      expect(again?.["Default"]).toBe(stage);
      const [rule] = choicesOf(again) as readonly (Rule & { readonly Assign: unknown })[];
      expect(rule).toMatchObject({ Next: "continue", Assign: { at: stage } });
      const older = (enteredTime: string) =>
        jsonata(rule?.Condition.slice(3, -3) ?? "").evaluate(null, {
          startedAt: "2026-01-01T00:00:00.000Z",
          states: { context: { State: { EnteredTime: enteredTime } } },
        });
      expect(await older("2026-10-27T00:00:00.000Z")).toBe(false);
      expect(await older("2026-10-29T00:00:00.000Z")).toBe(true);
    },
  );
});

test("the successor is named by the record and its number, so that starting it twice starts one", async () => {
  const handOver = deployed("review").definition.States["continue"]?.["Arguments"] as {
    readonly Name: string;
    readonly Input: unknown;
  };
  expect(await jsonata(handOver.Name.slice(3, -3)).evaluate(null, { id: "case-7", execution: 3 })).toBe("case-7-4");
  expect(deployed("review").definition.States["continue"]?.["Catch"]).toEqual([expect.objectContaining({ Next: "continued" })]);
});

test("a file is hashed until it is done, and an error leads to its conclusion with the reason", async () => {
  const { States: states } = deployed("intake").definition;
  expect(choicesOf(states["hashed"])).toEqual([{ Condition: "{% $states.input.done = true %}", Next: "inspect" }]);
  expect(states["hashed"]?.["Default"]).toBe("hash");
  for (const step of ["hash", "inspect"]) {
    const [caught] = (states[step]?.["Catch"] ?? []) as readonly {
      readonly Next: string;
      readonly Output: string;
      readonly ErrorEquals: readonly string[];
    }[];
    expect(caught).toMatchObject({ ErrorEquals: ["States.ALL"], Next: "conclude" });
    const states_ = { input: { item: "a" }, errorOutput: { Error: "Sandbox.Timedout", Cause: "x".repeat(1000) } };
    expect(await jsonata(caught?.Output.slice(3, -3) ?? "").evaluate(null, { states: states_ })).toEqual({
      item: "a",
      failed: { error: "Sandbox.Timedout", cause: "x".repeat(400) },
    });
  }
  const carried = await jsonata(String(states["hash"]?.["Output"]).slice(3, -3)).evaluate(null, {
    states: { input: { item: "a", progress: 1 }, result: { Payload: { done: false, progress: 2 } } },
  });
  expect(carried).toEqual({ item: "a", done: false, progress: 2 });
});

test("a stage that has the name of a state of the machine is refused", () => {
  expect(() => stageWorkflow("", { start: { go: "done" } })).toThrow(/cannot be named start/);
  expect(() => stageWorkflow("", { first: { go: "first-again" } })).toThrow(/first-again/);
});

test("a stage added to the table stands in the machine and a decision leads to it", () => {
  const more = stageWorkflow("", {
    ...REVIEW_TRANSITIONS,
    legal: { ...REVIEW_TRANSITIONS["legal"], appeal: "appeal" },
    appeal: { heard: "reply" },
  });
  expect(choicesOf(more.States["legal-decided"]).some((rule) => rule.Next === "appeal")).toBe(true);
  expect(more.States["appeal"]).toMatchObject({ Type: "Task", Next: "appeal-decided" });
});

test("the picture of the review shows every arrow of the table", () => {
  const { stored, made } = golden("machines/review.md", `# The review of a case\n\n${mermaid(REVIEW_TRANSITIONS)}`);
  expect(made).toBe(stored);
  const arrows = Object.values(STAGES).reduce((count, row) => count + Object.keys(row.on).length, 0);
  expect(made.match(/ --> \w+: /g)).toHaveLength(arrows);
});
