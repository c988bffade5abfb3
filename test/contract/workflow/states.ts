import { ANSWER, answers, call, machine, pass, type WorkflowCase } from "./case.ts";

const done = { Type: "Succeed" };
const choice = (Choices: readonly object[], more: object = {}) => ({ Type: "Choice", Choices, ...more });

export const STATES: readonly WorkflowCase[] = [
  {
    name: "an execution runs from StartAt along Next",
    cites: "structure",
    definition: { StartAt: "b", States: { a: done, b: pass({ Next: "c" }), c: pass({ Next: "a" }) } },
    expected: { status: "succeeded", path: ["b", "c", "a"] },
  },
  {
    name: "a state with End ends the execution, and its output is the execution's",
    cites: "pass",
    definition: answers({ a: [1, null, "x"] }),
    expected: { status: "succeeded", output: { a: [1, null, "x"] }, path: ["only"] },
  },
  {
    name: "a Pass state without Output passes its input on",
    cites: "pass",
    definition: machine({ first: pass({ Next: "second" }), second: pass() }),
    input: { deep: { list: [{ text: '船 "é" \u0000', none: null }] }, big: 9007199254740991 },
    expected: { status: "succeeded", output: { deep: { list: [{ text: '船 "é" \u0000', none: null }] }, big: 9007199254740991 } },
  },
  {
    name: "a Succeed state without Output answers its input",
    cites: "succeed",
    definition: machine({ end: done }),
    input: [1, 2],
    expected: { status: "succeeded", output: [1, 2] },
  },
  {
    name: "a Succeed state answers its Output",
    cites: "succeed",
    definition: machine({ end: { ...done, Output: { sum: "{% $sum($states.input) %}" } } }),
    input: [1, 2],
    expected: { status: "succeeded", output: { sum: 3 } },
  },
  {
    name: "a Fail state ends the execution with its error and cause",
    cites: "fail",
    definition: machine({ end: { Type: "Fail", Error: "NotAdopted", Cause: "two experts object" } }),
    expected: { status: "failed", error: "NotAdopted", cause: "two experts object", path: ["end"] },
  },
  {
    name: "a Fail state may take error and cause from expressions",
    cites: "fail",
    definition: machine({ end: { Type: "Fail", Error: "{% $states.input.e %}", Cause: "{% 'because ' & $states.input.c %}" } }),
    input: { e: "Own.Error", c: "of this" },
    expected: { status: "failed", error: "Own.Error", cause: "because of this" },
  },
  {
    name: "a Fail state whose cause is no text fails in the evaluation",
    cites: "fail",
    definition: machine({ end: { Type: "Fail", Error: "E", Cause: "{% 1 + 1 %}" } }),
    expected: { status: "failed", error: "States.QueryEvaluationError" },
  },
  {
    name: "of the rules of a Choice the first that holds is taken, and none after it is evaluated",
    cites: "choice",
    definition: machine({
      pick: choice([
        { Condition: "{% $states.input.n > 5 %}", Next: "large" },
        { Condition: "{% $states.input.n > 1 %}", Next: "middle" },
        { Condition: "{% $error('never') %}", Next: "large" },
      ]),
      large: done,
      middle: done,
    }),
    input: { n: 3 },
    expected: { status: "succeeded", output: { n: 3 }, path: ["pick", "middle"] },
  },
  {
    name: "a Choice goes to its Default when no rule holds",
    cites: "choice",
    definition: machine({
      pick: choice([{ Condition: "{% false %}", Next: "end" }], { Default: "other" }),
      end: done,
      other: done,
    }),
    expected: { status: "succeeded", path: ["pick", "other"] },
  },
  {
    name: "a Choice without a rule that holds and without Default fails with States.NoChoiceMatched",
    cites: "errors",
    definition: machine({ pick: choice([{ Condition: "{% $states.input.a = 'x' %}", Next: "end" }]), end: done }),
    input: { a: "y" },
    expected: { status: "failed", error: "States.NoChoiceMatched", path: ["pick"] },
  },
  {
    name: "a rule's Output and Assign apply when it holds",
    cites: "choice",
    definition: machine({
      pick: choice(
        [{ Condition: "{% true %}", Next: "end", Output: { was: "{% $states.input.n %}" }, Assign: { v: "{% 7 %}" } }],
        {
          Default: "end",
          Assign: { v: 0 },
        },
      ),
      end: pass({ Output: { input: "{% $states.input %}", v: "{% $v %}" } }),
    }),
    input: { n: 3 },
    expected: { status: "succeeded", output: { input: { was: 3 }, v: 7 } },
  },
  {
    name: "a Choice's own Assign applies when its Default is taken",
    cites: "choice",
    definition: machine({
      pick: choice([{ Condition: "{% false %}", Next: "end", Assign: { v: 0 } }], { Default: "end", Assign: { v: 9 } }),
      end: pass({ Output: "{% $v %}" }),
    }),
    expected: { status: "succeeded", output: 9 },
  },
  {
    name: "a Choice's own Output applies when its Default is taken",
    cites: "choice",
    definition: machine({
      pick: choice([{ Condition: "{% false %}", Next: "end" }], { Default: "end", Output: "none held" }),
      end: done,
    }),
    expected: { status: "succeeded", output: "none held" },
  },
  {
    name: "a condition that is neither true nor false fails in the evaluation",
    cites: "choice",
    definition: machine({ pick: choice([{ Condition: "{% 'yes' %}", Next: "end" }], { Default: "end" }), end: done }),
    expected: { status: "failed", error: "States.QueryEvaluationError" },
  },
  {
    name: "a machine may return to an earlier state, counting in a variable",
    cites: "choice",
    definition: machine({
      start: pass({ Assign: { n: 0 }, Next: "count" }),
      count: pass({ Assign: { n: "{% $n + 1 %}" }, Next: "again" }),
      again: choice([{ Condition: "{% $n < 3 %}", Next: "count" }], { Default: "end" }),
      end: pass({ Output: "{% $n %}" }),
    }),
    expected: {
      status: "succeeded",
      output: 3,
      path: ["start", "count", "again", "count", "again", "count", "again", "end"],
    },
  },
  {
    name: "a Wait state waits its seconds and passes its input on",
    cites: "wait",
    definition: machine({
      before: call({ Output: "{% $states.input %}", Next: "pause" }),
      pause: { Type: "Wait", Seconds: 1, Next: "before2" },
      before2: call({ Output: "{% $states.input %}" }),
    }),
    input: { kept: true },
    tasks: { before: [{ returns: null }], before2: [{ returns: null }] },
    expected: { status: "succeeded", output: { kept: true }, path: ["before", "pause", "before2"] },
  },
  {
    name: "a Wait state may take its seconds from an expression",
    cites: "wait",
    definition: machine({ pause: { Type: "Wait", Seconds: "{% $states.input.s %}", End: true } }),
    input: { s: 1 },
    expected: { status: "succeeded", output: { s: 1 } },
  },
  {
    name: "a Wait state until a time that has passed goes on at once",
    cites: "wait",
    definition: machine({ pause: { Type: "Wait", Timestamp: "{% $states.input %}", End: true } }),
    input: "2024-01-31T09:00:00Z",
    expected: { status: "succeeded", output: "2024-01-31T09:00:00Z" },
  },
  {
    name: "a function is given its Payload, nested data and text of any script as they are",
    cites: "lambda",
    definition: machine({ work: call({ Payload: { fixed: "x", from: "{% $states.input.list[1] %}" }, Output: ANSWER }) }),
    input: { list: [1, { ship: "Майя 船", tags: [[], {}, "a"], none: null, small: 0.5 }] },
    tasks: { work: [{ echoes: true }] },
    expected: {
      status: "succeeded",
      output: { fixed: "x", from: { ship: "Майя 船", tags: [[], {}, "a"], none: null, small: 0.5 } },
      given: { work: [{ fixed: "x", from: { ship: "Майя 船", tags: [[], {}, "a"], none: null, small: 0.5 } }] },
    },
  },
  {
    name: "what a function answers is the Payload of the task's result, with the status of the call",
    cites: "lambda",
    definition: machine({
      work: call({ Next: "end" }),
      end: pass({ Output: { payload: "{% $states.input.Payload %}", code: "{% $states.input.StatusCode %}" } }),
    }),
    tasks: { work: [{ returns: { done: true } }] },
    expected: { status: "succeeded", output: { payload: { done: true }, code: 200 } },
  },
  {
    name: "a function that answers null has the result null",
    cites: "lambda",
    definition: machine({ work: call({ Output: { got: ANSWER } }) }),
    tasks: { work: [{ returns: null }] },
    expected: { status: "succeeded", output: { got: null } },
  },
];
