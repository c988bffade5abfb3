import type { DatabaseSync } from "node:sqlite";
import {
  DescribeStreamCommand,
  DynamoDBStreamsClient,
  GetRecordsCommand,
  GetShardIteratorCommand,
  ListStreamsCommand,
  type _Record as StreamRecord,
} from "@aws-sdk/client-dynamodb-streams";
import { scrubbedError } from "#shared/scrub.ts";

interface Source {
  readonly id: string;
  readonly table: string;
  readonly batchSize: number;
  readonly filters: readonly unknown[];
  deliver(event: unknown): Promise<unknown>;
}

/** How long after functions last ran changes are looked for all the time, and how often afterwards, milliseconds. */
const STIRRED = 2_000;
const QUIET = 1_000;

/**
 * Follows the tables' streams and hands each change to its reader, in order, at least once: the position is kept only after success.
 * It is functions that write to tables: `stir` says that one ran, and while none does a stream is looked at once a second.
 */
export const createStreams = ({
  endpoint,
  database,
  sources,
}: {
  readonly endpoint: string;
  readonly database: DatabaseSync;
  readonly sources: readonly Source[];
}) => {
  database.exec(
    "CREATE TABLE IF NOT EXISTS stream_position (source TEXT PRIMARY KEY, shard TEXT NOT NULL, sequence TEXT NOT NULL) STRICT",
  );
  const client = new DynamoDBStreamsClient({
    endpoint,
    region: "local",
    credentials: { accessKeyId: "local", secretAccessKey: "local" },
  });
  let stopped = false;
  let stirred = performance.now();
  const resting = new Set<() => void>();
  const stir = (): void => {
    stirred = performance.now();
    for (const wake of resting) wake();
  };
  const rest = (milliseconds: number): Promise<void> =>
    new Promise((resolve) => {
      const quiet = performance.now() - stirred > STIRRED;
      const wake = () => {
        clearTimeout(timer);
        resting.delete(wake);
        resolve();
      };
      const timer = setTimeout(wake, quiet ? QUIET : milliseconds);
      if (quiet) resting.add(wake);
    });
  const loops: Promise<void>[] = [];
  return {
    run: (): void =>
      void loops.push(...sources.map((source) => follow({ client, database, source, rest, ended: () => stopped }))),
    stir,
    stop: async (): Promise<void> => {
      stopped = true;
      stir();
      await Promise.race([Promise.allSettled(loops), new Promise((resolve) => setTimeout(resolve, 3000))]);
      client.destroy();
    },
  };
};

interface Following {
  readonly client: DynamoDBStreamsClient;
  readonly database: DatabaseSync;
  readonly source: Source;
  /** Waits so long, or longer while nothing stirs. */
  rest(milliseconds: number): Promise<void>;
  ended(): boolean;
}

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

const follow = async (following: Following): Promise<void> => {
  for (let failures = 0; !following.ended(); ) {
    try {
      await followShards(following);
      failures = 0;
      await pause(100);
    } catch (error) {
      if (following.ended()) return;
      failures += 1;
      process.stderr.write(
        `${new Date().toISOString()} stream of ${following.source.table}: ${JSON.stringify(scrubbedError(error))}\n`,
      );
      await pause(Math.min(5000, 100 * 2 ** failures));
    }
  }
};

/** Reads from the kept position on until something fails or the home stops. */
const followShards = async (following: Following): Promise<void> => {
  const { client, database, source } = following;
  const { Streams: streams = [] } = await client.send(new ListStreamsCommand({ TableName: source.table }));
  const arn = streams[0]?.StreamArn;
  if (arn === undefined) throw new Error(`table ${source.table} has no stream`);
  const { StreamDescription: description } = await client.send(new DescribeStreamCommand({ StreamArn: arn }));
  const kept = database.prepare("SELECT shard, sequence FROM stream_position WHERE source = ?").get(source.id) as
    | { shard: string; sequence: string }
    | undefined;
  const shards = (description?.Shards ?? []).map((shard) => shard.ShardId ?? "");
  const from = kept === undefined ? 0 : Math.max(0, shards.indexOf(kept.shard));
  for (const shard of shards.slice(from)) {
    const start =
      kept?.shard === shard
        ? { ShardIteratorType: "AFTER_SEQUENCE_NUMBER" as const, SequenceNumber: kept.sequence }
        : { ShardIteratorType: "TRIM_HORIZON" as const };
    const { ShardIterator: first } = await client.send(new GetShardIteratorCommand({ StreamArn: arn, ShardId: shard, ...start }));
    await followShard(following, shard, first);
  }
};

const followShard = async (following: Following, shard: string, first: string | undefined): Promise<void> => {
  const { client, database, source, rest } = following;
  const keep = database.prepare(
    "INSERT INTO stream_position VALUES (?, ?, ?) ON CONFLICT (source) DO UPDATE SET shard = excluded.shard, sequence = excluded.sequence",
  );
  for (let iterator = first, idle = 10; iterator !== undefined && !following.ended(); ) {
    const { Records: records = [], NextShardIterator: next } = await client.send(
      new GetRecordsCommand({ ShardIterator: iterator, Limit: source.batchSize }),
    );
    if (records.length > 0) {
      await source.deliver({ Records: records.map((record) => lambdaRecord(record, source.table)) });
      keep.run(source.id, shard, records.at(-1)?.dynamodb?.SequenceNumber ?? "");
      idle = 10;
    } else {
      await rest(idle);
      idle = Math.min(100, idle * 1.5);
    }
    iterator = next;
  }
};

/** As Lambda gets it: dates as seconds, binary left out (no attribute of ours is binary). */
const lambdaRecord = (record: StreamRecord, table: string) => ({
  eventID: record.eventID,
  eventName: record.eventName,
  eventVersion: "1.1",
  eventSource: "aws:dynamodb",
  awsRegion: "local",
  eventSourceARN: `arn:aws:dynamodb:local:000000000000:table/${table}/stream`,
  dynamodb: {
    ...record.dynamodb,
    ApproximateCreationDateTime: Math.floor((record.dynamodb?.ApproximateCreationDateTime?.getTime() ?? 0) / 1000),
  },
});
