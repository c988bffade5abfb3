import { afterEach, describe, expect, test } from "vitest";
import type { AccessLine, AccessLog } from "#shared/ports.ts";
import type { Exception } from "./exceptions.ts";

/** A line as a function writes it into its log, or anything else that stands there. */
export type Logged = AccessLine | string;

export interface OpenAccessLog {
  readonly log: AccessLog;
  /** Appends lines in the order of their times to the log of one of three functions. */
  add(to: 0 | 1 | 2, lines: readonly Logged[]): Promise<void>;
  /** Appends what the gateway refused by itself. */
  refuse(lines: readonly { readonly at: string; readonly request: string; readonly status: number }[]): Promise<void>;
  close(): Promise<void>;
}

/** A day ago: services take no lines of the far past or the future. */
const START = Math.floor(Date.now() / 1000) * 1000 - 24 * 3_600_000;
export const atMs = (offset: number): string => new Date(START + offset).toISOString();
const idOf = (count: number): string => `00000000-0000-4000-8000-${String(count).padStart(12, "0")}`;
const line = (offset: number, more: Partial<AccessLine> = {}): AccessLine => ({
  at: atMs(offset),
  request: idOf(offset),
  route: "get-case",
  person: "expert",
  role: "expert",
  zone: "panel",
  status: 200,
  ...more,
});
const ALL = { match: {}, from: atMs(0), before: { at: atMs(3_600_000), request: "" }, most: 50 } as const;
/** More than a service answers at once. */
const MANY = 2_500;

export const accessLogContract = (
  name: string,
  open: () => Promise<OpenAccessLog>,
  exceptions: readonly Exception[] = [],
): void => {
  describe(name, () => {
    let opened: OpenAccessLog | undefined;
    afterEach(async () => {
      await opened?.close();
      opened = undefined;
    });
    const checked = (title: string, run: (at: OpenAccessLog) => Promise<void>) => {
      const exception = exceptions.find((one) => one.case === title);
      const body = async () => {
        opened = await open();
        await run(opened);
      };
      if (exception === undefined) test(title, body);
      else test.fails(`${title} [exception: ${exception.why}]`, body);
    };
    const found = async (at: OpenAccessLog, more: Partial<Parameters<AccessLog["newest"]>[0]> = {}) =>
      at.log.newest({ ...ALL, ...more });

    checked("a log to which nothing was written has no lines", async (at) => {
      expect(await found(at)).toEqual([]);
    });

    checked("lines of all functions come as one list, newest first, with all that they hold", async (at) => {
      const refused = line(3, { status: 404, code: "NOT_FOUND", zone: "delegation", route: "get-submission", role: "delegate" });
      await at.add(0, [line(1), line(4)]);
      await at.add(1, [line(2), refused]);
      expect(await found(at)).toEqual([line(4), refused, line(2), line(1)]);
    });

    checked("of equal times the greater request id comes first, and no line is lost between two pages", async (at) => {
      const same = [5, 3, 9, 1].map((count) => line(10, { request: idOf(count) }));
      await at.add(0, same.slice(0, 2));
      await at.add(1, same.slice(2));
      const first = await found(at, { most: 2 });
      expect(first.map(({ request }) => request)).toEqual([idOf(9), idOf(5)]);
      const rest = await found(at, { most: 2, before: { at: atMs(10), request: idOf(5) } });
      expect(rest.map(({ request }) => request)).toEqual([idOf(3), idOf(1)]);
    });

    checked("the window begins with its first moment and ends before its last", async (at) => {
      await at.add(0, [line(99), line(100), line(199), line(200)]);
      const rows = await found(at, { from: atMs(100), before: { at: atMs(200), request: "" } });
      expect(rows.map(({ at: when }) => when)).toEqual([atMs(199), atMs(100)]);
    });

    checked("account, route, zone and outcome narrow it, each alone and together", async (at) => {
      const other = line(2, { person: "officer", route: "list-reports", zone: "secretariat", status: 403, code: "NOT_ALLOWED" });
      await at.add(0, [line(1), line(3, { status: 422, code: "INVALID" })]);
      await at.add(1, [other]);
      const times = async (match: AccessLog["newest"] extends (query: infer Q) => unknown ? Q : never) =>
        (await at.log.newest(match)).map(({ at: when }) => when);
      expect(await times({ ...ALL, match: { person: "officer" } })).toEqual([atMs(2)]);
      expect(await times({ ...ALL, match: { route: "get-case" } })).toEqual([atMs(3), atMs(1)]);
      expect(await times({ ...ALL, match: { zone: "secretariat" } })).toEqual([atMs(2)]);
      expect(await times({ ...ALL, match: { outcome: "refused" } })).toEqual([atMs(3), atMs(2)]);
      expect(await times({ ...ALL, match: { outcome: "answered" } })).toEqual([atMs(1)]);
      expect(await times({ ...ALL, match: { person: "expert", outcome: "refused", zone: "panel" } })).toEqual([atMs(3)]);
      expect(await times({ ...ALL, match: { person: "expert", zone: "secretariat" } })).toEqual([]);
    });

    checked(
      "what else stands in a function's log is no line: errors, metrics, words of the runtime, a line cut off",
      async (at) => {
        const cut = JSON.stringify({ kind: "access", ...line(3) }).slice(0, 80);
        await at.add(0, [
          '{"kind":"error","at":"2026-01-01T00:00:00.000Z","error":{"name":"Error"}}',
          '{"_aws":{"Timestamp":1}}',
          "END RequestId: 1",
          cut,
        ]);
        await at.add(0, [line(5)]);
        expect(await found(at)).toEqual([line(5)]);
      },
    );

    checked("what the gateway refused by itself is in it, as nobody's", async (at) => {
      await at.add(0, [line(1)]);
      await at.refuse([{ at: atMs(2), request: idOf(2), status: 401 }]);
      const [refused, other] = await found(at);
      expect(refused).toEqual({
        at: atMs(2),
        request: idOf(2),
        route: "get-case",
        person: "anonymous",
        zone: "panel",
        status: 401,
        code: "UNAUTHENTICATED",
      });
      expect(other).toEqual(line(1));
      expect(await found(at, { match: { outcome: "answered" } })).toEqual([line(1)]);
      expect(await found(at, { match: { person: "anonymous", zone: "panel" } })).toEqual([refused]);
    });

    checked(
      "of more lines than are read at once the newest come, and with the place of the last one those behind it",
      async (at) => {
        const lines = Array.from({ length: MANY }, (_, count) => line(count + 1));
        await at.add(2, lines);
        const first = await found(at, { most: 50 });
        expect(first.map(({ request }) => request)).toEqual(Array.from({ length: 50 }, (_, count) => idOf(MANY - count)));
        const before = { at: first.at(-1)?.at ?? "", request: first.at(-1)?.request ?? "" };
        expect((await found(at, { most: 1, before })).map(({ request }) => request)).toEqual([idOf(MANY - 50)]);
      },
    );

    checked("a few lines far back among many others are found", async (at) => {
      const lines = Array.from({ length: MANY }, (_, count) => line(count + 1, count === 3 ? { person: "auditor" } : {}));
      await at.add(1, lines);
      expect(await found(at, { match: { person: "auditor" } })).toEqual([lines[3]]);
    });
  });
};
