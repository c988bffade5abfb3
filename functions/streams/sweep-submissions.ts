import { duePk } from "#shared/adapters/keys.ts";
import { STATES } from "#shared/domain/states.ts";
import { logged } from "#shared/log.ts";
import type { Item, Ports } from "#shared/ports.ts";
import { inChunks } from "../chunks.ts";
import { itemsOf } from "../delegation/submission.ts";
import { registerSubmission } from "../tasks/register-submission.ts";

/** How often one file is verified before people look at it. */
const ATTEMPTS = 5;

/** Sealed submissions whose files should have been concluded: what failed is verified again under the next name. */
export const sweepSubmissions = async (ports: (state: string) => Ports): Promise<void> => {
  await inChunks(Object.keys(STATES), 16, async (state) => {
    const own = ports(state);
    const due = await own.records.list({ pk: duePk(state), index: "due", upTo: own.clock.now(), limit: 100 });
    for (const submission of due.items) await again(own, submission);
  });
};

const again = async (ports: Ports, submission: Item): Promise<void> => {
  const { state, reference } = { state: String(submission["state"]), reference: String(submission["reference"]) };
  const waiting = (await itemsOf(ports.records, state, reference)).filter((item) => item["status"] === "received");
  // All files are concluded and the last conclusion was cut short before it registered: that is all that is left to do.
  if (waiting.length === 0) await registerSubmission(ports, submission);
  await inChunks(waiting, 8, (item) => verifiedAgain(ports, String(item["id"]), { state, reference }));
};

const verifiedAgain = async ({ workflow }: Ports, item: string, at: { state: string; reference: string }): Promise<void> => {
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    const name = attempt === 1 ? item : `${item}-${attempt}`;
    const status = await workflow.status({ machine: "intake", name });
    if (status === "running") return;
    if (status === undefined) {
      await workflow.start({ machine: "intake", name, input: { ...at, item } });
      return;
    }
  }
  logged("error", { work: "intake", item, attempts: ATTEMPTS });
};
