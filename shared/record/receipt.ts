import { bytesToHex, hexToBytes } from "@noble/hashes/utils.js";
import type { Receipt, ReceiptItem } from "../domain/receipt.ts";
import type { Item, Json } from "../ports.ts";
import { fromBase64, openCheckpoint } from "./checkpoint.ts";
import { commit } from "./entry.ts";
import { exactHash } from "./exact.ts";
import { nameOf } from "./log-name.ts";
import { leafHash, rootFromProof } from "./merkle.ts";

/** What a receipt says of one item of a submission. */
export const receiptItem = (item: Item): ReceiptItem => ({
  number: Number(item["number"]),
  name: String(item["name"]),
  bytes: Number(item["bytes"]),
  sha256: String(item["sha256"]),
  storedSha256: textOrNull(item["storedSha256"]),
  verdict: item["status"] === "verified" ? "verified" : "quarantined",
  reason: textOrNull(item["reason"]),
});
const textOrNull = (value: Json | undefined): string | null => (typeof value === "string" ? value : null);

/** SHA-256 of the exact list of items, in the order of their numbers: what the receipt's entry names. */
export const itemsHash = (items: readonly Item[]): string => receiptItemsHash(items.map(receiptItem));
const receiptItemsHash = (items: readonly ReceiptItem[]): string =>
  exactHash(
    items.toSorted((a, b) => a.number - b.number),
    1,
  );

/** Why a receipt does not hold, in words; empty when it is intact. */
export const receiptFaults = async (receipt: Receipt): Promise<readonly string[]> => {
  const opened = await openCheckpoint(receipt.checkpoint, receipt.vkey);
  if ("fault" in opened) return [CHECKPOINT[opened.fault]];
  const { origin, size, root } = opened.checkpoint;
  const proof = receipt.proof.map(fromBase64);
  const leaf = leafHash(commit(receipt.entry, hexToBytes(receipt.random)));
  const found = proof.some((one) => one?.length !== 32)
    ? undefined
    : rootFromProof(leaf, { index: receipt.leafIndex, size }, proof as readonly Uint8Array[]);
  const inLog = found !== undefined && bytesToHex(found) === bytesToHex(root);
  const itemsSha256 = receiptItemsHash(receipt.items);
  return [
    ...(inLog
      ? []
      : [
          "the entry, its random bytes, its place or its proof was altered: together they do not lead to the signed root of the log",
        ]),
    ...(itemsSha256 === receipt.entry.data.itemsSha256
      ? []
      : [`the list of items was altered: its hash is ${itemsSha256}, and the entry names ${receipt.entry.data.itemsSha256}`]),
    ...(receipt.reference === receipt.entry.subject
      ? []
      : [`the reference was altered: it is ${receipt.reference}, and the entry is about ${receipt.entry.subject}`]),
    ...(receipt.registeredAt === receipt.entry.at
      ? []
      : [`the time of registration was altered: it is ${receipt.registeredAt}, and the entry was made at ${receipt.entry.at}`]),
    ...(origin === nameOf(receipt.entry.log, origin.slice(0, Math.max(0, origin.lastIndexOf("/"))))
      ? []
      : ["the checkpoint was exchanged: it is of another log than the one that the entry stands in"]),
    ...(receipt.entry.log === `state-${receipt.state.toLowerCase()}`
      ? []
      : [`the State was altered: it is ${receipt.state}, and the entry stands in another log`]),
  ];
};

export const CHECKPOINT = {
  unreadable: "the checkpoint is not a signed note of a log",
  "key-unreadable": "the verification key is not readable as one",
  "not-signed": "the checkpoint bears no signature by the key given, or names another log",
  signature: "the signature of the checkpoint is wrong: the checkpoint or the key was altered",
} as const;
