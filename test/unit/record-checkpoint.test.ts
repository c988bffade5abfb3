import { expect, test } from "vitest";
import { fromBase64, openCheckpoint, signCheckpoint, vkeyOf } from "#shared/record/checkpoint.ts";
import { nameOf } from "#shared/record/log-name.ts";
import { memoryKeys } from "../fixtures/memory-ports.ts";

const checkpoint = { origin: "corroborate.example/panel", size: 70_000, root: new Uint8Array(32).fill(7) };
const keys = memoryKeys();
const vkey = vkeyOf(checkpoint.origin, await keys.publicKey());
const note = await signCheckpoint(checkpoint, keys);

test("verification keys have the ids that other implementations give them", () => {
  const known = [
    "sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8",
    "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
  ];
  for (const given of known) {
    const [name = "", , key = ""] = /^([^+]+)\+([^+]+)\+(.+)$/.exec(given)?.slice(1) ?? [];
    expect(vkeyOf(name, fromBase64(key)?.slice(1) ?? new Uint8Array())).toBe(given);
  }
});

test("a checkpoint is three lines, an empty line and a signature line", () => {
  expect(note).toMatch(
    /^corroborate\.example\/panel\n70000\nBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwc=\n\n— corroborate\.example\/panel [A-Za-z0-9+/]{91}=\n$/,
  );
});

test("a checkpoint is read back under its own key, alone or beside other signers", async () => {
  expect(await openCheckpoint(note, vkey)).toEqual({ checkpoint });
  expect(await openCheckpoint(note, `${vkey}\n`)).toEqual({ checkpoint });
  const other = (await signCheckpoint({ ...checkpoint, origin: "witness.example" }, memoryKeys())).split("\n\n")[1] ?? "";
  expect(await openCheckpoint(note + other, vkey)).toEqual({ checkpoint });
});

test("another key, another name or an altered size is not accepted", async () => {
  expect(await openCheckpoint(note, vkeyOf(checkpoint.origin, await memoryKeys().publicKey()))).toEqual({ fault: "not-signed" });
  expect(await openCheckpoint(note, vkeyOf("corroborate.example/root", await keys.publicKey()))).toEqual({ fault: "not-signed" });
  expect(await openCheckpoint(note.replace("70000", "70001"), vkey)).toEqual({ fault: "signature" });
  expect(await openCheckpoint("a letter\n", vkey)).toEqual({ fault: "unreadable" });
  expect(await openCheckpoint(note, "not a key")).toEqual({ fault: "key-unreadable" });
});

test("a note with a line that is no signature, or a second signature by the same key that is wrong, is not accepted", async () => {
  expect(await openCheckpoint(`${note}a line\n`, vkey)).toEqual({ fault: "not-signed" });
  expect(await openCheckpoint(note.slice(0, -1), vkey)).toEqual({ fault: "not-signed" });
  const wrong = (await signCheckpoint({ ...checkpoint, size: 1 }, keys)).split("\n\n")[1] ?? "";
  expect(await openCheckpoint(note + wrong, vkey)).toEqual({ fault: "signature" });
});

test("a key that is no point of the curve, or a signature of another length, verifies nothing", async () => {
  for (const publicKey of [new Uint8Array(32), new Uint8Array(32).fill(0xff)]) {
    const given = { sign: async () => new Uint8Array(64), publicKey: async () => publicKey };
    expect(await openCheckpoint(await signCheckpoint(checkpoint, given), vkeyOf(checkpoint.origin, publicKey))).toEqual({
      fault: "signature",
    });
  }
  const short = { sign: async () => new Uint8Array(63), publicKey: () => keys.publicKey() };
  expect(await openCheckpoint(await signCheckpoint(checkpoint, short), vkey)).toEqual({ fault: "signature" });
});

test("no single altered bit of a checkpoint or its key passes", async () => {
  const passed: string[] = [];
  const flipped = (bytes: Buffer, bit: number) => Buffer.from(bytes.with(bit >> 3, (bytes[bit >> 3] ?? 0) ^ (1 << (bit & 7))));
  const [noteBytes, keyBytes] = [Buffer.from(note), Buffer.from(`${vkey}\n`)];
  for (let bit = 0; bit < noteBytes.length * 8; bit += 1) {
    if ("checkpoint" in (await openCheckpoint(flipped(noteBytes, bit).toString(), vkey))) passed.push(`note bit ${bit}`);
  }
  for (let bit = 0; bit < keyBytes.length * 8; bit += 1) {
    if ("checkpoint" in (await openCheckpoint(note, flipped(keyBytes, bit).toString()))) passed.push(`key bit ${bit}`);
  }
  expect(passed).toEqual([]);
});

test("the name of a State's log does not tell the State", () => {
  expect(nameOf("panel", "corroborate.example")).toBe("corroborate.example/panel");
  expect(nameOf("root", "corroborate.example")).toBe("corroborate.example/root");
  expect(nameOf("state-gb", "corroborate.example")).toMatch(/^corroborate\.example\/[0-9a-f]{16}$/);
  expect(nameOf("state-gb", "corroborate.example")).not.toBe(nameOf("state-gb", "other.example"));
});
