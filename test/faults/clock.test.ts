import { afterAll, beforeAll, expect, test } from "vitest";
import { jumpClock } from "./faulty-clock.ts";
import { draftReport, exchangeLetters, reviewCase, submitPhotograph } from "./paths.ts";
import { type FaultStage, startFaultStage } from "./stage.ts";

/** Clocks jump while paths are walked: a machine sleeps, its clock is put right, business time is set. What is kept must agree afterwards. */
let stage: FaultStage;
let registered = "";
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
let counts = 0;

beforeAll(async () => {
  stage = await startFaultStage({ faulty: true });
  registered = (await submitPhotograph(stage.home, "before any jump")).registered;
}, 600_000);
afterAll(async () => {
  process.stdout.write(`clock jumps: ${counts}\n`);
  await stage?.end();
});

/** Jumps again and again, each time as far as the next of `jumps` says, while some work is done. */
const whileJumping = async (jumps: readonly number[], work: () => Promise<unknown>): Promise<void> => {
  let next = 0;
  const jump = () => {
    jumpClock(stage.data, jumps[next % jumps.length] ?? 0);
    next += 1;
  };
  const timer = setInterval(jump, 700);
  jump();
  try {
    await work();
  } finally {
    clearInterval(timer);
    jumpClock(stage.data, 0);
    counts += next;
  }
  expect(await stage.disagreements()).toEqual([]);
};

test.for([
  ["forward by a day and stays there", [DAY]],
  ["back by a day and stays there", [-DAY]],
  ["to and fro by twenty minutes", [20 * 60_000, 0, -20 * 60_000, 0]],
] as const)(
  "machine time jumps %s: files are verified and not held back, receipts come",
  { timeout: 600_000 },
  async ([, jumps]) => {
    await whileJumping(jumps, async () => {
      registered = (await submitPhotograph(stage.home, `while ${jumps.join()}`)).registered;
    });
  },
);

test("machine time jumps during a review and a draft: both go on to their end", { timeout: 600_000 }, async () => {
  await whileJumping([HOUR, 0, -HOUR, 0], async () => {
    await exchangeLetters(stage.home, { id: "CASE-LETTERS", registered });
    await reviewCase(stage.home, { id: "CASE-JUMPS", registered });
    await draftReport(stage.home, "REPORT-JUMPS");
  });
});

test("business time is set forward by years and back again: nothing is lost and nothing happens twice", {
  timeout: 600_000,
}, async () => {
  const set = async (now: string) => stage.home.as("officer", "set-clock", { now });
  await set("2031-01-01T00:00:00.000Z");
  const { reference } = await submitPhotograph(stage.home, "in 2031");
  await set("2024-02-02T00:00:00.000Z");
  await submitPhotograph(stage.home, "in 2024, afterwards");
  const receipt = await stage.home.as("delegate-gb", "get-receipt", { state: "GB", reference });
  expect(receipt.registeredAt).toContain("2031-01-01");
  expect(await stage.disagreements()).toEqual([]);
});
