import { createHmac } from "node:crypto";
import { expect, test } from "vitest";
import { run } from "#functions/delegation/get-submission.ts";
import type { ListQuery } from "#shared/ports.ts";

const SUBMISSION = {
  pk: "STATE#GB#GB-001",
  sk: "SUBMISSION",
  schema: 1,
  version: 3,
  state: "GB",
  reference: "GB-001",
  status: "draft",
};
const HANDLING = { classification: "unclassified", tlp: "AMBER", panelOnly: true, attribution: "a Member State" };
const itemAt = (number: number) => ({
  pk: SUBMISSION.pk,
  sk: `ITEM#${String(number).padStart(6, "0")}`,
  schema: 1,
  version: 1,
  id: String(number),
  number,
  kind: "photograph",
  name: `${number}.jpg`,
  title: "A quay",
  bytes: 10,
  sha256: "0".repeat(64),
  mediaType: "image/jpeg",
  metadata: {},
  handling: HANDLING,
  status: "expected",
});

const COUNT = 1_203;
/** A store that gives pages as DynamoDB does: by the last key seen. */
const ports = {
  records: {
    list: async ({ limit = 0, after = "0" }: ListQuery) => {
      const from = Number(after);
      const until = Math.min(COUNT, from + limit);
      const items = Array.from({ length: until - from }, (_, at) => itemAt(from + at + 1));
      return until === COUNT ? { items } : { items, next: String(until) };
    },
  },
  keys: { mac: async (text: string) => new Uint8Array(createHmac("sha256", "k").update(text).digest()) },
};
const read = (after?: string) =>
  run({
    input: { state: "GB", reference: "GB-001", ...(after === undefined ? {} : { after }) },
    record: { ...SUBMISSION, handling: HANDLING },
    ports,
  } as unknown as Parameters<typeof run>[0]) as Promise<{ items: readonly { number: number }[]; next: string | null }>;

test("a submission of any size is read in pages, so that no answer outgrows what an invocation may answer", async () => {
  const numbers: number[] = [];
  const sizes: number[] = [];
  for (let after: string | undefined; ; ) {
    const page = await read(after);
    sizes.push(page.items.length);
    numbers.push(...page.items.map((item) => item.number));
    if (page.next === null) break;
    after = page.next;
  }
  expect(sizes).toEqual([500, 500, 203]);
  expect(numbers).toEqual(Array.from({ length: COUNT }, (_, at) => at + 1));
});

test("a position that was not given out is refused", async () => {
  await expect(read("AAAA.500")).rejects.toMatchObject({ code: "BAD_CURSOR" });
});
