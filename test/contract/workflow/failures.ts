import { ANSWER, type Behaviour, call, machine, pass, type WorkflowCase } from "./case.ts";

const fail = (throws: string): Behaviour => ({ throws, message: `this is ${throws}` });
const fine: Behaviour = { returns: "fine" };
const slow: Behaviour = { after: 4, returns: "late" };
/** Retries after one second each. */
const retry = (ErrorEquals: readonly string[], MaxAttempts: number, more: object = {}) => ({
  ErrorEquals,
  IntervalSeconds: 1,
  BackoffRate: 1,
  MaxAttempts,
  ...more,
});
const work = (more: object) => machine({ work: call({ Output: ANSWER, ...more }) });

export const RETRIES: readonly WorkflowCase[] = [
  {
    name: "without a Retry a task is not tried again, and the execution fails with its error",
    cites: "errors",
    definition: work({}),
    tasks: { work: [fail("Own.Error")] },
    expected: { status: "failed", error: "Own.Error", calls: { work: 1 } },
  },
  {
    name: "a task is tried again until it succeeds, and its result is the last one",
    cites: "errors",
    definition: work({ Retry: [retry(["Own.Error"], 5)] }),
    tasks: { work: [fail("Own.Error"), fail("Own.Error"), fine] },
    expected: { status: "succeeded", output: "fine", calls: { work: 3 }, path: ["work"], between: { work: [1, 1] } },
  },
  {
    name: "after MaxAttempts retries the error stands",
    cites: "errors",
    definition: work({ Retry: [retry(["Own.Error"], 2)] }),
    tasks: { work: [fail("Own.Error")] },
    expected: { status: "failed", error: "Own.Error", calls: { work: 3 } },
  },
  {
    name: "a retrier that says no more tries 3 times, after 1, 2 and 4 seconds",
    cites: "errors",
    definition: work({ Retry: [{ ErrorEquals: ["Own.Error"] }] }),
    tasks: { work: [fail("Own.Error")] },
    expected: {
      status: "failed",
      error: "Own.Error",
      calls: { work: 4 },
      between: {
        work: [1, 2, 4],
      },
    },
  },
  {
    name: "MaxAttempts 0 is never tried again, also where a later retrier would",
    cites: "errors",
    definition: work({ Retry: [retry(["Own.Error"], 0), retry(["States.ALL"], 2)] }),
    tasks: { work: [fail("Own.Error")] },
    expected: { status: "failed", error: "Own.Error", calls: { work: 1 } },
  },
  {
    name: "BackoffRate multiplies the interval from retry to retry",
    cites: "errors",
    definition: work({ Retry: [{ ErrorEquals: ["Own.Error"], IntervalSeconds: 1, BackoffRate: 3, MaxAttempts: 2 }] }),
    tasks: { work: [fail("Own.Error")] },
    expected: {
      status: "failed",
      error: "Own.Error",
      between: {
        work: [1, 3],
      },
    },
  },
  {
    name: "MaxDelaySeconds bounds the interval",
    cites: "errors",
    definition: work({
      Retry: [{ ErrorEquals: ["Own.Error"], IntervalSeconds: 1, BackoffRate: 30, MaxAttempts: 2, MaxDelaySeconds: 2 }],
    }),
    tasks: { work: [fail("Own.Error"), fail("Own.Error"), fine] },
    expected: {
      status: "succeeded",
      output: "fine",
      between: { work: [1, 2] },
      within: { work: 25 },
    },
  },
  {
    name: "with JitterStrategy FULL a retry comes at any moment up to its interval",
    cites: "errors",
    definition: work({ Retry: [{ ErrorEquals: ["Own.Error"], IntervalSeconds: 2, MaxAttempts: 1, JitterStrategy: "FULL" }] }),
    tasks: { work: [fail("Own.Error"), fine] },
    expected: { status: "succeeded", output: "fine", between: { work: [0] } },
  },
  {
    name: "the first retrier that names an error has it, also when its attempts are used up",
    cites: "errors",
    definition: work({ Retry: [retry(["Own.Error"], 1), retry(["States.ALL"], 5)] }),
    tasks: { work: [fail("Own.Error")] },
    expected: { status: "failed", error: "Own.Error", calls: { work: 2 } },
  },
  {
    name: "retriers count for themselves over all attempts of a state: A, B, C, B leads to the catcher",
    cites: "errors",
    definition: machine({
      X: call({
        Retry: [
          { ErrorEquals: ["ErrorA", "ErrorB"], IntervalSeconds: 1, BackoffRate: 2, MaxAttempts: 2 },
          { ErrorEquals: ["ErrorC"], IntervalSeconds: 1 },
        ],
        Catch: [{ ErrorEquals: ["States.ALL"], Output: "{% $states.errorOutput.Error %}", Next: "Z" }],
      }),
      Z: pass(),
    }),
    tasks: { X: [fail("ErrorA"), fail("ErrorB"), fail("ErrorC"), fail("ErrorB"), fine] },
    expected: {
      status: "succeeded",
      output: "ErrorB",
      calls: { X: 4 },
      path: ["X", "Z"],
      between: {
        X: [1, 2, 1],
      },
    },
  },
  {
    name: "a state that is entered again has its attempts anew",
    cites: "errors",
    definition: machine({
      start: pass({ Assign: { n: 0 }, Next: "work" }),
      work: call({ Retry: [retry(["Own.Error"], 1)], Assign: { n: "{% $n + 1 %}" }, Next: "again" }),
      again: { Type: "Choice", Choices: [{ Condition: "{% $n < 2 %}", Next: "work" }], Default: "end" },
      end: pass({ Output: "{% $n %}" }),
    }),
    tasks: { work: [fail("Own.Error"), fine, fail("Own.Error"), fine] },
    expected: { status: "succeeded", output: 2, calls: { work: 4 } },
  },
  {
    name: "RetryCount tells the retries of the state so far",
    cites: "context",
    definition: machine({
      work: call({
        Payload: "{% $states.context.State.RetryCount %}",
        Output: "{% $states.context.State.RetryCount %}",
        Retry: [retry(["Own.Error"], 2)],
      }),
    }),
    tasks: { work: [fail("Own.Error"), fail("Own.Error"), fine] },
    expected: { status: "succeeded", output: 2, given: { work: [0, 1, 2] } },
  },
  {
    name: "error names are told apart to the letter",
    cites: "errors",
    definition: work({ Retry: [retry(["own.error", "Own.Erro"], 2)] }),
    tasks: { work: [fail("Own.Error")] },
    expected: { status: "failed", error: "Own.Error", calls: { work: 1 } },
  },
  {
    name: "States.TaskFailed means every error of a function",
    cites: "errors",
    definition: work({ Retry: [retry(["States.TaskFailed"], 1)] }),
    tasks: { work: [fail("TypeError"), fine] },
    expected: { status: "succeeded", output: "fine", calls: { work: 2 } },
  },
  {
    name: "States.TaskFailed does not mean a timeout",
    cites: "errors",
    definition: work({ TimeoutSeconds: 1, Retry: [retry(["States.TaskFailed"], 2)] }),
    tasks: { work: [slow] },
    expected: { status: "failed", error: "States.Timeout", calls: { work: 1 } },
  },
  {
    name: "States.ALL means a timeout too",
    cites: "errors",
    definition: work({ TimeoutSeconds: 1, Retry: [retry(["States.ALL"], 1)] }),
    tasks: { work: [slow, fine] },
    expected: { status: "succeeded", output: "fine", calls: { work: 2 } },
  },
  {
    name: "an attempt that took too long has no effect any more: what it answers late is dropped",
    cites: "task",
    definition: machine({
      work: call({ TimeoutSeconds: 1, Retry: [retry(["States.Timeout"], 1)], Output: ANSWER, Next: "more" }),
      more: call({ Output: ["{% $states.input %}", ANSWER] }),
    }),
    tasks: { work: [slow, fine], more: [{ after: 4, returns: "also" }] },
    expected: { status: "succeeded", output: ["fine", "also"], path: ["work", "more"], calls: { work: 2, more: 1 } },
  },
];

