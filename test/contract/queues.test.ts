import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { SQSEvent } from "aws-lambda";
import { expect, test } from "vitest";
import { openDatabase } from "#local/database.ts";
import { createQueues } from "#local/store/queues.ts";
import { sqsQueues } from "#shared/adapters/queues-sqs.ts";
import type { Json } from "#shared/ports.ts";
import { type OpenQueues, queuesContract } from "./queues.contract.ts";
import { openSqs, whyNoSqs } from "./queues-sqs.ts";

const PARTS = [
  { name: "work", visibilitySeconds: 0.1, redrive: { queue: "dead", maxReceives: 3 } },
  { name: "dead", visibilitySeconds: 60 },
];
const queuesOn = (database: ReturnType<typeof openDatabase>) => createQueues({ database, queues: PARTS, now: () => Date.now() });

const openEmbedded = async (): Promise<OpenQueues> => {
  const database = openDatabase(":memory:");
  const queues = queuesOn(database);
  return {
    queues,
    queue: "work",
    consume: (work) => {
      queues.subscribe("work", 10, async (event) => {
        const { Records } = event as SQSEvent;
        const settled = await Promise.allSettled(Records.map((record) => work(JSON.parse(record.body) as Json)));
        const failed = Records.filter((_, index) => settled[index]?.status === "rejected");
        return { batchItemFailures: failed.map(({ messageId }) => ({ itemIdentifier: messageId })) };
      });
      queues.run();
    },
    deadLetters: async () => queues.deadLetters().map(({ body }) => JSON.parse(body) as Json),
    close: async () => {
      await queues.stop();
      database.close();
    },
  };
};

queuesContract("queues of the embedded home", openEmbedded);

const why = whyNoSqs();
if (why === undefined) queuesContract("queues on SQS", openSqs);
else test.skip(`queues on SQS: ${why}`, () => undefined);

test("a batch whose reader throws is tried again whole", async () => {
  const database = openDatabase(":memory:");
  const queues = queuesOn(database);
  const batches: string[][] = [];
  queues.subscribe("work", 10, async (event) => {
    batches.push((event as SQSEvent).Records.map(({ body }) => body));
    if (batches.length === 1) throw new Error("the reader fell over");
  });
  await queues.send("work", [1, 2]);
  queues.run();
  await expect
    .poll(() => batches.map((one) => one.toSorted()), { timeout: 5000 })
    .toEqual([
      ["1", "2"],
      ["1", "2"],
    ]);
  await queues.stop();
  database.close();
});

test("messages outlive a restart, those included that were being worked on", async () => {
  const folder = await mkdtemp(join(tmpdir(), "queues-"));
  try {
    const path = join(folder, "home.db");
    const before = openDatabase(path);
    const first = queuesOn(before);
    let taken = 0;
    first.subscribe("work", 1, () => {
      taken += 1;
      return new Promise(() => undefined);
    });
    first.run();
    await first.send("work", ["a", "b", "c", "d"]);
    await expect.poll(() => taken).toBe(2);
    // Two are with a reader that never answers, and the process ends without settling them.
    const stopping = first.stop();
    const again = openDatabase(path);
    await stopping;
    before.close();
    const second = queuesOn(again);
    const seen = new Set<string>();
    second.subscribe("work", 10, async (event) => {
      for (const { body } of (event as SQSEvent).Records) seen.add(JSON.parse(body) as string);
    });
    second.run();
    await expect.poll(() => [...seen].toSorted(), { timeout: 5000 }).toEqual(["a", "b", "c", "d"]);
    await second.stop();
    again.close();
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});

/** A client that answers as told and notes what it was sent. */
const answering = (answers: readonly ((ids: readonly string[]) => readonly { Id: string; SenderFault: boolean }[])[]) => {
  const sent: string[][] = [];
  const send = async ({ input }: { input: { Entries: readonly { Id: string; MessageBody: string }[] } }) => {
    sent.push(input.Entries.map(({ MessageBody }) => MessageBody));
    const failed = answers[sent.length - 1]?.(input.Entries.map(({ Id }) => Id)) ?? [];
    return { Failed: failed.map((one) => ({ ...one, Code: "InternalError" })) };
  };
  return { sent, client: { send } as unknown as Parameters<typeof sqsQueues>[0] };
};

test("what SQS did not take of a batch is sent again, and only that", async () => {
  const { sent, client } = answering([(ids) => ids.slice(1).map((Id) => ({ Id, SenderFault: false })), () => []]);
  await sqsQueues(client, { work: "https://queue" }).send("work", ["a", "b", "c"]);
  expect(sent).toEqual([
    ['"a"', '"b"', '"c"'],
    ['"b"', '"c"'],
  ]);
});

test("what SQS will never take is an error, and so is what it keeps refusing", async () => {
  const faulty = answering([(ids) => ids.map((Id) => ({ Id, SenderFault: true }))]);
  await expect(sqsQueues(faulty.client, { work: "https://queue" }).send("work", ["a"])).rejects.toThrow("not taken");
  expect(faulty.sent).toHaveLength(1);
  const all = (ids: readonly string[]) => ids.map((Id) => ({ Id, SenderFault: false }));
  const stuck = answering(Array.from({ length: 20 }, () => all));
  await expect(sqsQueues(stuck.client, { work: "https://queue" }).send("work", ["a"])).rejects.toThrow("not taken");
});

test("no request to SQS has more than ten messages or 256 KiB", async () => {
  const { sent, client } = answering([]);
  const messages = [...Array.from({ length: 23 }, (_, n) => n), ...Array.from({ length: 5 }, () => "é".repeat(50_000))];
  await sqsQueues(client, { work: "https://queue" }).send("work", messages);
  expect(sent.flat()).toEqual(messages.map((one) => JSON.stringify(one)));
  for (const bodies of sent) {
    expect(bodies.length).toBeLessThanOrEqual(10);
    expect(bodies.reduce((sum, body) => sum + Buffer.byteLength(body), 0)).toBeLessThanOrEqual(256 * 1024);
  }
});
