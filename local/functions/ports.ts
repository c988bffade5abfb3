import { randomBytes } from "node:crypto";
import { join } from "node:path";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import { monotonicFactory } from "ulid";
import { directoryFiles } from "#local/files/directory.ts";
import { fileKeys } from "#local/keys.ts";
import { stateRoot } from "#shared/adapters/keys.ts";
import { SMALL_CALLS } from "#shared/adapters/patience.ts";
import { dynamoRecords } from "#shared/adapters/records-dynamodb.ts";
import type { Json, Keys, Ports, Queues, Workflow } from "#shared/ports.ts";
import type { PortCall, Wiring } from "./messages.ts";
import { noted } from "./noted.ts";

type Environment = Readonly<Record<string, string | undefined>>;
type Ask = (call: PortCall) => Promise<unknown>;

/** The embedded ports of one function: its own table, buckets, queues and machines as its environment declares them, nothing else. */
export const embeddedPorts =
  (wiring: Wiring, ask: Ask) =>
  (environment: Environment): ((state?: string) => Ports) => {
    const client = DynamoDBDocumentClient.from(recordsClient(wiring.recordsEndpoint));
    const buckets = declared(environment, "BUCKETS");
    const newId = monotonicFactory();
    const seen = <T extends object>(port: T, name: string): T => (wiring.noteCalls ? noted(port, name) : port);
    const shared = {
      files: (bucket: string) =>
        seen(
          directoryFiles({
            folder: wiring.filesFolder,
            // Folders carry the name that code uses, so that a copy out of another bucket can name it too.
            bucket: declaredIn(buckets, "BUCKETS", bucket) && bucket,
            secret: wiring.filesSecret,
            baseUrl: wiring.baseUrl,
            now: () => Date.now(),
          }),
          "files",
        ),
      workflow: workflowPort(declared(environment, "MACHINES"), ask),
      queues: seen(queuesPort(declared(environment, "QUEUES"), ask), "queues"),
      keys: seen(keysPort(environment, wiring.keysFolder), "keys"),
      clock: { now: () => businessNow(wiring.clockOffset), set: async (now) => void (await ask({ port: "clock.set", now })) },
      newId: () => newId(),
      random: () => new Uint8Array(randomBytes(32)),
    } satisfies Omit<Ports, "records">;
    const table = environment["TABLE"];
    return (state) => ({
      ...shared,
      records: dynamoRecords({ client, table: table ?? "", ...(state === undefined ? {} : { within: stateRoot(state) }) }),
    });
  };

/** A client of the record store; nothing of it comes from the function's environment. */
export const recordsClient = (endpoint: string): DynamoDBClient =>
  new DynamoDBClient({
    endpoint,
    region: "local",
    credentials: { accessKeyId: "local", secretAccessKey: "local" },
    maxAttempts: 5,
    requestHandler: SMALL_CALLS,
  });

/** Business time: machine time and the offset that the demonstration stage may set. */
const businessNow = (offset: SharedArrayBuffer): string =>
  new Date(Date.now() + Number(Atomics.load(new BigInt64Array(offset), 0))).toISOString();

const workflowPort = (machines: Names, ask: Ask): Workflow => ({
  start: async ({ machine, name, input }) =>
    (await ask({ port: "workflow.start", machine: nameIn(machines, "MACHINES", machine), name, input })) as "started" | "known",
  succeed: async ({ token, output }) => (await ask({ port: "workflow.succeed", token, output })) as "released" | "gone",
  status: async ({ machine, name }) =>
    (await ask({ port: "workflow.status", machine: nameIn(machines, "MACHINES", machine), name })) as Awaited<
      ReturnType<Workflow["status"]>
    >,
});

const queuesPort = (queues: Names, ask: Ask): Queues => ({
  send: async (queue: string, messages: readonly Json[]) => {
    await ask({ port: "queues.send", queue: nameIn(queues, "QUEUES", queue), messages });
  },
});

type Names = Readonly<Record<string, string>>;
const declared = (environment: Environment, name: string): Names => JSON.parse(environment[name] ?? "{}") as Names;

/** The home's own name of a thing: the last part of the ARN, URL or name that the environment gives. */
const nameIn = (names: Names, variable: string, name: string): string => lastOf(declaredIn(names, variable, name));

const declaredIn = (names: Names, variable: string, name: string): string => {
  const given = Object.hasOwn(names, name) ? names[name] : undefined;
  if (given === undefined) throw new Error(`${name} is not among the ${variable} of this function`);
  return given;
};
const lastOf = (given: string): string => given.split(/[:/]/).at(-1) ?? given;

/** A folder for each key; a key that the function's environment does not name it does not have. */
const keysPort = (environment: Environment, folder: string): Keys => {
  const named = (variable: string): Keys => {
    const id = environment[variable];
    if (id === undefined) throw new Error(`this function has no ${variable}`);
    return fileKeys({ folder: join(folder, lastOf(id)) });
  };
  return {
    mac: async (text) => named("MAC_KEY_ID").mac(text),
    sign: async (message) => named("SIGN_KEY_ID").sign(message),
    publicKey: async () => named("SIGN_KEY_ID").publicKey(),
  };
};
