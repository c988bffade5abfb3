import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex } from "@noble/hashes/utils.js";

/** Size and root of a log under its name (C2SP tlog-checkpoint). */
export interface Checkpoint {
  readonly origin: string;
  readonly size: number;
  readonly root: Uint8Array;
}

const utf8 = new TextEncoder();
/** Without Node's Buffer: the same code verifies in the browser. */
export const base64 = (bytes: Uint8Array): string => btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
/** Undefined unless the text is base64 in its one canonical form. */
export const fromBase64 = (text: string): Uint8Array | undefined => {
  if (!/^[A-Za-z0-9+/]*={0,2}$/.test(text) || text.length % 4 !== 0) return undefined;
  const bytes = Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
  return base64(bytes) === text ? bytes : undefined;
};

const ED25519 = 0x01;
/** First four bytes of SHA-256(name, line feed, algorithm, public key) (C2SP signed-note). */
const keyId = (name: string, publicKey: Uint8Array): Uint8Array =>
  sha256
    .create()
    .update(utf8.encode(`${name}\n`))
    .update(Uint8Array.of(ED25519))
    .update(publicKey)
    .digest()
    .slice(0, 4);

/** Verification key of a log: name+id+key. */
export const vkeyOf = (name: string, publicKey: Uint8Array): string =>
  `${name}+${bytesToHex(keyId(name, publicKey))}+${base64(Uint8Array.of(ED25519, ...publicKey))}`;

/** A file of it may end in one line feed; nothing else beside the key is let pass. */
const parseVkey = (
  vkey: string,
): { readonly name: string; readonly id: Uint8Array; readonly publicKey: Uint8Array } | undefined => {
  const line = vkey.endsWith("\n") ? vkey.slice(0, -1) : vkey;
  const [, name, , key] = /^([^+\s]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/=]+)$/.exec(line) ?? [];
  const bytes = key === undefined ? undefined : fromBase64(key);
  if (name === undefined || bytes?.length !== 33 || bytes[0] !== ED25519) return undefined;
  const publicKey = bytes.slice(1);
  return vkeyOf(name, publicKey) === line ? { name, id: keyId(name, publicKey), publicKey } : undefined;
};

const bodyOf = ({ origin, size, root }: Checkpoint): string => `${origin}\n${size}\n${base64(root)}\n`;

/** The signed note of a checkpoint. The same checkpoint and key give the same bytes. */
export const signCheckpoint = async (
  checkpoint: Checkpoint,
  keys: { sign(message: Uint8Array): Promise<Uint8Array>; publicKey(): Promise<Uint8Array> },
): Promise<string> => {
  const body = bodyOf(checkpoint);
  const [signature, publicKey] = await Promise.all([keys.sign(utf8.encode(body)), keys.publicKey()]);
  const line = base64(Uint8Array.from([...keyId(checkpoint.origin, publicKey), ...signature]));
  return `${body}\n— ${checkpoint.origin} ${line}\n`;
};

export type Opened =
  | { readonly checkpoint: Checkpoint }
  | { readonly fault: "unreadable" | "key-unreadable" | "not-signed" | "signature" };

/** Reads a signed note and checks it against a verification key. Lines of other signers are let stand, whatever is not a signature line is not. */
export const openCheckpoint = async (note: string, vkey: string): Promise<Opened> => {
  const key = parseVkey(vkey);
  if (key === undefined) return { fault: "key-unreadable" };
  const split = note.indexOf("\n\n");
  const body = note.slice(0, split + 1);
  const [origin, size, root, ...more] = body.split("\n");
  const bytes = root === undefined ? undefined : fromBase64(root);
  if (
    split < 0 ||
    !origin ||
    !/^(?:0|[1-9]\d{0,15})$/.test(size ?? "") ||
    bytes?.length !== 32 ||
    more.some((line) => line !== "")
  )
    return { fault: "unreadable" };
  const lines = signatureLines(note.slice(split + 2));
  const own =
    lines?.filter((line) => line.name === key.name && key.id.every((byte, index) => byte === line.signature[index])) ?? [];
  if (origin !== key.name || own.length === 0) return { fault: "not-signed" };
  const signed = await Promise.all(own.map((line) => verified(line.signature.slice(4), utf8.encode(body), key.publicKey)));
  return signed.every((one) => one) ? { checkpoint: { origin, size: Number(size), root: bytes } } : { fault: "signature" };
};

/** Undefined when one of the lines is no signature line: then the note is not one (C2SP signed-note). */
const signatureLines = (text: string): readonly { readonly name: string; readonly signature: Uint8Array }[] | undefined => {
  if (!text.endsWith("\n")) return undefined;
  const lines = text
    .slice(0, -1)
    .split("\n")
    .map((line) => {
      const [, name, given] = /^— ([^+\s]+) (\S+)$/.exec(line) ?? [];
      const signature = given === undefined ? undefined : fromBase64(given);
      return name === undefined || signature === undefined || signature.length < 5 ? undefined : { name, signature };
    });
  return lines.every((line) => line !== undefined) ? lines : undefined;
};

/** With the platform's own Ed25519, the same in Node and in browsers. Bytes that are no key verify nothing. */
const verified = async (signature: Uint8Array, message: Uint8Array, publicKey: Uint8Array): Promise<boolean> => {
  const { subtle } = globalThis.crypto;
  const key = await subtle.importKey("raw", new Uint8Array(publicKey), "Ed25519", false, ["verify"]).catch(() => undefined);
  return (
    key !== undefined &&
    signature.length === 64 &&
    subtle.verify("Ed25519", key, new Uint8Array(signature), new Uint8Array(message))
  );
};
