import { homePorts } from "#shared/adapters/home.ts";
import { submissionKey } from "#shared/adapters/keys.ts";
import type { Ports } from "#shared/ports.ts";
import { inChunks } from "../chunks.ts";
import { itemsOf } from "../delegation/submission.ts";
import { type Messages, queueHandler } from "./messages.ts";

/** Starts what waits to be started; doing it again starts nothing new, because executions are named by what they are about. */
export const handler = queueHandler<Messages["execution"] | Messages["intake"]>("start-execution", async (message) => {
  if ("reference" in message) await startIntake((await homePorts())(message.state), message);
  else await startStages((await homePorts())(), message);
});

const startStages = async ({ workflow }: Ports, { id, at, step, execution }: Messages["execution"]): Promise<void> => {
  await workflow.start({ machine: process.env["MACHINE"] ?? "", name: `${id}-${execution}`, input: { id, at, step, execution } });
};

/** One execution per file, named by the file's id; files that were concluded already need none. */
const startIntake = async ({ records, workflow }: Ports, { state, reference }: Messages["intake"]): Promise<void> => {
  const [submission] = await records.read([submissionKey(state, reference)]);
  if (submission?.["status"] !== "sealed") return;
  const waiting = (await itemsOf(records, state, reference)).filter((item) => item["status"] === "received");
  await inChunks(waiting, 20, (item) =>
    workflow.start({ machine: "intake", name: String(item["id"]), input: { state, reference, item: String(item["id"]) } }),
  );
};
