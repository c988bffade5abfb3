import { createHash, randomBytes } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type FilePart, FileRefused, type Files, type Link } from "#shared/ports.ts";

export interface OpenFiles {
  readonly files: Files;
  /** Another bucket of the same home and the name that `copyFrom` knows it by. */
  readonly source: Files;
  readonly sourceBucket: string;
  close(): Promise<void>;
}

const sha256 = (body: Uint8Array): string => createHash("sha256").update(body).digest("hex");
const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);
export const collected = async (source: AsyncIterable<Uint8Array>): Promise<Buffer> => {
  const chunks: Uint8Array[] = [];
  for await (const chunk of source) chunks.push(chunk);
  return Buffer.concat(chunks);
};
const textIn = async (files: Files, at: Parameters<Files["read"]>[0]) => (await collected(await files.read(at))).toString("utf8");
export const partOf = (part: number, body: Uint8Array): FilePart => ({ part, bytes: body.length, sha256: sha256(body) });
const refusal = async (work: Promise<unknown>): Promise<string> => {
  const error = await work.then(
    () => "nothing was refused",
    (thrown: unknown) => thrown,
  );
  return error instanceof FileRefused ? error.reason : String(error);
};
const follow = (link: Link, body?: Uint8Array) =>
  fetch(link.url, {
    method: link.method,
    headers: link.headers,
    ...(body === undefined ? {} : { body: new Uint8Array(body) }),
  });
const status = async (link: Link, body?: Uint8Array): Promise<number> => {
  const response = await follow(link, body).catch(() => undefined);
  await response?.arrayBuffer().catch(() => undefined);
  // A store may also end the connection on a body that is too long.
  return response?.status ?? 400;
};

/** The smallest part that is not the last one, as S3 has it. */
const FIVE_MIB = 5 * 1024 ** 2;
const TEXT = "text/plain";

