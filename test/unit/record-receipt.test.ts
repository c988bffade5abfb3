import { expect, test } from "vitest";
import { receiptOf } from "#functions/delegation/receipt.ts";
import { sequenceLog } from "#functions/streams/sequence.ts";
import { logPk, outKey, submissionPk } from "#shared/adapters/keys.ts";
import { type Receipt, receiptSchema } from "#shared/domain/receipt.ts";
import type { Item } from "#shared/ports.ts";
import { entryItem } from "#shared/record/change.ts";
import { signCheckpoint, vkeyOf } from "#shared/record/checkpoint.ts";
import { nameOf } from "#shared/record/log-name.ts";
import { itemsHash, receiptFaults } from "#shared/record/receipt.ts";
import { memoryKeys, memoryPorts } from "../fixtures/memory-ports.ts";
import { messageNumbered } from "../fixtures/sequenced.ts";

const hash = (digit: string) => digit.repeat(64);
const item = (number: number, given: Record<string, string | number> = {}): Item => ({
  pk: submissionPk("GB", "GB-001"),
  sk: `ITEM#${number}`,
  schema: 1,
  id: `item-${number}`,
  number,
  name: `photograph ${number}.jpg`,
  bytes: 1000 + number,
  sha256: hash("a"),
  storedSha256: hash("a"),
  status: "verified",
  ...given,
});
const ITEMS = [item(2), item(1), item(3, { status: "quarantined", storedSha256: hash("b"), reason: "HASH_DIFFERS" })];

/** A receipt as a State gets it: registered, sequenced among others, proved. */
const registered = async (): Promise<{ receipt: Receipt; ports: ReturnType<typeof memoryPorts> }> => {
  const ports = memoryPorts();
  const data = { manifestSha256: hash("c"), itemsSha256: itemsHash(ITEMS) };
  const pk = submissionPk("GB", "GB-001");
  const entry = entryItem(
    { pk, event: "submission.registered", subject: "GB-001", data, state: "GB" },
    { actor: "system", now: ports.clock.now(), ports },
  );
  const id = entry.sk.slice("ENTRY#".length);
  const others = [0, 1, 2, 3, 4].map((number) => messageNumbered(number));
  await sequenceLog(ports, "state-gb", [
    ...others,
    messageNumbered(5, { id, commitment: String(entry["commitment"]), event: "submission.registered" }),
  ]);
  const [message] = await ports.records.read([outKey(logPk("state-gb"), `proof-${id}`)]);
  const proof = message?.["body"] as never;
  const submission: Item = { pk, sk: "SUBMISSION", schema: 1, state: "GB", reference: "GB-001" };
  return { receipt: receiptOf({ submission, items: ITEMS, entry, proof }), ports };
};
const { receipt, ports } = await registered();

test("a receipt as it is handed out is of its form and intact, also after it was stored as text", async () => {
  const read = receiptSchema.parse(JSON.parse(JSON.stringify(receipt)));
  expect(read).toEqual(receipt);
  expect(await receiptFaults(read)).toEqual([]);
  expect(read.items.map((one) => [one.number, one.verdict])).toEqual([
    [1, "verified"],
    [2, "verified"],
    [3, "quarantined"],
  ]);
});

test("the hash of the items is the same in whatever order the store lists them, and of every field", () => {
  expect(itemsHash(ITEMS.toReversed())).toBe(itemsHash(ITEMS));
  const differing = [
    { number: 4 },
    { name: "other.jpg" },
    { bytes: 1 },
    { sha256: hash("d") },
    { storedSha256: hash("d") },
    { status: "quarantined" },
    { reason: "X" },
  ];
  const hashes = differing.map((given) => itemsHash([item(1, given as Record<string, string | number>)]));
  expect(new Set([itemsHash([item(1)]), ...hashes]).size).toBe(differing.length + 1);
});

/** Every value in the receipt that is neither an object nor a list, with a way to replace it. */
const leavesOf = (value: unknown, path: readonly string[] = []): readonly (readonly string[])[] =>
  typeof value === "object" && value !== null
    ? Object.entries(value).flatMap(([key, one]) => leavesOf(one, [...path, key]))
    : [path];
const replaced = (value: unknown, [key, ...rest]: readonly string[], change: (old: unknown) => unknown): unknown => {
  if (key === undefined) return change(value);
  if (Array.isArray(value)) return value.with(Number(key), replaced(value[Number(key)], rest, change));
  return { ...(value as object), [key]: replaced((value as Record<string, unknown>)[key], rest, change) };
};

test("a change of any one value in the receipt is found, or makes it no receipt", async () => {
  const passed: string[] = [];
  const changes: readonly ((old: unknown) => unknown)[] = [
    (old) => (typeof old === "number" ? old + 1 : old === null ? "a reason" : `${String(old)}x`),
    (old) =>
      typeof old === "string" && old.length > 0
        ? String.fromCharCode(old.charCodeAt(0) ^ 1) + old.slice(1)
        : typeof old === "number"
          ? old + 2 ** 20
          : "",
    (old) => (typeof old === "string" ? old.toUpperCase() : undefined),
    (old) => (typeof old === "string" ? old.toLowerCase() : undefined),
    () => null,
  ];
  for (const path of leavesOf(receipt)) {
    for (const change of changes) {
      const changed = replaced(receipt, path, change);
      if (JSON.stringify(changed) === JSON.stringify(receipt)) continue;
      const parsed = receiptSchema.safeParse(changed);
      if (parsed.success && (await receiptFaults(parsed.data)).length === 0) passed.push(path.join("."));
    }
  }
  expect(passed).toEqual([]);
});

test("an item that was removed, added or exchanged is found in words", async () => {
  const [first, second, third] = receipt.items as [Receipt["items"][number], Receipt["items"][number], Receipt["items"][number]];
  for (const items of [
    [first, second],
    [first, second, third, { ...third, number: 4 }],
    [{ ...second, number: 1 }, { ...first, number: 2 }, third],
  ]) {
    expect((await receiptFaults({ ...receipt, items })).join()).toMatch(/^the list of items was altered/);
  }
  expect(receiptSchema.safeParse({ ...receipt, items: [{ ...first, comment: "more" }, second, third] }).success).toBe(false);
});

test("a checkpoint of another log of the same key is found, though its signature holds", async () => {
  const root = new Uint8Array(32);
  const checkpoint = await signCheckpoint({ origin: nameOf("panel"), size: 6, root }, ports.keys);
  const faults = await receiptFaults({ ...receipt, checkpoint, vkey: vkeyOf(nameOf("panel"), await ports.keys.publicKey()) });
  expect(faults.join()).toContain("it is of another log than the one that the entry stands in");
});

test("a checkpoint signed with another key under the log's name is found", async () => {
  const checkpoint = await signCheckpoint({ origin: nameOf("state-gb"), size: 6, root: new Uint8Array(32) }, memoryKeys());
  expect(await receiptFaults({ ...receipt, checkpoint })).toEqual([
    "the checkpoint bears no signature by the key given, or names another log",
  ]);
});
