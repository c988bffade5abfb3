import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { calculateJwkThumbprint, exportJWK, generateKeyPair, type JWK } from "jose";
import { writeOnce } from "#local/owner-only.ts";

/** The issuer's signing key and the keys of its cookies. */
export interface IdentitySecrets {
  readonly signingKey: JWK & { readonly kid: string };
  readonly cookieKeys: readonly string[];
}

/** Reads the secrets, made on the first start and readable by their owner only. */
export const identitySecrets = async (path: string): Promise<IdentitySecrets> => {
  if (!existsSync(path)) await writeOnce(path, JSON.stringify(await freshSecrets()));
  return JSON.parse(await readFile(path, "utf8")) as IdentitySecrets;
};

const freshSecrets = async (): Promise<IdentitySecrets> => {
  const { privateKey } = await generateKeyPair("RS256", { extractable: true });
  const jwk = await exportJWK(privateKey);
  const signingKey = { ...jwk, kid: await calculateJwkThumbprint(jwk), alg: "RS256", use: "sig" };
  return { signingKey, cookieKeys: [randomBytes(32).toString("base64url")] };
};
