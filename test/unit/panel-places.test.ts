import { expect, it } from "vitest";
import { run as annotate } from "#functions/panel/annotate-exhibit.ts";
import { part } from "#functions/panel/case-file.ts";
import { run as recordPlace } from "#functions/panel/record-place.ts";
import { casePk } from "#shared/adapters/keys.ts";
import type { Recorded } from "#shared/record/change.ts";
import { exhibit } from "../fixtures/case-file.ts";
import { memoryPorts } from "../fixtures/memory-ports.ts";

const head = { pk: casePk("CASE-1"), sk: "CASE", schema: 1, version: 3, id: "CASE-1", regime: "1718", at: "verification" };
const NOTE = { case: "CASE-1", reference: "SUB-001", item: "1", text: "A crane", x: 10, y: 20, w: 30, h: 40 };
const PLACE = {
  case: "CASE-1",
  place: "RAJIN",
  name: "Rajin",
  latitude: 42.216667,
  longitude: 130.283333,
  precision: "1 km",
  basis: "UN/LOCODE KP RJN",
  cites: ["SUB-001/1"],
};

/** What the function would write, with one exhibit of 960 by 640 pixels in the case. */
const written = async (run: (request: never) => Promise<unknown>, input: object): Promise<Recorded> => {
  const ports = memoryPorts();
  await ports.records.write([
    part("CASE-1", "EXHIBIT", "SUB-001/1", exhibit("SUB-001/1", { figure: { width: 960, height: 640 } })),
  ]);
  let change: Recorded | undefined;
  const commit = async (what: Recorded) => {
    change = what;
  };
  const actor = { id: "expert-maritime", role: "expert" };
  await run({ input, record: head, ports, now: "2024-01-23T10:00:00.000Z", actor, commit } as never);
  if (change === undefined) throw new Error("nothing was written");
  return change;
};

it("a note is kept with its author, its time and the hash of the original; the entry of the record has hashes alone", async () => {
  const { writes, entries } = await written(annotate, NOTE);
  expect(JSON.stringify(writes)).toContain('"by":"expert-maritime","at":"2024-01-23T10:00:00.000Z"');
  expect(JSON.stringify(writes)).toContain(`"sha256":"${"a".repeat(64)}"`);
  expect(entries[0]).toMatchObject({ event: "case.annotation", subject: "CASE-1", data: { reference: "SUB-001/1" } });
  expect(JSON.stringify(entries)).not.toContain("crane");
});

it("a rectangle that leaves the picture is refused with the bounds; one that touches its edge is taken", async () => {
  await expect(written(annotate, { ...NOTE, x: 931 })).rejects.toMatchObject({ code: "OUT_OF_BOUNDS" });
  await expect(written(annotate, { ...NOTE, h: 621 })).rejects.toMatchObject({ code: "OUT_OF_BOUNDS" });
  await expect(written(annotate, { ...NOTE, x: 930, y: 600 })).resolves.toBeDefined();
});

it("a note on what is no exhibit of the case is not there", async () => {
  await expect(written(annotate, { ...NOTE, item: "2" })).rejects.toMatchObject({ code: "NOT_FOUND" });
});

it("a place is recorded with what shows it, and the entry does not say where it is", async () => {
  const { writes, entries } = await written(recordPlace, PLACE);
  expect(JSON.stringify(writes)).toContain('"latitude":42.216667');
  expect(entries[0]).toMatchObject({ event: "case.place", data: { place: "RAJIN" } });
  expect(JSON.stringify(entries)).not.toContain("42.2");
});

it("a place cited from what is no exhibit of the case is refused", async () => {
  await expect(written(recordPlace, { ...PLACE, cites: ["SUB-009/1"] })).rejects.toMatchObject({ code: "INVALID" });
});
