import fc from "fast-check";
import { afterEach, describe, expect, test } from "vitest";
import { MACHINES, REPORT_TRANSITIONS, REVIEW_TRANSITIONS } from "#infra/machines.ts";
import { openDatabase } from "#local/database.ts";
import { createRunner, type Runner } from "#local/workflow/runner.ts";

interface Opened {
  readonly stage: string;
  readonly step: number;
  readonly execution: number;
  readonly token: string;
}

let runners: Runner[] = [];
afterEach(async () => {
  for (const runner of runners) await runner.stop();
  runners = [];
});

/** One of the three machines as synthesised, with a function that notes the stages it is to open. */
const running = (machine: "review" | "report") => {
  const opened: Opened[] = [];
  let told = Promise.withResolvers<void>();
  let offset = 0;
  const runner = createRunner({
    database: openDatabase(":memory:"),
    now: () => Date.now() + offset,
    // The days pass: they are no jump of the clock, which would move what waits along with it.
    steady: () => performance.now() + offset,
    invoke: async (_, payload) => {
      opened.push(payload as Opened);
      told.resolve();
      return null;
    },
    definitions: { [machine]: MACHINES[machine].definition },
  });
  const later = (days: number): void => {
    offset += days * 86_400_000;
  };
  /** The stage opened last, once so many have been. */
  const last = async (many: number): Promise<Opened> => {
    while (opened.length < many) {
      told = Promise.withResolvers();
      await told.promise;
    }
    expect(opened).toHaveLength(many);
    return opened.at(-1) as Opened;
  };
  runner.run();
  runners.push(runner);
  return { runner, last, later };
};
const soon = { timeout: 10_000, interval: 2 };
describe.each([
  ["review", REVIEW_TRANSITIONS],
  ["report", REPORT_TRANSITIONS],
] as const)("the machine %s", (machine, transitions) => {
  const first = Object.keys(transitions)[0] ?? "";

  test("after any walk of decisions it stands where the table of stages says, one step for each decision", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(1000), { maxLength: 25 }), async (choices) => {
        const { runner, last } = running(machine);
        runner.start(machine, "c-1", { id: "c", at: first, step: 0, execution: 1 });
        let at = first;
        for (const [step, choice] of choices.entries()) {
          const { stage, token, ...more } = await last(step + 1);
          expect({ stage, step: more.step, execution: more.execution }).toEqual({ stage: at, step, execution: 1 });
          const decisions = Object.keys(transitions[at] ?? {});
          const decision = decisions[choice % decisions.length] ?? "";
          expect(await runner.succeed(token, { decision })).toBe("released");
          at = transitions[at]?.[decision] ?? "";
          if (!Object.hasOwn(transitions, at)) {
            await expect.poll(() => runner.journal.find(machine, "c-1")?.status, soon).toBe("succeeded");
            expect(enteredStates(runner, machine, "c-1").at(-1)).toBe(at);
            return;
          }
        }
        expect((await last(choices.length + 1)).stage).toBe(at);
        expect(runner.journal.find(machine, "c-1")?.status).toBe("running");
      }),
      { numRuns: 30 },
    );
  });

  test("a decision that the table does not have fails the execution by name", async () => {
    const { runner, last } = running(machine);
    runner.start(machine, "c-1", { id: "c", at: first, step: 0, execution: 1 });
    await runner.succeed((await last(1)).token, { decision: "no such decision" });
    await expect.poll(() => runner.journal.find(machine, "c-1")?.error, soon).toBe("UnknownDecision");
  });

  test("a stage that nobody decides for 30 days is opened anew with a fresh token, and the first token is late", async () => {
    const { runner, last, later } = running(machine);
    runner.start(machine, "c-1", { id: "c", at: first, step: 3, execution: 1 });
    const before = await last(1);
    later(30);
    const after = await last(2);
    expect(after).toEqual({ ...before, token: after.token });
    expect(after.token).not.toBe(before.token);
    expect(await runner.succeed(before.token, { decision: "late" })).toBe("gone");
  });

  test("an execution older than 300 days hands over to the next, at the same stage and step, and ends", async () => {
    const { runner, last, later } = running(machine);
    runner.start(machine, "c-1", { id: "c", at: first, step: 3, execution: 1 });
    await last(1);
    later(301);
    const next = await last(2);
    expect({ ...next, token: "" }).toEqual({ id: "c", stage: first, step: 3, execution: 2, token: "" });
    await expect.poll(() => runner.journal.find(machine, "c-1")?.status, soon).toBe("succeeded");
    expect(runner.journal.find(machine, "c-2")?.status).toBe("running");
  });
});

const enteredStates = (runner: Runner, machine: string, name: string): readonly string[] =>
  runner.journal
    .history(machine, name)
    .filter(({ type }) => type.endsWith("StateEntered"))
    .map(({ details }) => (details as { name: string }).name);
