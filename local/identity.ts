import type { IncomingMessage, ServerResponse } from "node:http";
import { join } from "node:path";
import type { DatabaseSync } from "node:sqlite";
import { createLocalJWKSet, type JWTVerifyGetKey } from "jose";
import type { Person } from "#shared/domain/people.ts";
import { identityProvider } from "./identity/provider.ts";
import { identitySecrets } from "./identity/secrets.ts";
import { identityHandler } from "./identity/sign-in.ts";

export interface Identity {
  readonly issuer: string;
  /** The issuer's own public keys, for the authorizer. */
  readonly keys: JWTVerifyGetKey;
  readonly handle: (request: IncomingMessage, response: ServerResponse, path: string) => Promise<boolean>;
}

interface Options {
  readonly origin: string;
  /** Folder of the data, for the signing key. */
  readonly data: string;
  readonly database: DatabaseSync;
  readonly people: () => readonly Person[];
  readonly demonstration: boolean;
}

/** The embedded issuer with its sign-in page. */
export const startIdentity = async ({ origin, data, database, people, demonstration }: Options): Promise<Identity> => {
  const secrets = await identitySecrets(join(data, "identity.json"));
  const person = (id: string) => people().find((one) => one.id === id);
  const provider = identityProvider({ origin, database, secrets, person });
  const { kty = "RSA", n = "", e = "", kid } = secrets.signingKey;
  return {
    issuer: `${origin}/oidc`,
    keys: createLocalJWKSet({ keys: [{ kty, n, e, kid, alg: "RS256", use: "sig" }] }),
    handle: identityHandler({ provider, people, demonstration }),
  };
};
