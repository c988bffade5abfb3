import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex } from "@noble/hashes/utils.js";
import canonicalize from "canonicalize";

/**
 * The one byte sequence of a JSON value: strings and keys in Unicode NFC, then RFC 8785. Throws `TypeError` for what JSON cannot hold
 * (undefined, NaN, infinities, functions, lone surrogates, dates), so that nothing is left out or changed silently.
 */
export const canonicalBytes = (value: unknown): Uint8Array => {
  const text = canonicalize(normal(value, "$"));
  if (text === undefined) throw new TypeError("the value has no JSON text");
  return new TextEncoder().encode(text);
};

/** The exact bytes of a text or manifest; `schema` says how to read it, so that a later form cannot be mistaken for this one. */
export const exactBytes = (value: unknown, schema: number): Uint8Array => canonicalBytes({ schema, text: value });

/** SHA-256 of the exact bytes, in lower-case hexadecimal: what people attest to and what logs name. */
export const exactHash = (value: unknown, schema: number): string => sha256Hex(exactBytes(value, schema));

export const sha256Hex = (bytes: Uint8Array): string => bytesToHex(sha256(bytes));

const normal = (value: unknown, where: string): unknown => {
  if (value === null || typeof value === "boolean") return value;
  if (typeof value === "string") return normalText(value, where);
  if (typeof value === "number") {
    if (!Number.isFinite(value)) throw new TypeError(`${where} is ${value}, which JSON cannot hold`);
    return value;
  }
  if (Array.isArray(value)) return Array.from(value, (one, index) => normal(one, `${where}[${index}]`));
  if (typeof value === "object" && isPlain(value)) return normalObject(value, where);
  throw new TypeError(`${where} is ${typeof value}, which JSON cannot hold`);
};

const normalObject = (value: object, where: string): Record<string, unknown> => {
  // Without a prototype, so that a key such as __proto__ is a key like any other.
  const out: Record<string, unknown> = Object.create(null);
  for (const [key, one] of Object.entries(value)) {
    const name = normalText(key, `a key of ${where}`);
    if (name in out) throw new TypeError(`${where} has two keys that are one after normalisation: ${name}`);
    out[name] = normal(one, `${where}.${name}`);
  }
  return out;
};

const normalText = (text: string, where: string): string => {
  if (!text.isWellFormed()) throw new TypeError(`${where} holds half of a surrogate pair`);
  return text.normalize("NFC");
};

const isPlain = (value: object): boolean => {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
};
