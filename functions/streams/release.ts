import { homePorts } from "#shared/adapters/home.ts";
import { casePk, reportPk } from "#shared/adapters/keys.ts";
import { releaseStep } from "../release-step.ts";
import { type Messages, queueHandler } from "./messages.ts";

/** Lets the waiting execution go on once a decision is in the record. Without a token yet, the task that opens the stage will see the decision. */
export const handler = queueHandler<Messages["release"]>("release", async ({ id, step }) => {
  const pk = process.env["MACHINE"] === "report" ? reportPk(id) : casePk(id);
  await releaseStep((await homePorts())(), pk, step);
});
