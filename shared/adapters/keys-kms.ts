import { GenerateMacCommand, GetPublicKeyCommand, type KMSClient, SignCommand } from "@aws-sdk/client-kms";
import type { Keys } from "../ports.ts";

/** Keys of a zone: a MAC key for cursors and, in the record zone, the signing key of the logs. */
export const kmsKeys = (
  client: KMSClient,
  ids: { readonly mac?: string | undefined; readonly sign?: string | undefined },
): Keys => {
  const named = (id: string | undefined, what: string): string => {
    if (id === undefined) throw new Error(`this function has no ${what} key`);
    return id;
  };
  let publicKey: Promise<Uint8Array> | undefined;
  return {
    mac: async (text) => {
      const { Mac } = await client.send(
        new GenerateMacCommand({
          KeyId: named(ids.mac, "MAC"),
          MacAlgorithm: "HMAC_SHA_256",
          Message: new TextEncoder().encode(text),
        }),
      );
      return present(Mac, "a MAC");
    },
    sign: async (message) => {
      const { Signature } = await client.send(
        new SignCommand({
          KeyId: named(ids.sign, "signing"),
          SigningAlgorithm: "ED25519_SHA_512",
          MessageType: "RAW",
          Message: message,
        }),
      );
      return present(Signature, "a signature");
    },
    publicKey: async () => {
      // It never changes; a failed fetch is not remembered.
      publicKey ??= fetchPublicKey(client, named(ids.sign, "signing")).catch((error: unknown) => {
        publicKey = undefined;
        throw error;
      });
      return publicKey;
    },
  };
};

/** The last 32 bytes of the SubjectPublicKeyInfo of an Ed25519 key are the key (RFC 8410, 4). */
const fetchPublicKey = async (client: KMSClient, id: string): Promise<Uint8Array> =>
  present((await client.send(new GetPublicKeyCommand({ KeyId: id }))).PublicKey, "a public key").slice(-32);

const present = (bytes: Uint8Array | undefined, what: string): Uint8Array => {
  if (bytes === undefined) throw new Error(`KMS answered without ${what}`);
  return bytes;
};
