import { SendMessageBatchCommand, type SQSClient } from "@aws-sdk/client-sqs";
import type { Queues } from "../ports.ts";

/** Limits of one batch: ten messages, 256 KiB together (some room left for attributes). */
const MESSAGES = 10;
const BYTES = 250_000;
const ATTEMPTS = 5;

/** The queues that a function may send to, by logical name and URL. */
export const sqsQueues = (client: SQSClient, urls: Readonly<Record<string, string>>): Queues => ({
  send: async (queue, messages) => {
    const url = Object.hasOwn(urls, queue) ? urls[queue] : undefined;
    if (url === undefined) throw new Error(`${queue} is not among the queues of this function`);
    for (const batch of batches(messages.map((one) => JSON.stringify(one)))) await sendAll(client, url, batch);
  },
});

const batches = (bodies: readonly string[]): readonly (readonly string[])[] => {
  const all: string[][] = [];
  let [current, bytes]: [string[], number] = [[], 0];
  for (const body of bodies) {
    const size = Buffer.byteLength(body);
    if (current.length > 0 && (current.length === MESSAGES || bytes + size > BYTES)) {
      all.push(current);
      [current, bytes] = [[], 0];
    }
    current.push(body);
    bytes += size;
  }
  return current.length === 0 ? all : [...all, current];
};

/** A batch may be taken in part: what was not taken is sent again. */
const sendAll = async (client: SQSClient, url: string, bodies: readonly string[]): Promise<void> => {
  let left = bodies;
  for (let attempt = 1; left.length > 0; attempt += 1) {
    const sent: readonly string[] = left;
    const answer = await client.send(
      new SendMessageBatchCommand({
        QueueUrl: url,
        Entries: sent.map((body, index) => ({ Id: String(index), MessageBody: body })),
      }),
    );
    const refused = answer.Failed ?? [];
    left = refused.map((one) => sent[Number(one.Id)] ?? "");
    if (left.length === 0) return;
    if (attempt >= ATTEMPTS || refused.every((one) => one.SenderFault))
      throw new Error(`${left.length} messages were not taken: ${refused[0]?.Code}`);
    await new Promise((resolve) => setTimeout(resolve, 50 * 2 ** attempt * Math.random()));
  }
};
