import { homePorts } from "#shared/adapters/home.ts";
import type { Item, Ports } from "#shared/ports.ts";
import { applyRelease, applyReply } from "./apply-answers.ts";
import { applyStateMessage } from "./apply-message.ts";
import { applyRegistration, applyWithdrawal } from "./apply-registration.ts";
import { type Messages, queueHandler } from "./messages.ts";

const APPLY: Readonly<Record<string, (ports: Ports, message: Item) => Promise<void>>> = {
  registration: applyRegistration,
  withdrawal: applyWithdrawal,
  reply: applyReply,
  "release-answer": applyRelease,
  "state-message": applyStateMessage,
};

/** Puts what arrived from delegations into the Panel's records. */
export const handler = queueHandler<Messages["apply"]>("apply-panel", async ({ pk, sk }) => {
  const ports = (await homePorts())();
  const [message] = await ports.records.read([{ pk, sk }]);
  if (message === undefined) throw new Error(`there is no message ${pk}`);
  const apply = APPLY[String(message["crossing"])];
  if (apply === undefined) throw new Error(`a message of the kind ${String(message["crossing"])} does not come here`);
  await apply(ports, message);
});
