import { randomUUID } from "node:crypto";
import type { DatabaseSync } from "node:sqlite";
import type { QueuePart } from "#local/assembly/description.ts";
import { atomically } from "#local/database.ts";
import { createJumps } from "#local/jumps.ts";
import type { Json } from "#shared/ports.ts";
import { scrubbedError } from "#shared/scrub.ts";

type Deliver = (event: unknown) => Promise<unknown>;
interface Row {
  readonly id: string;
  readonly queue: string;
  readonly body: string;
  readonly receives: number;
  readonly sentAt: number;
}

/** Longest pause before a failed message is tried again, milliseconds; shorter than the queue's own visibility while nobody else reads it. */
const MAX_PAUSE = 30_000;
/** Rest after the database could not be written, milliseconds. */
const REST = 1_000;

/**
 * Durable queues on SQLite with the shape that Lambda sees of SQS: at least once, retried with pauses, dead letters kept. A message is
 * given up no sooner than SQS would: after its receives and after as many times its visibility, so that a store that is away for
 * minutes costs nothing. What is being worked on is known to this process alone, which is the only reader.
 */
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
    "SELECT id, queue, body, receives, sentAt FROM queue_message WHERE queue = ? AND visibleAt <= ? ORDER BY sentAt, rowid LIMIT ?",
  );
  const due = database.prepare("SELECT DISTINCT queue FROM queue_message WHERE visibleAt <= ?");
  const count = database.prepare("UPDATE queue_message SET receives = receives + 1 WHERE id = ?");
  const shift = database.prepare("UPDATE queue_message SET visibleAt = visibleAt + ?, sentAt = sentAt + ?");
  const retry = database.prepare("UPDATE queue_message SET visibleAt = ? WHERE id = ?");
  const move = database.prepare("UPDATE queue_message SET queue = ?, receives = 0, visibleAt = ? WHERE id = ?");
  const remove = database.prepare("DELETE FROM queue_message WHERE id = ?");
  const byName = new Map(queues.map((queue) => [queue.name, queue]));
  const readers = new Map<string, { batchSize: number; deliver: Deliver; busy: number }>();
  const running = new Set<Promise<void>>();
  const inFlight = new Set<string>();
  const jumped = createJumps(now);
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;

  const send = async (queue: string, messages: readonly Json[]): Promise<void> => {
    if (!byName.has(queue)) throw new Error(`no queue ${queue}; queues: ${[...byName.keys()].join(", ")}`);
    atomically(database, () => {
      for (const message of messages) insert.run(randomUUID(), queue, JSON.stringify(message), now(), now());
    });
    setImmediate(drive);
  };

  const settle = (rows: readonly Row[], failed: ReadonlySet<string>): void =>
    atomically(database, () => {
      for (const row of rows) {
        const part = byName.get(row.queue);
        const receives = row.receives + 1;
        if (!failed.has(row.id)) remove.run(row.id);
        else if (part?.redrive !== undefined && isSpent(row, receives, part)) move.run(part.redrive.queue, now(), row.id);
        else retry.run(now() + Math.min(MAX_PAUSE, 250 * 2 ** receives), row.id);
      }
    });

  const isSpent = ({ sentAt }: Row, receives: number, { redrive, visibilitySeconds }: QueuePart): boolean =>
    redrive !== undefined && receives >= redrive.maxReceives && now() - sentAt >= redrive.maxReceives * visibilitySeconds * 1000;

  const deliverBatch = async (rows: readonly Row[], deliver: Deliver): Promise<void> => {
    const event = { Records: rows.map((row) => sqsRecord(row)) };
    let failed = new Set(rows.map((row) => row.id));
    try {
      const answer = (await deliver(event)) as { batchItemFailures?: readonly { itemIdentifier: string }[] } | undefined;
      failed = new Set((answer?.batchItemFailures ?? []).map((one) => one.itemIdentifier));
    } catch (error) {
      complain(`${rows[0]?.queue} was not delivered`, error);
    }
    // What was done and could not be settled is not done again: it is settled when the database can be written.
    while (!stopped) {
      try {
        return settle(rows, failed);
      } catch (error) {
        complain(`${rows[0]?.queue} could not be settled`, error);
        await new Promise((resolve) => setTimeout(resolve, REST));
      }
    }
  };

  let restUntil = 0;
  const drive = (): void => {
    if (stopped || timer === undefined || performance.now() < restUntil) return;
    try {
      const jump = jumped();
      if (jump !== 0) shift.run(jump, jump);
      for (const { queue } of due.all(now())) {
        const reader = readers.get(String(queue));
        while (reader !== undefined && reader.busy < 2 && taken(String(queue), reader));
      }
    } catch (error) {
      complain("queues could not be read", error);
      restUntil = performance.now() + REST;
    }
  };

  /** Takes the next batch of a queue, hidden from others while it is worked on; false when there is none. */
  const taken = (queue: string, reader: { batchSize: number; deliver: Deliver; busy: number }): boolean => {
    const found = next.all(queue, now(), reader.batchSize + inFlight.size) as unknown as Row[];
    const rows = found.filter((row) => !inFlight.has(row.id)).slice(0, reader.batchSize);
    if (rows.length === 0) return false;
    atomically(database, () => {
      for (const row of rows) count.run(row.id);
    });
    for (const row of rows) inFlight.add(row.id);
    reader.busy += 1;
    const work = deliverBatch(rows, reader.deliver).finally(() => {
      for (const row of rows) inFlight.delete(row.id);
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
        .prepare("SELECT id, queue, body, receives, sentAt FROM queue_message")
        .all()
        .filter((row) => dead.includes(String(row["queue"]))) as unknown as Row[];
    },
  };
};

const complain = (what: string, error: unknown): void =>
  void process.stderr.write(`${new Date().toISOString()} ${what}: ${JSON.stringify(scrubbedError(error))}\n`);

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
