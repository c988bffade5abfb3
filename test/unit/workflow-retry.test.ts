import fc from "fast-check";
import { expect, test } from "vitest";
import type { Definition, Retrier } from "#local/workflow/definition.ts";
import { errorMatches, Failed } from "#local/workflow/errors.ts";
import type { Execution } from "#local/workflow/journal.ts";
import { afterFailure, delay } from "#local/workflow/steps.ts";

const retrier = fc.record(
  {
    ErrorEquals: fc.constant(["E"]),
    IntervalSeconds: fc.integer({ min: 1, max: 600 }),
    BackoffRate: fc.double({ min: 1, max: 5, noNaN: true }),
    MaxAttempts: fc.integer({ min: 0, max: 12 }),
    MaxDelaySeconds: fc.integer({ min: 601, max: 31_622_400 }),
  },
  { requiredKeys: ["ErrorEquals"] },
);

test("intervals grow by the rate from the first on, never above the longest, and are whole milliseconds", () => {
  fc.assert(
    fc.property(retrier, fc.integer({ min: 0, max: 30 }), (given, used) => {
      const { IntervalSeconds = 1, BackoffRate = 2, MaxDelaySeconds = Number.POSITIVE_INFINITY } = given as Retrier;
      const milliseconds = delay(given as Retrier, used);
      const exact = Math.min(IntervalSeconds * BackoffRate ** used, MaxDelaySeconds) * 1000;
      expect(Number.isInteger(milliseconds)).toBe(true);
      expect(milliseconds - exact).toBeGreaterThanOrEqual(0);
      expect(milliseconds - exact).toBeLessThan(1);
      expect(delay(given as Retrier, used + 1)).toBeGreaterThanOrEqual(milliseconds);
    }),
  );
});

test("with full jitter an interval lies between nothing and the interval without", () => {
  fc.assert(
    fc.property(retrier, fc.integer({ min: 0, max: 12 }), (given, used) => {
      const milliseconds = delay({ ...(given as Retrier), JitterStrategy: "FULL" }, used);
      expect(milliseconds).toBeGreaterThanOrEqual(0);
      expect(milliseconds).toBeLessThanOrEqual(delay(given as Retrier, used));
    }),
  );
});

const ERRORS = ["A", "B", "States.Timeout", "States.QueryEvaluationError", "States.DataLimitExceeded", "States.Runtime"];
const name = fc.constantFrom(...ERRORS, "States.TaskFailed");
const retriers = fc
  .array(
    fc.record({ ErrorEquals: fc.uniqueArray(name, { minLength: 1, maxLength: 3 }), MaxAttempts: fc.integer({ min: 0, max: 4 }) }),
    {
      maxLength: 4,
    },
  )
  .chain((some) => fc.boolean().map((all) => (all ? [...some, { ErrorEquals: ["States.ALL"], MaxAttempts: 2 }] : some)));

/** The documentation in other words: what each name means. */
const means = (given: string, error: string): boolean =>
  error !== "States.Runtime" &&
  (given === error ||
    (given === "States.ALL" && error !== "States.DataLimitExceeded") ||
    (given === "States.TaskFailed" && !["States.Timeout", "States.DataLimitExceeded"].includes(error)));

test("a name means the errors that the documentation says", () => {
  for (const given of [...ERRORS, "States.TaskFailed", "States.ALL", "a"])
    for (const error of ERRORS) expect(errorMatches(given, error), `${given} for ${error}`).toBe(means(given, error));
});

test("of any retriers and any errors in any order, each error takes an attempt of the first retrier that means it, until there is none", async () => {
  await fc.assert(
    fc.asyncProperty(retriers, fc.array(fc.constantFrom(...ERRORS), { minLength: 1, maxLength: 30 }), async (Retry, errors) => {
      const left = Retry.map(({ MaxAttempts }) => MaxAttempts);
      let execution = executionWith(Retry);
      for (const error of errors) {
        const index = Retry.findIndex((one) => one.ErrorEquals.some((given) => means(given, error)));
        const { change } = await afterFailure(execution, new Failed(error, "as told"), 0);
        if (index < 0 || left[index] === 0) {
          expect(change).toMatchObject({ status: "failed", error });
          return;
        }
        left[index] = (left[index] ?? 0) - 1;
        expect(change).toMatchObject({
          phase: "retry",
          retries: Retry.map(({ MaxAttempts }, at) => MaxAttempts - (left[at] ?? 0)),
          token: null,
        });
        execution = { ...execution, ...change } as Execution;
      }
    }),
  );
});

const executionWith = (Retry: readonly Retrier[]): Execution => {
  const definition: Definition = { StartAt: "a", States: { a: { Type: "Task", End: true, Retry } } };
  return {
    id: 1,
    machine: "m",
    name: "n",
    definition,
    input: {},
    status: "running",
    startedAt: 0,
    state: "a",
    enteredAt: 0,
    stateInput: {},
    variables: {},
    phase: "called",
    retries: [],
    token: "t",
    dueAt: null,
    events: 1,
  };
};
