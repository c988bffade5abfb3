import { afterAll, beforeAll, expect, test } from "vitest";
import { Refused } from "#shared/api/client.ts";
import { draftReport, exchangeLetters, exchangeMessages, reviewCase, submitPhotograph } from "./paths.ts";
import { doEverythingTwice } from "./plan.ts";
import { type FaultStage, startFaultStage } from "./stage.ts";

/** Two of everything at once: every message is delivered twice side by side, and every request is sent twice under one key. */
let stage: FaultStage;
let registered = "";

beforeAll(async () => {
  stage = await startFaultStage({ faulty: true });
  doEverythingTwice(stage.data);
}, 600_000);
afterAll(async () => stage?.end());

const agreed = async (): Promise<void> => expect(await stage.disagreements()).toEqual([]);

test("two dispatchers, two sequencers and two seals make one registration with one receipt", { timeout: 600_000 }, async () => {
  for (const run of [1, 2]) registered = (await submitPhotograph(stage.home.twice(), `Photograph ${run}`)).registered;
  await agreed();
});

test("two of every decision, letter, message and release make one review", { timeout: 600_000 }, async () => {
  await exchangeLetters(stage.home.twice(), { id: "CASE-LETTERS", registered });
  await exchangeMessages(stage.home.twice(), registered);
  await reviewCase(stage.home.twice(), { id: "CASE-TWICE", registered });
  await agreed();
});

test("two renders of one order make one draft", { timeout: 600_000 }, async () => {
  await draftReport(stage.home.twice(), "REPORT-TWICE");
  await agreed();
});

test("of two people's same decision at the same moment one is taken and the other is told that the case changed", {
  timeout: 600_000,
}, async () => {
  const at = { case: "CASE-LETTERS" };
  const { version } = await stage.home.as("expert-maritime", "get-case", at);
  const decide = () =>
    stage.home.as("expert-maritime", "decide-stage", { ...at, version, stage: "enquiry", decision: "proceed", reasons: "asked" });
  const outcomes = await Promise.allSettled([decide(), decide()]);
  expect(outcomes.map((one) => one.status).toSorted()).toEqual(["fulfilled", "rejected"]);
  const refused = outcomes.find((one) => one.status === "rejected")?.reason;
  expect(refused).toBeInstanceOf(Refused);
  expect((refused as Refused).status).toBeLessThan(500);
  await agreed();
});
