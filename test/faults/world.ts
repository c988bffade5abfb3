import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { ListTablesCommand } from "@aws-sdk/client-dynamodb";
import { DynamoDBDocumentClient, ScanCommand } from "@aws-sdk/lib-dynamodb";
import type { Commit } from "#local/files/commits.ts";
import { directoryFiles } from "#local/files/directory.ts";
import { recordsClient } from "#local/functions/ports.ts";
import type { Files, Item } from "#shared/ports.ts";

export interface Execution {
  readonly machine: string;
  readonly name: string;
  readonly state: string;
  readonly phase: string;
  readonly status: string;
}
/** A stored file with all its versions, and names in its folder that no version counts. */
export interface Kept {
  readonly bucket: string;
  readonly key: string;
  readonly commits: readonly Commit[];
  readonly strays: readonly string[];
}

/** All that a home keeps, read from its stores past every port. */
export interface World {
  readonly items: readonly Item[];
  readonly files: readonly Kept[];
  readonly executions: readonly Execution[];
  readonly waiting: readonly { readonly queue: string; readonly body: string }[];
  readonly bucket: (name: string) => Files;
}

/** File of a test home that says where its record store answers. */
export const ENDPOINT = "store.endpoint";

export const worldOf = async (data: string): Promise<World> => {
  const folder = join(data, "files");
  const database = new DatabaseSync(join(data, "home.db"), { readOnly: true });
  try {
    return {
      items: await itemsIn(readFileSync(join(data, ENDPOINT), "utf8")),
      files: filesIn(folder),
      executions: database.prepare("SELECT machine, name, state, phase, status FROM execution").all() as unknown as Execution[],
      waiting: database.prepare("SELECT queue, body FROM queue_message").all() as unknown as World["waiting"],
      bucket: (bucket) =>
        directoryFiles({ folder, bucket, secret: new Uint8Array(32), baseUrl: "http://127.0.0.1:1", now: Date.now }),
    };
  } finally {
    database.close();
  }
};

const itemsIn = async (endpoint: string): Promise<readonly Item[]> => {
  const client = DynamoDBDocumentClient.from(recordsClient(endpoint));
  const { TableNames: tables = [] } = await client.send(new ListTablesCommand({}));
  const items: Item[] = [];
  for (const TableName of tables) {
    for (let from: Record<string, unknown> | undefined, first = true; first || from !== undefined; first = false) {
      const page = await client.send(
        new ScanCommand({ TableName, ConsistentRead: true, ...(from === undefined ? {} : { ExclusiveStartKey: from }) }),
      );
      for (const item of page.Items ?? []) items.push(item as Item);
      from = page.LastEvaluatedKey;
    }
  }
  client.destroy();
  return items;
};

const filesIn = (folder: string): readonly Kept[] =>
  readdirSync(folder)
    .filter((bucket) => !bucket.startsWith("."))
    .flatMap((bucket) =>
      readdirSync(join(folder, bucket)).flatMap((digits) =>
        readdirSync(join(folder, bucket, digits)).map((name) => keptIn(bucket, join(folder, bucket, digits, name))),
      ),
    );

const keptIn = (bucket: string, folder: string): Kept => {
  const names = readdirSync(folder);
  const commits = names
    .filter((name) => name.startsWith("commit-"))
    .map((name) => JSON.parse(readFileSync(join(folder, name), "utf8")) as Commit);
  const used = new Set(commits.flatMap((commit) => commit.segments.map((segment) => segment.path.split("/")[0])));
  const strays = names.filter((name) => /^(?:whole|upload)-/.test(name) && !used.has(name));
  return { bucket, key: commits[0]?.key ?? keyOfUpload(folder, names), commits, strays };
};

const keyOfUpload = (folder: string, names: readonly string[]): string => {
  const upload = names.find((name) => name.startsWith("upload-"));
  if (upload === undefined) return "";
  return (JSON.parse(readFileSync(join(folder, upload, "upload.json"), "utf8")) as { key: string }).key;
};
