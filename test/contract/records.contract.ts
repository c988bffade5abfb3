import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Item, type ListQuery, type Records, WriteConflict } from "#shared/ports.ts";

export interface OpenRecords {
  readonly records: Records;
  close(): Promise<void>;
}

const item = (pk: string, sk: string, more: Partial<Item> = {}): Item => ({ pk, sk, schema: 1, version: 1, ...more });
const conflictOf = async (work: Promise<void>): Promise<WriteConflict> => {
  const error = await work.then(
    () => new Error("it was written"),
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof WriteConflict)) throw new Error("no conflict was reported", { cause: error });
  return error;
};
const inOrder = async <T>(many: readonly T[], work: (one: T) => Promise<void>) => {
  for (const one of many) await work(one);
};

/** The sort keys of all pages of a list, in the order that they came in. */
const allPages = async (records: Records, query: ListQuery): Promise<readonly string[]> => {
  const page = await records.list(query);
  expect(page.items.length).toBeLessThanOrEqual(query.limit);
  const names = page.items.map(({ sk }) => sk);
  return page.next === undefined ? names : [...names, ...(await allPages(records, { ...query, after: page.next }))];
};

/** What every store of records guarantees. `open` answers an empty table. */
export const recordsContract = (name: string, open: () => Promise<OpenRecords>) =>
  describe(name, () => {
    let opened: OpenRecords;
    let records: Records;
    let count = 0;
    const fresh = () => {
      count += 1;
      return `CASE#${count}`;
    };
    beforeAll(async () => {
      opened = await open();
      records = opened.records;
    });
    afterAll(() => opened.close());

    test("what is written is read back whole, and at once", async () => {
      const pk = fresh();
      const stored = item(pk, "A", {
        title: "Ñandú 船",
        nested: { list: [1, 0.1, true, null, "x"], empty: {} },
        big: 2 ** 53 - 1,
      });
      await records.write([{ put: stored, ifAbsent: true }]);
      expect(await records.read([{ pk, sk: "A" }])).toEqual([stored]);
    });

    test("a hundred keys are answered in their order, absent ones and repeated ones included", async () => {
      const pk = fresh();
      const names = Array.from({ length: 60 }, (_, index) => `N${index}`);
      await inOrder([names.slice(0, 10), names.slice(10, 20), names.slice(20, 30)], (part) =>
        records.write(part.map((sk) => ({ put: item(pk, sk), always: true }))),
      );
      const keys = [...names.toReversed(), ...names.slice(0, 40)].map((sk) => ({ pk, sk }));
      const answers = await records.read(keys);
      expect(answers.map((one) => one?.sk)).toEqual(keys.map(({ sk }) => (Number(sk.slice(1)) < 30 ? sk : undefined)));
      expect(await records.read([])).toEqual([]);
    });

    test("more than a hundred keys are refused", async () => {
      const keys = Array.from({ length: 101 }, (_, index) => ({ pk: "X", sk: String(index) }));
      await expect(Promise.resolve().then(() => records.read(keys))).rejects.toThrow(RangeError);
    });

    test("an item that exists is not written over by `ifAbsent`", async () => {
      const pk = fresh();
      await records.write([{ put: item(pk, "A", { by: "first" }), ifAbsent: true }]);
      const conflict = await conflictOf(records.write([{ put: item(pk, "A", { by: "second" }), ifAbsent: true }]));
      expect(conflict.reasons).toEqual(["exists"]);
      expect((await records.read([{ pk, sk: "A" }]))[0]?.["by"]).toBe("first");
    });

    test("a write on another version than the stored one is refused, and so is one on an absent item", async () => {
      const pk = fresh();
      await records.write([{ put: item(pk, "A"), ifAbsent: true }]);
      await records.write([{ put: item(pk, "A", { version: 2 }), ifVersion: 1 }]);
      expect((await conflictOf(records.write([{ put: item(pk, "A", { version: 2 }), ifVersion: 1 }]))).reasons).toEqual([
        "version",
      ]);
      expect((await conflictOf(records.write([{ put: item(pk, "B", { version: 2 }), ifVersion: 1 }]))).reasons).toEqual([
        "version",
      ]);
      expect((await conflictOf(records.write([{ remove: { pk, sk: "A" }, ifVersion: 1 }]))).reasons).toEqual(["version"]);
      await records.write([{ remove: { pk, sk: "A" }, ifVersion: 2 }]);
      expect(await records.read([{ pk, sk: "A" }])).toEqual([undefined]);
    });

    test("a put must carry the version that follows the one it replaces", async () => {
      const write = () => records.write([{ put: item(fresh(), "A", { version: 3 }), ifVersion: 1 }]);
      await expect(Promise.resolve().then(write)).rejects.toThrow(RangeError);
    });

    test("one refused write undoes them all and every write has its reason, in order", async () => {
      const pk = fresh();
      await records.write([
        { put: item(pk, "taken"), ifAbsent: true },
        { put: item(pk, "old", { version: 5 }), always: true },
      ]);
      const conflict = await conflictOf(
        records.write([
          { put: item(pk, "new"), ifAbsent: true },
          { put: item(pk, "taken"), ifAbsent: true },
          { check: { pk, sk: "old" }, ifVersion: 4 },
          { put: item(pk, "any"), always: true },
        ]),
      );
      expect(conflict.reasons).toEqual(["ok", "exists", "version", "ok"]);
      expect(conflict.cause).toBeInstanceOf(Error);
      expect(await records.read(["new", "any"].map((sk) => ({ pk, sk })))).toEqual([undefined, undefined]);
    });

    test("a check alone holds a write to the version that was read", async () => {
      const pk = fresh();
      await records.write([{ put: item(pk, "HEAD"), ifAbsent: true }]);
      await records.write([
        { check: { pk, sk: "HEAD" }, ifVersion: 1 },
        { put: item(pk, "PART"), ifAbsent: true },
      ]);
      expect((await records.read([{ pk, sk: "PART" }]))[0]).toBeDefined();
    });

    test("of twenty who count at once none is lost", async () => {
      const pk = fresh();
      await records.write([{ put: item(pk, "COUNTER", { value: 0 }), ifAbsent: true }]);
      const once = async (): Promise<void> => {
        for (;;) {
          const [now] = await records.read([{ pk, sk: "COUNTER" }]);
          const version = Number(now?.version);
          const next = item(pk, "COUNTER", { version: version + 1, value: Number(now?.["value"]) + 1 });
          try {
            return await records.write([{ put: next, ifVersion: version }]);
          } catch (error) {
            if (!(error instanceof WriteConflict)) throw error;
            expect(["version", "contention"]).toContain(error.reasons[0]);
          }
        }
      };
      await Promise.all(Array.from({ length: 20 }, once));
      expect((await records.read([{ pk, sk: "COUNTER" }]))[0]).toMatchObject({ value: 20, version: 21 });
    });

    test("a transaction takes one to ten writes", async () => {
      const pk = fresh();
      const puts = (many: number) =>
        Array.from({ length: many }, (_, index) => ({ put: item(pk, String(index)), always: true }) as const);
      await records.write(puts(10));
      expect((await records.list({ pk, limit: 50 })).items).toHaveLength(10);
      for (const many of [0, 11]) await expect(records.write(puts(many))).rejects.toThrow(RangeError);
    });

    test("an item of 100 kB is kept and a larger one refused before anything is written", async () => {
      const pk = fresh();
      const room = 100_000 - Buffer.byteLength(JSON.stringify(item(pk, "A", { text: "" })));
      const full = item(pk, "A", { text: "x".repeat(room) });
      await records.write([{ put: full, ifAbsent: true }]);
      expect(await records.read([{ pk, sk: "A" }])).toEqual([full]);
      const writes = [
        { put: item(pk, "B"), always: true },
        { put: item(pk, "C", { text: "x".repeat(room + 1) }), always: true },
      ] as const;
      await expect(Promise.resolve().then(() => records.write(writes))).rejects.toThrow(RangeError);
      expect(await records.read([{ pk, sk: "B" }])).toEqual([undefined]);
    });

    test("a list is read page by page, whole, in order and either way round", async () => {
      const pk = fresh();
      const names = Array.from({ length: 23 }, (_, index) => `P#${String(index).padStart(3, "0")}`);
      await inOrder([names.slice(0, 9), names.slice(9, 18), names.slice(18)], (part) =>
        records.write(part.toReversed().map((sk) => ({ put: item(pk, sk), always: true }))),
      );
      await records.write([{ put: item(pk, "Q#1"), always: true }]);
      for (const newestFirst of [false, true]) {
        const seen = await allPages(records, { pk, prefix: "P#", limit: 5, newestFirst });
        expect(seen).toEqual(newestFirst ? names.toReversed() : names);
      }
    });

    test("a position of one list is refused in another", async () => {
      const [one, other] = [fresh(), fresh()];
      await records.write(["A", "B"].map((sk) => ({ put: item(one, sk), always: true })));
      const { next } = await records.list({ pk: one, limit: 1 });
      expect(next).toBeDefined();
      await expect(Promise.resolve().then(() => records.list({ pk: other, limit: 1, after: next ?? "" }))).rejects.toThrow(
        RangeError,
      );
    });

    test("the list index orders by its own keys and pages within its own list", async () => {
      const pk = fresh();
      const listPk = `LIST#${pk}`;
      await records.write(
        ["C", "A", "D", "B"].map((listSk) => ({ put: item(pk, `S${listSk}`, { listPk, listSk }), always: true })),
      );
      const first = await records.list({ pk: listPk, index: "list", limit: 3 });
      expect(first.items.map((one) => one.listSk)).toEqual(["A", "B", "C"]);
      const rest = await records.list({ pk: listPk, index: "list", limit: 3, after: first.next ?? "" });
      expect(rest.items.map((one) => one.listSk)).toEqual(["D"]);
      expect(rest.next).toBeUndefined();
    });

    test("what is due is found up to a moment, that moment included, and no longer once its date is gone", async () => {
      const pk = fresh();
      const duePk = `DUE#${pk}`;
      const at = (day: number) => `2026-01-0${day}T00:00:00.000Z`;
      await records.write([1, 2, 3].map((day) => ({ put: item(pk, String(day), { duePk, dueAt: at(day) }), always: true })));
      const due = async () => (await records.list({ pk: duePk, index: "due", upTo: at(2), limit: 10 })).items.map(({ sk }) => sk);
      expect(await due()).toEqual(["1", "2"]);
      await records.write([{ put: item(pk, "1", { version: 2 }), ifVersion: 1 }]);
      expect(await due()).toEqual(["2"]);
    });
  });

