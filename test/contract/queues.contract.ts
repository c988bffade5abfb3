import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Json, Queues } from "#shared/ports.ts";

/** Reads what a queue delivers, as a function called with batches does. `fail` names the messages that are given back. */
export interface OpenQueues {
  readonly queues: Queues;
  /** Logical name of a queue that gives a message up after three tries. */
  readonly queue: string;
  /** Delivers to `work` from now on; what it throws for a message gives that message alone back. */
  consume(work: (body: Json) => Promise<void>): void;
  /** Bodies that were given up. */
  deadLetters(): Promise<readonly Json[]>;
  close(): Promise<void>;
}

const SOON = { timeout: 20_000, interval: 50 };

/** What every queue guarantees. `open` answers an empty queue. Order is not promised, so nothing here asks for it. */
export const queuesContract = (name: string, open: () => Promise<OpenQueues>) =>
  describe(name, () => {
    let opened: OpenQueues;
    let work: (body: Json) => Promise<void> = async () => undefined;
    beforeAll(async () => {
      opened = await open();
      opened.consume((body) => work(body));
    });
    afterAll(() => opened.close());

    test("every message sent is delivered, with its content as it was, however many are sent at once", async () => {
      const seen: Json[] = [];
      work = async (body) => void seen.push(body);
      const messages: Json[] = Array.from({ length: 37 }, (_, n) => ({
        n,
        text: '船 \u0000 " é',
        nested: [1, null, { a: true }],
      }));
      await opened.queues.send(opened.queue, messages);
      await expect
        .poll(() => new Set(seen.map((one) => JSON.stringify(one))), SOON)
        .toEqual(new Set(messages.map((one) => JSON.stringify(one))));
    });

    test("messages that are large together are all delivered", async () => {
      const seen = new Set<number>();
      work = async (body) => void seen.add((body as { n: number }).n);
      const messages = Array.from({ length: 6 }, (_, n) => ({ n, text: "x".repeat(120_000) }));
      await opened.queues.send(opened.queue, messages);
      await expect.poll(() => seen.size, SOON).toBe(6);
    });

    test("a message that failed is tried again, and the others of its batch are not held up by it", async () => {
      const tries = new Map<string, number>();
      work = async (body) => {
        const text = String(body);
        tries.set(text, (tries.get(text) ?? 0) + 1);
        if (text === "stubborn" && tries.get(text) === 1) throw new Error("not now");
      };
      await opened.queues.send(opened.queue, ["easy", "stubborn", "plain"]);
      await expect.poll(() => [tries.get("easy"), tries.get("stubborn"), tries.get("plain")], SOON).toEqual([1, 2, 1]);
      expect(await opened.deadLetters()).not.toContain("stubborn");
    });

    test("a message that fails three times is given up, kept, and not tried again", async () => {
      let tries = 0;
      work = async (body) => {
        if (body !== "hopeless") return;
        tries += 1;
        throw new Error("never");
      };
      await opened.queues.send(opened.queue, ["hopeless"]);
      await expect.poll(() => opened.deadLetters(), SOON).toEqual(["hopeless"]);
      expect(tries).toBe(3);
    });

    test("a queue that the function does not have is refused, and nothing is sent by sending nothing", async () => {
      await expect(Promise.resolve().then(() => opened.queues.send("unknown", ["x"]))).rejects.toThrow("unknown");
      await opened.queues.send(opened.queue, []);
    });
  });