export const CATCHES: readonly WorkflowCase[] = [
  {
    name: "a catcher's state is given the error and its cause",
    cites: "errors",
    definition: machine({
      work: call({ Catch: [{ ErrorEquals: ["Own.Error"], Next: "end" }] }),
      end: pass({ Output: { error: "{% $states.input.Error %}", says: "{% $parse($states.input.Cause).errorMessage %}" } }),
    }),
    tasks: { work: [fail("Own.Error")] },
    expected: { status: "succeeded", output: { error: "Own.Error", says: "this is Own.Error" }, path: ["work", "end"] },
  },
  {
    name: "a catcher's Output and Assign see $states.errorOutput and the state's input",
    cites: "jsonata",
    definition: machine({
      work: call({
        Catch: [
          {
            ErrorEquals: ["States.ALL"],
            Output: "{% $merge([$states.input, { 'failed': $states.errorOutput.Error }]) %}",
            Assign: { seen: "{% $states.errorOutput.Error %}" },
            Next: "end",
          },
        ],
      }),
      end: pass({ Output: ["{% $states.input %}", "{% $seen %}"] }),
    }),
    input: { id: 1 },
    tasks: { work: [fail("Own.Error")] },
    expected: { status: "succeeded", output: [{ id: 1, failed: "Own.Error" }, "Own.Error"] },
  },
  {
    name: "the first catcher that names an error has it",
    cites: "errors",
    definition: machine({
      work: call({
        Catch: [
          { ErrorEquals: ["Other.Error"], Next: "other" },
          { ErrorEquals: ["Third.Error", "Own.Error"], Next: "own" },
          { ErrorEquals: ["States.ALL"], Next: "other" },
        ],
      }),
      own: pass(),
      other: pass(),
    }),
    tasks: { work: [fail("Own.Error")] },
    expected: { status: "succeeded", path: ["work", "own"] },
  },
  {
    name: "an error that no catcher names fails the execution",
    cites: "errors",
    definition: machine({ work: call({ Catch: [{ ErrorEquals: ["Other.Error"], Next: "end" }] }), end: pass() }),
    tasks: { work: [fail("Own.Error")] },
    expected: { status: "failed", error: "Own.Error", path: ["work"] },
  },
  {
    name: "a task is tried again first and caught when that did not help",
    cites: "errors",
    definition: machine({
      work: call({ Retry: [retry(["States.ALL"], 1)], Catch: [{ ErrorEquals: ["States.ALL"], Next: "end" }] }),
      end: pass({ Output: "caught" }),
    }),
    tasks: { work: [fail("Own.Error")] },
    expected: { status: "succeeded", output: "caught", calls: { work: 2 } },
  },
  {
    name: "a timeout is caught as States.Timeout and not as States.TaskFailed",
    cites: "errors",
    definition: machine({
      work: call({
        TimeoutSeconds: 1,
        Catch: [
          { ErrorEquals: ["States.TaskFailed"], Next: "wrong" },
          { ErrorEquals: ["States.Timeout"], Next: "right" },
        ],
      }),
      right: pass({ Output: "{% $states.input.Error %}" }),
      wrong: pass(),
    }),
    tasks: { work: [slow] },
    expected: { status: "succeeded", output: "States.Timeout", path: ["work", "right"] },
  },
  {
    name: "a catcher may lead back to its own state",
    cites: "errors",
    definition: machine({ work: call({ Output: ANSWER, Catch: [{ ErrorEquals: ["Own.Error"], Next: "work" }] }) }),
    tasks: { work: [fail("Own.Error"), fine] },
    expected: { status: "succeeded", output: "fine", path: ["work", "work"] },
  },
  {
    name: "a state that failed assigns nothing of its own",
    cites: "variables",
    definition: machine({
      start: pass({ Assign: { v: "before" }, Next: "work" }),
      work: call({ Assign: { v: "after" }, Catch: [{ ErrorEquals: ["States.ALL"], Next: "end" }], Next: "end" }),
      end: pass({ Output: "{% $v %}" }),
    }),
    tasks: { work: [fail("Own.Error")] },
    expected: { status: "succeeded", output: "before" },
  },
  {
    name: "an error in a catcher's own Output fails the execution",
    cites: "errors",
    definition: machine({
      work: call({ Catch: [{ ErrorEquals: ["States.ALL"], Output: "{% $states.errorOutput.nowhere %}", Next: "end" }] }),
      end: pass(),
    }),
    tasks: { work: [fail("Own.Error")] },
    expected: { status: "failed", error: "States.QueryEvaluationError", path: ["work"] },
  },
];
