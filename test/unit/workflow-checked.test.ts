import { describe, expect, test } from "vitest";
import { MACHINES } from "#infra/machines.ts";
import { checked } from "#local/workflow/checked.ts";

const of = (state: object, more: object = {}, machine: object = {}) => ({
  QueryLanguage: "JSONata",
  StartAt: "a",
  States: { a: state, end: { Type: "Succeed" }, ...more },
  ...machine,
});
const INVOKE = "arn:aws:states:::lambda:invoke";
const task = (more: object) => of({ Type: "Task", Resource: INVOKE, Arguments: { FunctionName: "f" }, Next: "end", ...more });
const retry = (...retriers: readonly object[]) => task({ Retry: retriers });
const errors = { ErrorEquals: ["E"] };

/** What is refused, and what the refusal names. */
const REFUSED: Readonly<Record<string, readonly [definition: object, names: string]>> = {
  "a machine in JSONPath": [{ StartAt: "a", States: { a: { Type: "Succeed" } } }, "JSONPath"],
  "a state in JSONPath": [of({ Type: "Succeed", QueryLanguage: "JSONPath" }), "JSONPath"],
  "a start that is not there": [of({ Type: "Succeed" }, {}, { StartAt: "b" }), "starts at b"],
  "a field of the machine that is not run": [of({ Type: "Succeed" }, {}, { ProcessorConfig: {} }), "ProcessorConfig"],
  "a time of the machine that is no whole seconds": [of({ Type: "Succeed" }, {}, { TimeoutSeconds: 0.5 }), "TimeoutSeconds 0.5"],
  "a Map": [of({ Type: "Map", ItemProcessor: {}, End: true }), "type Map"],
  "a Parallel": [of({ Type: "Parallel", Branches: [], End: true }), "type Parallel"],
  "a heartbeat": [task({ HeartbeatSeconds: 5 }), "HeartbeatSeconds"],
  "fields of JSONPath": [task({ ResultPath: "$.x" }), "ResultPath"],
  "another identity": [task({ Credentials: { RoleArn: "r" } }), "Credentials"],
  "an Assign where the language has none": [of({ Type: "Succeed", Assign: { v: 1 } }), "Assign"],
  "neither Next nor End": [of({ Type: "Pass" }), "either Next or End"],
  "both Next and End": [of({ Type: "Pass", Next: "end", End: true }), "either Next or End"],
  "a Next that is not there": [of({ Type: "Pass", Next: "nowhere" }), "nowhere"],
  "a catcher's Next that is not there": [task({ Catch: [{ ...errors, Next: "nowhere" }] }), "nowhere"],
  "a Choice without rules": [of({ Type: "Choice", Choices: [], Default: "end" }), "no Choices"],
  "a condition that is no expression": [of({ Type: "Choice", Choices: [{ Condition: "true", Next: "end" }] }), "no expression"],
  "a rule of JSONPath": [
    of({ Type: "Choice", Choices: [{ Variable: "$.x", Condition: "{% true %}", Next: "end" }] }),
    "Variable",
  ],
  "a Wait without time": [of({ Type: "Wait", Next: "end" }), "either Seconds or Timestamp"],
  "a service that is not run": [task({ Resource: "arn:aws:states:::sqs:sendMessage" }), "sqs"],
  "an argument that is not run": [task({ Arguments: { FunctionName: "f", InvocationType: "Event" } }), "InvocationType"],
  "a timeout that is no whole seconds": [task({ TimeoutSeconds: 0 }), "TimeoutSeconds 0"],
  "a retrier without errors": [retry({ ErrorEquals: [] }), "ErrorEquals"],
  "States.ALL beside others": [retry({ ErrorEquals: ["E", "States.ALL"] }), "alone and last"],
  "States.ALL before others": [retry({ ErrorEquals: ["States.ALL"] }, errors), "alone and last"],
  "an interval of nothing": [retry({ ...errors, IntervalSeconds: 0 }), "IntervalSeconds"],
  "a backoff that shrinks": [retry({ ...errors, BackoffRate: 0.5 }), "BackoffRate"],
  "half an attempt": [retry({ ...errors, MaxAttempts: 1.5 }), "MaxAttempts"],
  "a longest delay below the interval": [retry({ ...errors, IntervalSeconds: 5, MaxDelaySeconds: 5 }), "MaxDelaySeconds"],
  "a jitter of another kind": [retry({ ...errors, JitterStrategy: "HALF" }), "JitterStrategy"],
  "a misspelt field of a retrier": [retry({ ...errors, MaxAttempt: 1 }), "MaxAttempt,"],
  "the variable states": [of({ Type: "Pass", Assign: { states: 1 }, Next: "end" }), "assigns to states"],
  "a variable that is no name": [of({ Type: "Pass", Assign: { "a-b": 1 }, Next: "end" }), "assigns to a-b"],
  "an expression that is not closed": [of({ Type: "Pass", Output: { x: ["{% 1 "] }, Next: "end" }), "not closed"],
  "an expression that cannot be read": [of({ Type: "Pass", Output: "{% 1 + %}", Next: "end" }), "cannot be read"],
  "a state's name of 81 characters": [
    of({ Type: "Pass", Next: "end" }, { ["n".repeat(81)]: { Type: "Succeed" } }),
    "80 characters",
  ],
};

describe("a definition is refused, with its place and the reason, for", () => {
  test.for(Object.entries(REFUSED))("%s", ([, [definition, names]]) => {
    expect(() => checked("review", definition)).toThrow(names);
    expect(() => checked("review", definition)).toThrow(/^machine review: /);
  });
});

test.for(Object.entries(MACHINES))("the machine %s is run here", ([name, { definition }]) => {
  expect(checked(name, definition)).toBe(definition);
});