/** What every store of files guarantees. `open` answers empty buckets. */
export const filesContract = (name: string, open: () => Promise<OpenFiles>) =>
  describe(name, () => {
    let opened: OpenFiles;
    let files: Files;
    let count = 0;
    const fresh = () => {
      count += 1;
      return `STATE/GB/${count}`;
    };
    beforeAll(async () => {
      opened = await open();
      files = opened.files;
    });
    afterAll(() => opened.close());

    const begun = async (key = fresh()) => ({ key, ...(await files.begin({ key, mediaType: "image/tiff" })) });
    const sent = async (at: { key: string; uploadId: string }, part: number, body: Uint8Array) => {
      const declared = partOf(part, body);
      expect(await status(await files.linkPart({ ...at, part: declared, expiresSeconds: 60 }), body)).toBe(200);
      return declared;
    };

    test("an upload in parts becomes one file with all its bytes, and not before it is completed", async () => {
      const at = await begun();
      const [first, second] = [randomBytes(FIVE_MIB), randomBytes(1234)];
      const parts = [await sent(at, 2, second), await sent(at, 1, first)];
      expect(await files.parts(at)).toEqual([partOf(1, first), partOf(2, second)]);
      expect(await files.head({ key: at.key })).toBeUndefined();
      const stored = await files.complete({ ...at, parts });
      expect(stored).toMatchObject({ key: at.key, bytes: FIVE_MIB + 1234, mediaType: "image/tiff" });
      expect(await files.head({ key: at.key })).toEqual(stored);
      const read = await collected(await files.read({ key: at.key, version: stored.version }));
      expect(sha256(read)).toBe(sha256(Buffer.concat([first, second])));
      const across = await files.read({ key: at.key, from: FIVE_MIB - 3, to: FIVE_MIB + 4 });
      expect(await collected(across)).toEqual(Buffer.concat([first.subarray(-3), second.subarray(0, 4)]));
    });

    test("a part with other bytes or another length than declared is refused and leaves nothing", async () => {
      const at = await begun();
      const declared = bytesOf("declared");
      const link = await files.linkPart({ ...at, part: partOf(1, declared), expiresSeconds: 60 });
      for (const body of ["declareD", "declared and more", "declare", ""]) {
        expect(await status(link, bytesOf(body)), body).toBeGreaterThanOrEqual(400);
        expect(await files.parts(at), body).toEqual([]);
      }
      expect(await status(link, declared)).toBe(200);
    });

    test("a link does what it was made for and nothing else, until it expires", async () => {
      const at = await begun();
      const body = bytesOf("one part");
      const part = partOf(1, body);
      const short = await files.linkPart({ ...at, part, expiresSeconds: 1 });
      const link = await files.linkPart({ ...at, part, expiresSeconds: 60 });
      const altered = [
        link.url.replace(at.key, `${at.key}0`).replace(encodeURIComponent(at.key), encodeURIComponent(`${at.key}0`)),
        link.url.replace(/(part(?:Number)?)=1(?=&|$)/, "$1=2"),
        short.url.replace(/(expires|X-Amz-Expires)=\d+/, "$1=3600"),
      ];
      for (const url of altered) {
        expect([link.url, short.url]).not.toContain(url);
        expect(await status({ ...link, url }, body), url).toBe(403);
      }
      await new Promise((resolve) => setTimeout(resolve, 2100));
      expect(await status(short, body)).toBe(403);
      expect(await files.parts(at)).toEqual([]);
      expect(await status(link, body)).toBe(200);
    });

    test("a part sent again replaces the first", async () => {
      const at = await begun();
      await sent(at, 1, bytesOf("first"));
      const again = await sent(at, 1, bytesOf("second"));
      expect(await files.parts(at)).toEqual([again]);
      expect(await refusal(files.complete({ ...at, parts: [partOf(1, bytesOf("first"))] }))).toBe("incomplete");
      await files.complete({ ...at, parts: [again] });
      expect(await textIn(files, { key: at.key })).toBe("second");
    });

    test("completing names parts that are missing, and the upload goes on", async () => {
      const at = await begun();
      const body = bytesOf("second");
      const second = await sent(at, 2, body);
      expect(await refusal(files.complete({ ...at, parts: [] }))).toBe("incomplete");
      expect(await refusal(files.complete({ ...at, parts: [second] }))).toBe("incomplete");
      const large = randomBytes(FIVE_MIB);
      expect(await refusal(files.complete({ ...at, parts: [partOf(1, large), second] }))).toBe("incomplete");
      const first = await sent(at, 1, large);
      expect((await files.complete({ ...at, parts: [first, second] })).bytes).toBe(FIVE_MIB + body.length);
    });

    test("completing again answers the same version, also when two complete at once", async () => {
      const at = await begun();
      const parts = [await sent(at, 1, bytesOf("once"))];
      const both = await Promise.all([files.complete({ ...at, parts }), files.complete({ ...at, parts })]);
      expect(both[0]).toEqual(both[1]);
      expect(await files.complete({ ...at, parts })).toEqual(both[0]);
      expect(await refusal(files.parts(at))).toBe("absent");
    });

    test("an upload that was given up is gone, and giving up again is harmless", async () => {
      const at = await begun();
      const parts = [await sent(at, 1, bytesOf("gone"))];
      const late = await files.linkPart({ ...at, part: partOf(2, bytesOf("late")), expiresSeconds: 60 });
      await files.abort(at);
      await files.abort(at);
      expect(await refusal(files.parts(at))).toBe("absent");
      expect(await refusal(files.complete({ ...at, parts }))).toBe("absent");
      expect(await status(late, bytesOf("late"))).toBe(404);
      expect(await files.head({ key: at.key })).toBeUndefined();
    });

    test("of completing and giving up at once one has it, and what it says stays so", async () => {
      for (let turn = 0; turn < 8; turn += 1) {
        const at = await begun();
        const parts = [await sent(at, 1, bytesOf("contested"))];
        const [completed] = await Promise.allSettled([files.complete({ ...at, parts }), files.abort(at)]);
        const head = await files.head({ key: at.key });
        if (completed.status === "fulfilled") {
          expect(head).toEqual(completed.value);
          await files.abort(at);
          expect(await textIn(files, { key: at.key })).toBe("contested");
        } else {
          expect(completed.reason).toMatchObject({ reason: "absent" });
          expect(head).toBeUndefined();
        }
      }
    });

    test("uploads that never were are absent", async () => {
      const at = { key: fresh(), uploadId: "01ARZ3NDEKTSV4RRFFQ69G5FAV" };
      expect(await refusal(files.parts(at))).toBe("absent");
      expect(await refusal(files.complete({ ...at, parts: [partOf(1, bytesOf("x"))] }))).toBe("absent");
      await files.abort(at);
    });

    test("a file is read whole and in ranges; what is not there is absent", async () => {
      const key = fresh();
      await files.put({ key, body: bytesOf("0123456789"), mediaType: TEXT });
      expect(await textIn(files, { key })).toBe("0123456789");
      expect(await textIn(files, { key, from: 3 })).toBe("3456789");
      expect(await textIn(files, { key, from: 3, to: 5 })).toBe("34");
      expect(await textIn(files, { key, to: 99 })).toBe("0123456789");
      for (const beyond of [{ from: 10 }, { from: 40 }, { from: 4, to: 4 }])
        expect(await textIn(files, { key, ...beyond })).toBe("");
      expect(await refusal(files.read({ key: fresh() }))).toBe("absent");
      expect(await refusal(files.read({ key: fresh(), from: 2, to: 2 }))).toBe("absent");
      expect(await files.head({ key: fresh() })).toBeUndefined();
    });

    test("an empty file and a key in any script are kept like others", async () => {
      const key = `${fresh()}/Ключ 船 é+%&=?#'.txt`;
      const stored = await files.put({ key, body: new Uint8Array(), mediaType: TEXT });
      expect(stored).toMatchObject({ key, bytes: 0 });
      expect(await textIn(files, { key })).toBe("");
      const link = await files.linkDownload({ key, fileName: "x", expiresSeconds: 60 });
      expect(await status(link)).toBe(200);
    });

    test("what is written once stays: the same bytes are fine, others are refused", async () => {
      const key = fresh();
      const put = (text: string) => files.put({ key, body: bytesOf(text), mediaType: TEXT, once: true });
      const stored = await put("first");
      expect(await put("first")).toEqual(stored);
      expect(await refusal(put("other"))).toBe("exists");
      expect(await refusal(put("firsT"))).toBe("exists");
      expect(await textIn(files, { key })).toBe("first");
    });

    test("of many who write a key once at the same moment one has it", async () => {
      const key = fresh();
      const put = (text: string) => files.put({ key, body: bytesOf(text), mediaType: TEXT, once: true });
      const settled = await Promise.allSettled(["a", "b", "c", "d", "e"].map(put));
      expect(settled.filter((one) => one.status === "fulfilled")).toHaveLength(1);
      const reasons = settled.flatMap((one) => (one.status === "rejected" ? [(one.reason as FileRefused).reason] : []));
      expect(reasons).toEqual(["exists", "exists", "exists", "exists"]);
    });

    test("an earlier version stays readable after a later one and after removal", async () => {
      const key = fresh();
      const first = await files.put({ key, body: bytesOf("first"), mediaType: TEXT });
      const second = await files.put({ key, body: bytesOf("second"), mediaType: "text/html" });
      expect(second.version).not.toBe(first.version);
      expect(await textIn(files, { key })).toBe("second");
      expect(await textIn(files, { key, version: first.version })).toBe("first");
      expect(await textIn(files, { key, version: first.version, from: 1, to: 3 })).toBe("ir");
      expect(await textIn(files, { key, version: first.version, from: 2 })).toBe("rst");
      await files.remove({ key });
      await files.remove({ key });
      expect(await files.head({ key })).toBeUndefined();
      expect(await refusal(files.read({ key }))).toBe("absent");
      expect(await files.head({ key, version: second.version })).toEqual(second);
      const third = await files.put({ key, body: bytesOf("third"), mediaType: TEXT, once: true });
      expect(await files.head({ key })).toEqual(third);
      await files.remove({ key: fresh() });
    });

    test("a held version outlives overwriting and removal; holding again is harmless", async () => {
      const key = fresh();
      const { version } = await files.put({ key, body: bytesOf("held"), mediaType: TEXT });
      await files.lock({ key, version });
      await files.lock({ key, version });
      await files.put({ key, body: bytesOf("later"), mediaType: TEXT });
      await files.remove({ key });
      expect(await textIn(files, { key, version })).toBe("held");
      expect(await refusal(files.lock({ key: fresh(), version }))).toBe("absent");
    });

    test("a copy out of another bucket has the version's bytes and type, and is made once", async () => {
      const { source, sourceBucket } = opened;
      const [key, to] = [`${fresh()}/ä +%.txt`, fresh()];
      const { version } = await source.put({ key, body: bytesOf("evidence"), mediaType: TEXT });
      await source.put({ key, body: bytesOf("changed later"), mediaType: TEXT });
      const copy = await files.copyFrom({ bucket: sourceBucket, key, version, to });
      expect(copy).toMatchObject({ key: to, bytes: 8, mediaType: TEXT });
      expect(await textIn(files, { key: to, version: copy.version })).toBe("evidence");
      expect(await files.copyFrom({ bucket: sourceBucket, key, version, to })).toEqual(copy);
      await source.remove({ key });
      expect(await files.copyFrom({ bucket: sourceBucket, key, version, to })).toEqual(copy);
      expect(await refusal(files.copyFrom({ bucket: sourceBucket, key: fresh(), version, to: fresh() }))).toBe("absent");
    });

    test("a download comes as an attachment under its name, of the version it was made for", async () => {
      const key = fresh();
      const { version } = await files.put({ key, body: bytesOf("0123456789"), mediaType: TEXT });
      const link = await files.linkDownload({ key, version, fileName: 'фото "1".jpg', expiresSeconds: 60 });
      await files.put({ key, body: bytesOf("later"), mediaType: TEXT });
      const response = await follow(link);
      expect(await response.text()).toBe("0123456789");
      expect(response.headers.get("content-type")).toBe(TEXT);
      // Not every store with the interface of S3 sends the header that the link asks for; the link must ask for it in any case.
      const disposition =
        response.headers.get("content-disposition") ?? new URL(link.url).searchParams.get("response-content-disposition");
      expect(disposition).toMatch(/^attachment; .*filename\*=UTF-8''%D1%84/);
      const altered = { ...link, url: link.url.replace(/jpg/, "exe") };
      expect(altered.url).not.toBe(link.url);
      expect(await status(altered)).toBe(403);
      expect(await refusal(files.linkDownload({ key: fresh(), fileName: "x", expiresSeconds: 60 }))).toBe("absent");
    });
  });
