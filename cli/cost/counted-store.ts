import { Agent, createServer, type IncomingMessage, request } from "node:http";
import type { AddressInfo } from "node:net";
import { startStore } from "#local/store/store.ts";

/** One request of a function to its table. */
export interface StoreCall {
  /** Machine time when it came and when it was answered, milliseconds and fractions. */
  readonly begun: number;
  readonly ended: number;
  /** As DynamoDB names it, such as `TransactWriteItems`. */
  readonly operation: string;
  readonly table: string;
  /** Consumed capacity as the store reports it, indexes included: request units of on-demand tables. */
  readonly units: number;
  readonly writes: boolean;
  readonly bytesSent: number;
  readonly bytesReceived: number;
}

export interface CountedStore {
  readonly endpoint: string;
  /** Every data call so far, oldest first. Tables being made and streams being read are none. */
  readonly calls: readonly StoreCall[];
  /** Machine time of the newest call, 0 before the first. */
  newest(): number;
  stop(): Promise<void>;
}

const WRITES = new Set(["TransactWriteItems", "PutItem", "UpdateItem", "DeleteItem", "BatchWriteItem"]);
const READS = new Set(["BatchGetItem", "GetItem", "Query", "Scan", "TransactGetItems"]);

/**
 * The embedded record store behind a counter on loopback, which asks it for the capacity that each call consumes. Homes started in this
 * process until `stop` use it, through `AWS_ENDPOINT_URL_DYNAMODB`.
 */
export const startCountedStore = async ({ folder }: { readonly folder: string }): Promise<CountedStore> => {
  const store = await startStore({ folder });
  const calls: StoreCall[] = [];
  const agent = new Agent({ keepAlive: true });
  const counter = createServer(async (incoming, outgoing) => {
    const begun = machineNow();
    const operation = String(incoming.headers["x-amz-target"]).split(".").at(-1) ?? "";
    const counted = WRITES.has(operation) || READS.has(operation);
    const asked = await bodyOf(incoming);
    const sent = counted ? askingForCapacity(asked) : asked;
    const headers = { ...incoming.headers, "content-length": String(sent.length) };
    const forwarded = request(store.endpoint, { agent, method: incoming.method, path: incoming.url, headers }, async (answer) => {
      const received = await bodyOf(answer);
      if (counted) calls.push(callOf(operation, { begun, asked, received }));
      outgoing.writeHead(answer.statusCode ?? 500, answer.headers).end(received);
    });
    forwarded.on("error", () => outgoing.destroy());
    forwarded.end(sent);
  });
  await new Promise<void>((resolve) => counter.listen(0, "127.0.0.1", resolve));
  const before = process.env["AWS_ENDPOINT_URL_DYNAMODB"];
  const endpoint = `http://127.0.0.1:${(counter.address() as AddressInfo).port}`;
  process.env["AWS_ENDPOINT_URL_DYNAMODB"] = endpoint;
  return {
    endpoint,
    calls,
    newest: () => calls.at(-1)?.ended ?? 0,
    stop: async () => {
      if (before === undefined) delete process.env["AWS_ENDPOINT_URL_DYNAMODB"];
      else process.env["AWS_ENDPOINT_URL_DYNAMODB"] = before;
      counter.closeAllConnections();
      await new Promise((resolve) => counter.close(resolve));
      agent.destroy();
      await store.stop();
    },
  };
};

const machineNow = () => performance.timeOrigin + performance.now();

const bodyOf = async (message: IncomingMessage): Promise<Buffer> => {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
};

const askingForCapacity = (body: Buffer): Buffer =>
  Buffer.from(JSON.stringify({ ...(JSON.parse(body.toString("utf8")) as object), ReturnConsumedCapacity: "TOTAL" }));

interface Consumed {
  readonly TableName?: string;
  readonly CapacityUnits?: number;
}

/** A call that the store refused consumes what its conditions read; the store does not say how much, so it counts as nothing. */
const callOf = (operation: string, { begun, asked, received }: { begun: number; asked: Buffer; received: Buffer }): StoreCall => {
  const { ConsumedCapacity: given } = JSON.parse(received.toString("utf8") || "{}") as {
    readonly ConsumedCapacity?: Consumed | readonly Consumed[];
  };
  const consumed = given === undefined ? [] : ([given].flat() as readonly Consumed[]);
  return {
    begun,
    ended: machineNow(),
    operation,
    table: consumed[0]?.TableName ?? "",
    units: consumed.reduce((sum, one) => sum + (one.CapacityUnits ?? 0), 0),
    writes: WRITES.has(operation),
    bytesSent: asked.length,
    bytesReceived: received.length,
  };
};