/** What a store of one State's records guarantees besides: nothing outside the State can be named. */
export const withinContract = (name: string, open: () => Promise<OpenRecords>) =>
  describe(name, () => {
    let opened: OpenRecords;
    beforeAll(async () => {
      opened = await open();
    });
    afterAll(() => opened.close());

    test("records of another State can be neither read, listed, checked nor written", async () => {
      const { records } = opened;
      for (const pk of ["STATE#FR", "STATE#GBX#SUB#1", "STATE#", "CASE#1"]) {
        const attempts = [
          () =>
            records.read([
              { pk: "STATE#GB", sk: "A" },
              { pk, sk: "A" },
            ]),
          () => records.list({ pk, limit: 1 }),
          () => records.list({ pk, index: "list", limit: 1 }),
          () => records.write([{ put: item(pk, "A"), always: true }]),
          () => records.write([{ check: { pk, sk: "A" }, ifVersion: 1 }]),
          () => records.write([{ remove: { pk, sk: "A" }, ifVersion: 1 }]),
          () => records.write([{ put: item("STATE#GB", "A", { listPk: pk, listSk: "A" }), always: true }]),
          () => records.write([{ put: item("STATE#GB", "A", { duePk: pk, dueAt: "2026" }), always: true }]),
        ];
        for (const attempt of attempts) await expect(Promise.resolve().then<unknown>(attempt)).rejects.toThrow(RangeError);
      }
      await records.write([{ put: item("STATE#GB#SUB#1", "A", { listPk: "STATE#GB#SUBMISSIONS", listSk: "1" }), always: true }]);
      expect((await records.list({ pk: "STATE#GB#SUBMISSIONS", index: "list", limit: 5 })).items).toHaveLength(1);
    });
  });
