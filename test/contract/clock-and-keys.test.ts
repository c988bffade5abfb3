import { randomUUID } from "node:crypto";
import { mkdtemp, readdir, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { CreateKeyCommand, KMSClient } from "@aws-sdk/client-kms";
import { PutParameterCommand, SSMClient } from "@aws-sdk/client-ssm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { homeClock } from "#local/clock.ts";
import { openDatabase } from "#local/database.ts";
import { fileKeys } from "#local/keys.ts";
import { ssmClock } from "#shared/adapters/clock-ssm.ts";
import { kmsKeys } from "#shared/adapters/keys-kms.ts";
import type { Clock } from "#shared/ports.ts";
import { clockContract, keysContract } from "./clock-and-keys.contract.ts";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "keys-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const embeddedClock = (stage: string) => async () => {
  const database = openDatabase(":memory:");
  const asked = async (): Promise<Clock> => {
    const { now, set } = homeClock({ database, stage });
    return { now, set: async (to) => set(to) };
  };
  return { clock: await asked(), reopen: asked };
};
clockContract("the clock of the embedded home", { demo: embeddedClock("demo"), fixed: embeddedClock("production") });

type Send = (command: { input: { Name?: string; Value?: string } }) => Promise<unknown>;
/** One parameter in memory, with what was asked of it. */
const parameterStore = () => {
  let value = "0";
  const asked: string[] = [];
  const send: Send = async ({ input }) => {
    asked.push(input.Value === undefined ? "get" : "put");
    value = input.Value ?? value;
    return { Parameter: { Value: value } };
  };
  return { asked, client: { send } as unknown as SSMClient };
};
const ssm = async (client: SSMClient, parameter: string | undefined) => {
  const asked = async () => {
    const { clock, ready } = ssmClock(() => client, parameter);
    await ready();
    return clock;
  };
  return { clock: await asked(), reopen: asked };
};
clockContract("the clock on a parameter", {
  demo: () => ssm(parameterStore().client, "/offset"),
  fixed: () => ssm(parameterStore().client, undefined),
});

test("the parameter is read once in a while and not for every request, and never without one", async () => {
  const { asked, client } = parameterStore();
  const { ready } = ssmClock(() => client, "/offset");
  await ready();
  await ready();
  expect(asked).toEqual(["get"]);
  await ssmClock(() => client, undefined).ready();
  expect(asked).toEqual(["get"]);
});

const settings = (endpoint: string) => ({
  endpoint,
  region: "us-east-1",
  credentials: { accessKeyId: "test", secretAccessKey: "test" },
});
const ssmEndpoint = process.env["SSM_ENDPOINT"];
if (ssmEndpoint !== undefined) {
  const client = new SSMClient(settings(ssmEndpoint));
  const demo = async () => {
    const parameter = `/corroborate/${randomUUID()}`;
    await client.send(new PutParameterCommand({ Name: parameter, Value: "0", Type: "String" }));
    return ssm(client, parameter);
  };
  clockContract("the clock on Parameter Store", { demo, fixed: () => ssm(client, undefined) });
} else test.skip("the clock on Parameter Store: SSM_ENDPOINT names no service with its interface", () => undefined);

keysContract("keys in files", async () => {
  const own = await mkdtemp(join(folder, "own-"));
  return {
    keys: fileKeys({ folder: own }),
    reopen: () => fileKeys({ folder: own }),
    other: fileKeys({ folder: await mkdtemp(join(folder, "other-")) }),
  };
});

test("key files can be read by their owner only", async () => {
  const own = join(folder, "private");
  const keys = fileKeys({ folder: own });
  await keys.mac("x");
  await keys.publicKey();
  const names = await readdir(own);
  expect(names.toSorted()).toEqual(["ed25519.pem", "mac.key"]);
  for (const path of [own, ...names.map((one) => join(own, one))]) expect((await stat(path)).mode & 0o077, path).toBe(0);
});

const kmsEndpoint = process.env["KMS_ENDPOINT"];
if (kmsEndpoint !== undefined) {
  const client = new KMSClient(settings(kmsEndpoint));
  const made = async () => {
    const mac = await client.send(new CreateKeyCommand({ KeySpec: "HMAC_256", KeyUsage: "GENERATE_VERIFY_MAC" }));
    const sign = await client.send(new CreateKeyCommand({ KeySpec: "ECC_NIST_EDWARDS25519", KeyUsage: "SIGN_VERIFY" }));
    return { mac: mac.KeyMetadata?.Arn, sign: sign.KeyMetadata?.Arn };
  };
  keysContract("keys of KMS", async () => {
    const ids = await made();
    return { keys: kmsKeys(client, ids), reopen: () => kmsKeys(client, ids), other: kmsKeys(client, await made()) };
  });
} else test.skip("keys of KMS: KMS_ENDPOINT names no service with its interface", () => undefined);
