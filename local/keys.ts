import { createHmac, createPrivateKey, createPublicKey, generateKeyPairSync, sign } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Keys } from "#shared/ports.ts";
import { secretIn, writeOnce } from "./owner-only.ts";

/** Keys in files that only their owner can read, made on first use and the same ever after. `folder` holds one key each of MAC and signature. */
export const fileKeys = ({ folder }: { readonly folder: string }): Keys => ({
  mac: async (text) => {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    return new Uint8Array(
      createHmac("sha256", await secretIn(join(folder, "mac.key")))
        .update(text)
        .digest(),
    );
  },
  sign: async (message) => new Uint8Array(sign(null, message, await privateKeyIn(folder))),
  // The last 32 bytes of the SubjectPublicKeyInfo of an Ed25519 key are the key (RFC 8410, 4).
  publicKey: async () =>
    new Uint8Array(createPublicKey(await privateKeyIn(folder)).export({ format: "der", type: "spki" })).slice(-32),
});

const privateKeyIn = async (folder: string) => {
  const path = join(folder, "ed25519.pem");
  if (!existsSync(path)) {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await writeOnce(path, generateKeyPairSync("ed25519").privateKey.export({ format: "pem", type: "pkcs8" }));
  }
  return createPrivateKey(await readFile(path, "utf8"));
};
