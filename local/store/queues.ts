import { randomUUID } from "node:crypto";
import type { DatabaseSync } from "node:sqlite";
import type { QueuePart } from "#local/assembly/description.ts";
import type { Json } from "#shared/ports.ts";

type Deliver = (event: unknown) => Promise<unknown>;
interface Row {
  readonly id: string;
  readonly queue: string;
  readonly body: string;
  readonly receives: number;
}

/** Longest pause before a failed message is tried again, milliseconds; shorter than the queue's own visibility while nobody else reads it. */
const MAX_PAUSE = 30_000;

/** Durable queues on SQLite with the shape that Lambda sees of SQS: at least once, retried with pauses, dead letters kept. */
export const createQueues = ({
  database,
  queues,
  now,
}: {
  readonly database: DatabaseSync;
  readonly queues: readonly QueuePart[];
  readonly now: () => number;
}) => {
  database.exec(`CREATE TABLE IF NOT EXISTS queue_message (
    id TEXT PRIMARY KEY, queue TEXT NOT NULL, body TEXT NOT NULL, receives INTEGER NOT NULL, visibleAt INTEGER NOT NULL, sentAt INTEGER NOT NULL) STRICT;
    CREATE INDEX IF NOT EXISTS queue_next ON queue_message (queue, visibleAt)`);
  const insert = database.prepare("INSERT INTO queue_message VALUES (?, ?, ?, 0, ?, ?)");
  const next = database.prepare(
    "SELECT id, queue, body, receives FROM queue_message WHERE queue = ? AND visibleAt <= ? ORDER BY sentAt LIMIT ?",
  );
  const hold = database.prepare("UPDATE queue_message SET receives = receives + 1, visibleAt = ? WHERE id = ?");
  const retry = database.prepare("UPDATE queue_message SET visibleAt = ? WHERE id = ?");
  const move = database.prepare("UPDATE queue_message SET queue = ?, receives = 0, visibleAt = ? WHERE id = ?");
  const remove = database.prepare("DELETE FROM queue_message WHERE id = ?");
  const byName = new Map(queues.map((queue) => [queue.name, queue]));
  const readers = new Map<string, { batchSize: number; deliver: Deliver; busy: number }>();
  const running = new Set<Promise<void>>();
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;

  const send = (queue: string, messages: readonly Json[]): Promise<void> => {
    if (!byName.has(queue)) return Promise.reject(new Error(`no queue ${queue}; queues: ${[...byName.keys()].join(", ")}`));
    database.exec("BEGIN IMMEDIATE");
    for (const message of messages) insert.run(randomUUID(), queue, JSON.stringify(message), now(), now());
    database.exec("COMMIT");
    setImmediate(drive);
    return Promise.resolve();
  };

  const settle = (rows: readonly Row[], failed: ReadonlySet<string>) => {
    database.exec("BEGIN IMMEDIATE");
    for (const row of rows) {
      const redrive = byName.get(row.queue)?.redrive;
      const receives = row.receives + 1;
      if (!failed.has(row.id)) remove.run(row.id);
      else if (redrive !== undefined && receives >= redrive.maxReceives) move.run(redrive.queue, now(), row.id);
      else retry.run(now() + Math.min(MAX_PAUSE, 250 * 2 ** receives), row.id);
    }
    database.exec("COMMIT");
  };

  const deliverBatch = async (rows: readonly Row[], deliver: Deliver): Promise<void> => {
    const event = { Records: rows.map((row) => sqsRecord(row)) };
    let failed = new Set(rows.map((row) => row.id));
    try {
      const answer = (await deliver(event)) as { batchItemFailures?: readonly { itemIdentifier: string }[] } | undefined;
      failed = new Set((answer?.batchItemFailures ?? []).map((one) => one.itemIdentifier));
    } catch (error) {
      process.stderr.write(
        `${new Date().toISOString()} ${rows[0]?.queue} was not delivered: ${error instanceof Error ? error.message : String(error)}\n`,
      );
    }
    if (!stopped) settle(rows, failed);
  };

  const drive = (): void => {
    if (stopped || timer === undefined) return;
    for (const [queue, reader] of readers) while (reader.busy < 2 && taken(queue, reader));
  };

  /** Takes the next batch of a queue, hidden from others while it is worked on; false when there is none. */
  const taken = (queue: string, reader: { batchSize: number; deliver: Deliver; busy: number }): boolean => {
    const rows = next.all(queue, now(), reader.batchSize) as unknown as Row[];
    if (rows.length === 0) return false;
    const visibility = (byName.get(queue)?.visibilitySeconds ?? 30) * 1000;
    database.exec("BEGIN IMMEDIATE");
    for (const row of rows) hold.run(now() + visibility, row.id);
    database.exec("COMMIT");
    reader.busy += 1;
    const work = deliverBatch(rows, reader.deliver).finally(() => {
      reader.busy -= 1;
      running.delete(work);
      setImmediate(drive);
    });
    running.add(work);
    return true;
  };

  return {
    send,
    subscribe: (queue: string, batchSize: number, deliver: Deliver): void =>
      void readers.set(queue, { batchSize, deliver, busy: 0 }),
    run: (): void => {
      // What a killed home had taken and not finished is visible again at once: nobody else reads these queues.
      database.prepare("UPDATE queue_message SET visibleAt = ?").run(now());
      timer = setInterval(drive, 50);
      setImmediate(drive);
    },
    stop: async (): Promise<void> => {
      clearInterval(timer);
      timer = undefined;
      await Promise.race([Promise.allSettled(running), new Promise((resolve) => setTimeout(resolve, 2000))]);
      stopped = true;
    },
    deadLetters: (): readonly Row[] => {
      const dead = queues.flatMap((queue) => (queue.redrive === undefined ? [] : [queue.redrive.queue]));
      return database
        .prepare("SELECT id, queue, body, receives FROM queue_message")
        .all()
        .filter((row) => dead.includes(String(row["queue"]))) as unknown as Row[];
    },
  };
};

const sqsRecord = (row: Row) => ({
  messageId: row.id,
  receiptHandle: row.id,
  body: row.body,
  attributes: { ApproximateReceiveCount: String(row.receives + 1) },
  messageAttributes: {},
  eventSource: "aws:sqs",
  eventSourceARN: `arn:aws:sqs:local:000000000000:${row.queue}`,
  awsRegion: "local",
});
