import type { DatabaseSync } from "node:sqlite";
import type { SQSEvent } from "aws-lambda";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { openDatabase } from "#local/database.ts";
import { createSchedules } from "#local/schedules.ts";
import { createQueues } from "#local/store/queues.ts";
import { createRunner, type Runner } from "#local/workflow/runner.ts";

/** Clocks that jump, homes that were off, disks that are full: what waits goes on, and nothing times out that had no time. */
const HOUR = 3_600_000;
let ahead = 0;
const now = () => Date.now() + ahead;
let database: DatabaseSync;
let running: { stop(): unknown }[] = [];

beforeEach(() => {
  ahead = 0;
  database = openDatabase(":memory:");
  vi.spyOn(process.stderr, "write").mockReturnValue(true);
});
afterEach(async () => {
  for (const one of running) await one.stop();
  running = [];
  database.close();
  vi.restoreAllMocks();
});

/** Allows the database not one page more, as a full disk does; answers how to make room again. */
const fill = (): (() => void) => {
  const pages = Number(database.prepare("PRAGMA page_count").get()?.["page_count"]);
  database.exec(`PRAGMA max_page_count = ${pages}`);
  return () => database.exec("PRAGMA max_page_count = 1000000");
};

const machine = {
  QueryLanguage: "JSONata",
  StartAt: "work",
  States: {
    work: {
      Type: "Task",
      Resource: "arn:aws:states:::lambda:invoke",
      Arguments: { FunctionName: "work", Payload: {} },
      TimeoutSeconds: 90,
      Retry: [{ ErrorEquals: ["States.TaskFailed"], IntervalSeconds: 1, MaxAttempts: 3 }],
      Catch: [{ ErrorEquals: ["States.ALL"], Next: "held-back" }],
      Output: "{% $states.result.Payload %}",
      Next: "done",
    },
    done: { Type: "Succeed" },
    "held-back": { Type: "Fail", Error: "HeldBack", Cause: "the work timed out or failed" },
  },
};
const runnerThat = (invoke: () => Promise<unknown>): Runner => {
  const runner = createRunner({ database, now, invoke, definitions: { machine } });
  runner.run();
  running.push(runner);
  return runner;
};
const status = (runner: Runner) => runner.journal.find("machine", "one")?.status;
const SOON = { timeout: 8000, interval: 20 };

test("a task that was under way when the home ended is done again, however long the home was off", async () => {
  let calls = 0;
  const first = runnerThat(() => {
    calls += 1;
    return new Promise(() => undefined);
  });
  first.start("machine", "one", {});
  await expect.poll(() => calls, SOON).toBe(1);
  await first.stop();
  ahead = 24 * HOUR;
  const second = runnerThat(async () => "done");
  await expect.poll(() => status(second), SOON).toBe("succeeded");
});

test.for([
  ["forward", HOUR],
  ["back", -HOUR],
] as const)("a clock that jumps %s does not time out a task that is under way", async ([, jump]) => {
  const answer = Promise.withResolvers<unknown>();
  const runner = runnerThat(() => answer.promise);
  runner.start("machine", "one", {});
  await expect.poll(() => runner.journal.byId(1)?.phase, SOON).toBe("called");
  ahead = jump;
  await new Promise((resolve) => setTimeout(resolve, 2500));
  expect(status(runner)).toBe("running");
  answer.resolve("done");
  await expect.poll(() => status(runner), SOON).toBe("succeeded");
});

test("a clock that jumps back by an hour does not make the next attempt wait for it", async () => {
  let calls = 0;
  const runner = runnerThat(async () => {
    calls += 1;
    if (calls > 1) return "done";
    throw new Error("not now");
  });
  runner.start("machine", "one", {});
  await expect.poll(() => runner.journal.byId(1)?.phase, SOON).toBe("retry");
  ahead = -HOUR;
  await expect.poll(() => status(runner), SOON).toBe("succeeded");
});

test("what a task answered while the disk was full is written when there is room again, and the task is not done twice", async () => {
  let calls = 0;
  const answer = Promise.withResolvers<unknown>();
  const runner = runnerThat(() => {
    calls += 1;
    return answer.promise;
  });
  runner.start("machine", "one", {});
  await expect.poll(() => runner.journal.byId(1)?.phase, SOON).toBe("called");
  const empty = fill();
  answer.resolve("x".repeat(100_000));
  await new Promise((resolve) => setTimeout(resolve, 1500));
  expect(status(runner)).toBe("running");
  empty();
  await expect.poll(() => status(runner), SOON).toBe("succeeded");
  expect(calls).toBe(1);
});

const PARTS = [
  { name: "work", visibilitySeconds: 360, redrive: { queue: "dead", maxReceives: 2 } },
  { name: "dead", visibilitySeconds: 30 },
];
const queuesThat = (deliver: (bodies: readonly string[]) => Promise<void>) => {
  const queues = createQueues({ database, queues: PARTS, now });
  queues.subscribe("work", 10, (event) => deliver((event as SQSEvent).Records.map(({ body }) => body)));
  queues.run();
  running.push(queues);
  return queues;
};

test("a message is not given up while its store is away for less time than SQS would wait", async () => {
  let calls = 0;
  const queues = queuesThat(async () => {
    calls += 1;
    if (calls <= 3) throw new Error("the store is away");
  });
  await queues.send("work", ["one"]);
  await expect.poll(() => calls, { timeout: 15_000, interval: 50 }).toBe(4);
  expect(queues.deadLetters()).toEqual([]);
});

test("a clock that jumps back by an hour does not hide a message that failed", async () => {
  let calls = 0;
  const queues = queuesThat(async () => {
    calls += 1;
    if (calls === 1) throw new Error("not now");
  });
  await queues.send("work", ["one"]);
  await expect.poll(() => calls, SOON).toBe(1);
  ahead = -HOUR;
  await expect.poll(() => calls, SOON).toBe(2);
});

test("a full disk refuses a message whole, and the next one is taken when there is room again", async () => {
  const seen: string[] = [];
  const queues = queuesThat(async (bodies) => void seen.push(...bodies));
  const empty = fill();
  await expect(queues.send("work", ["small", "x".repeat(100_000)])).rejects.toThrow("full");
  empty();
  await queues.send("work", ["later"]);
  await expect.poll(() => seen, SOON).toEqual(['"later"']);
});

test("a clock that was put back by a day does not keep an hourly run waiting for it", async () => {
  let runs = 0;
  const schedules = createSchedules({
    database,
    schedules: [{ id: "sweep", everySeconds: 3600, function: "sweep" }],
    invoke: async () => {
      runs += 1;
    },
    failed: () => undefined,
    now,
  });
  ahead = 2 * HOUR;
  await schedules.tick();
  expect(runs).toBe(1);
  ahead = -24 * HOUR;
  await schedules.tick();
  expect(runs).toBe(2);
  await schedules.tick();
  expect(runs).toBe(2);
});
