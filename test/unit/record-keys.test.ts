import { createPublicKey, generateKeyPairSync, verify } from "node:crypto";
import { mkdtemp, readdir, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { GenerateMacCommand, GetPublicKeyCommand, type KMSClient, SignCommand } from "@aws-sdk/client-kms";
import { afterAll, expect, test } from "vitest";
import { fileKeys } from "#local/keys.ts";
import { kmsKeys } from "#shared/adapters/keys-kms.ts";
import { openCheckpoint, signCheckpoint, vkeyOf } from "#shared/record/checkpoint.ts";

const folder = await mkdtemp(join(tmpdir(), "keys-"));
afterAll(() => rm(folder, { recursive: true, force: true }));
const message = new TextEncoder().encode("a checkpoint");
const verified = (publicKey: Uint8Array, signature: Uint8Array) =>
  verify(
    null,
    message,
    createPublicKey({ key: { kty: "OKP", crv: "Ed25519", x: Buffer.from(publicKey).toString("base64url") }, format: "jwk" }),
    signature,
  );

test("keys in files are made once, even by many at once, and can be read by their owner only", async () => {
  const at = join(folder, "many");
  const all = await Promise.all(
    Array.from({ length: 12 }, async () =>
      Promise.all([fileKeys({ folder: at }).mac("text"), fileKeys({ folder: at }).publicKey()]),
    ),
  );
  expect(new Set(all.map(([mac, key]) => `${Buffer.from(mac).toString("hex")} ${Buffer.from(key).toString("hex")}`)).size).toBe(
    1,
  );
  expect((await stat(at)).mode & 0o777).toBe(0o700);
  expect((await readdir(at)).toSorted()).toEqual(["ed25519.pem", "mac.key"]);
  for (const name of await readdir(at)) expect((await stat(join(at, name))).mode & 0o777).toBe(0o600);
});

test("a file key signs what its public key verifies, and the same message gives the same signature", async () => {
  const keys = fileKeys({ folder: join(folder, "one") });
  const signature = await keys.sign(message);
  expect(verified(await keys.publicKey(), signature)).toBe(true);
  expect(await fileKeys({ folder: join(folder, "one") }).sign(message)).toEqual(signature);
  expect(await keys.mac("text")).toHaveLength(32);
  expect(await keys.mac("text")).not.toEqual(await fileKeys({ folder: join(folder, "two") }).mac("text"));
});

test("the key service is asked for a raw Ed25519 signature and for its public key once", async () => {
  const { privateKey, publicKey } = generateKeyPairSync("ed25519");
  const { sign } = await import("node:crypto");
  const asked: unknown[] = [];
  let failures = 1;
  const client = {
    send: async (command: unknown) => {
      if (command instanceof SignCommand) {
        asked.push({ ...command.input, Message: "…" });
        return { Signature: new Uint8Array(sign(null, command.input.Message ?? new Uint8Array(), privateKey)) };
      }
      if (command instanceof GetPublicKeyCommand) {
        if (failures-- > 0) throw new Error("the line is down");
        asked.push(command.input);
        return { PublicKey: new Uint8Array(publicKey.export({ format: "der", type: "spki" })) };
      }
      if (command instanceof GenerateMacCommand) {
        asked.push({ ...command.input, Message: Buffer.from(command.input.Message ?? []).toString() });
        return { Mac: new Uint8Array(32) };
      }
      throw new Error("an unexpected command");
    },
  } as unknown as KMSClient;
  const keys = kmsKeys(client, { mac: "mac-key", sign: "sign-key" });
  await expect(keys.publicKey()).rejects.toThrow("the line is down");
  const checkpoint = { origin: "corroborate.example/panel", size: 1, root: new Uint8Array(32) };
  const note = await signCheckpoint(checkpoint, keys);
  expect(await openCheckpoint(note, vkeyOf(checkpoint.origin, await keys.publicKey()))).toEqual({ checkpoint });
  expect(await keys.mac("text")).toHaveLength(32);
  expect(asked).toHaveLength(3);
  expect(asked).toContainEqual({ KeyId: "sign-key", SigningAlgorithm: "ED25519_SHA_512", MessageType: "RAW", Message: "…" });
  expect(asked).toContainEqual({ KeyId: "mac-key", MacAlgorithm: "HMAC_SHA_256", Message: "text" });
  await expect(kmsKeys(client, {}).sign(message)).rejects.toThrow("this function has no signing key");
});
