import type { SQSBatchResponse, SQSEvent } from "aws-lambda";
import { homePorts } from "#shared/adapters/home.ts";
import { logKey, logPk, sequencedKey } from "#shared/adapters/keys.ts";
import { guarded, logged } from "#shared/log.ts";
import type { Ports } from "#shared/ports.ts";
import { record } from "#shared/record/change.ts";
import { base64, vkeyOf } from "#shared/record/checkpoint.ts";
import { nameOf } from "#shared/record/log-name.ts";
import { headOf } from "#shared/record/log-store.ts";
import { inclusionProof } from "#shared/record/merkle.ts";
import { publishedCheckpoint, tileReader } from "#shared/record/publish.ts";
import { claim, publish } from "#shared/record/sequence.ts";
import { hashesFrom } from "#shared/record/tiles.ts";
import type { Messages } from "./messages.ts";

type Message = Messages["sequence"];

/** The only writer of the logs. A batch is claimed and published log by log; a log that fails goes back to the queue alone. */
export const handler = guarded("sequence", async (event: SQSEvent): Promise<SQSBatchResponse> => {
  const ports = (await homePorts())();
  const all = event.Records.map(({ messageId, body }) => ({ messageId, message: JSON.parse(body) as Message }));
  const byLog = [...Map.groupBy(all, ({ message }) => message.log)];
  const settled = await Promise.allSettled(
    byLog.map(([log, some]) =>
      sequenceLog(
        ports,
        log,
        some.map(({ message }) => message),
      ),
    ),
  );
  const batchItemFailures = settled.flatMap((one, index) => {
    if (one.status === "fulfilled") return [];
    const [log, some] = byLog[index] ?? ["", []];
    logged("error", { queue: "sequence", log, error: one.reason });
    return some.map(({ messageId }) => ({ itemIdentifier: messageId }));
  });
  return { batchItemFailures };
});

/** Claims, publishes and proves what arrived for one log. Bears repetition after a crash anywhere in it, and being done twice at once. */
export const sequenceLog = async (ports: Ports, log: string, messages: readonly Message[]): Promise<void> => {
  // Ids are given in order of time: entries that arrive together stand in the order they happened.
  await claim(
    ports,
    log,
    messages.toSorted((a, b) => (a.id < b.id ? -1 : 1)),
  );
  await publish(ports, log);
  for (const message of messages) if (message.event === "submission.registered") await sendProof(ports, message);
};

/** Tells a State where the entry of its receipt stands. Its id makes a repetition the same message. */
const sendProof = async (ports: Ports, { id, log, subject, state }: Message): Promise<void> => {
  if (state === undefined) throw new Error(`entry ${id} is a registration and names no State`);
  const [head, place] = await ports.records.read([logKey(log), sequencedKey(id)]);
  const size = headOf(head).published;
  const leafIndex = Number(place?.["index"]);
  const files = ports.files("ledger");
  const proof = await inclusionProof(leafIndex, size, hashesFrom(size, tileReader(files, log)));
  await record(ports, {
    writes: [],
    entries: [],
    messages: [
      {
        pk: logPk(log),
        kind: "proof",
        id: `proof-${id}`,
        body: {
          state,
          reference: subject,
          entry: id,
          leafIndex,
          proof: proof.map(base64),
          checkpoint: await publishedCheckpoint(files, log, size),
          vkey: vkeyOf(nameOf(log), await ports.keys.publicKey()),
        },
      },
    ],
  });
};
