import { beforeEach, describe, expect, test } from "vitest";
import { run as listUnanswered } from "#functions/panel/list-unanswered.ts";
import { bindThread } from "#functions/panel/thread.ts";
import { applyPanelMessage, applyStateMessage } from "#functions/streams/apply-message.ts";
import { shownThread } from "#functions/thread.ts";
import { originThreadPk, pointerKey, submissionPk, threadKey } from "#shared/adapters/keys.ts";
import { MESSAGE_CHARACTERS } from "#shared/domain/limits.ts";
import { isWritable, stillWaits, toldTooMuch, withMessage } from "#shared/domain/threads.ts";
import { type MemoryPorts, memoryPorts } from "#test/fixtures/memory-ports.ts";

const AT = "2026-03-02T09:00:00.000Z";
const arrived = (message: string, at = AT, text = `Text of ${message}.`) => ({
  pk: `MESSAGE#${message}`,
  sk: "IN",
  schema: 1,
  body: { state: "GB", reference: "GB-001", regime: "1718", message, text, at },
});
const unanswered = (ports: MemoryPorts) =>
  listUnanswered({ input: { regime: "1718" }, ports } as never) as Promise<{ rows: readonly { text: string }[] }>;

describe("what a text of the Panel must not tell its State", () => {
  test.each([
    ["SUB-003/2 is cropped.", "SUB-003", "a number of the Panel's own"],
    ["Compare (OS-014).", "OS-014", "a number of the Panel's own"],
    ["It matters for CASE-RAJIN-DUNAY, paragraph 3.", "CASE-RAJIN-DUNAY", "a number of the Panel's own"],
    ["FR-002 shows the same hull.", "FR-002", "a reference of another State, France"],
  ])("%s", (text, found, why) => {
    const told = toldTooMuch(text, "GB");
    expect(told?.text).toBe(found);
    expect(told?.what).toContain(why);
  });

  test.each([
    "GB-001/2 is cropped.",
    "As S/2024/215 says, paragraph 8 (b) of resolution 1718 (2006).",
    "The KN-23, the AN-124 and the Russian Federation's RD-250.",
    "A sub-100 m error, case-by-case, SUB-SAHARAN.",
    "IMO 9065675, ISO-9001, UN-HABITAT.",
  ])("lets pass: %s", (text) => expect(toldTooMuch(text, "GB")).toBeUndefined());
});

describe("a thread", () => {
  test("waits from the other side's message until an own one was written by somebody who had read it", () => {
    const begun = withMessage({ count: 0, theirs: 0 }, false);
    expect(stillWaits(begun, 1)).toBe(false);
    // A second one came while the answer to the first was being written.
    const two = withMessage(begun, false);
    expect(stillWaits(withMessage(two, true), 1)).toBe(true);
    expect(stillWaits(withMessage(two, true), 2)).toBe(false);
  });

  test("can be written in from the seal on, also about what was withdrawn, and not about a draft", () => {
    expect(["draft", "sealed", "registered", "withdrawn", undefined].filter(isWritable)).toEqual([
      "sealed",
      "registered",
      "withdrawn",
    ]);
  });

  test("never outgrows an item: the longest message in the widest script, with the one that its head keeps, is far below 100 kB", () => {
    expect(Buffer.byteLength("\u{4e00}".repeat(MESSAGE_CHARACTERS))).toBeLessThan(50_000);
  });
});

describe("a message that arrived", () => {
  let ports: MemoryPorts;
  beforeEach(() => {
    ports = memoryPorts({ now: AT });
  });
  const thread = () => shownThread(ports, originThreadPk("GB", "GB-001"), undefined);
  const register = () =>
    ports.records.write([{ put: { ...pointerKey("ORIGIN", "GB#GB-001"), schema: 1, reference: "SUB-003" }, ifAbsent: true }]);
  const entries = () => [...ports.items.values()].filter((item) => item.sk.startsWith("ENTRY#"));

  test("is in the thread once and has one entry however often it is delivered, also twice at the same moment", async () => {
    await Promise.all([applyStateMessage(ports, arrived("M1")), applyStateMessage(ports, arrived("M1"))]);
    await applyStateMessage(ports, arrived("M1"));
    expect(await thread()).toMatchObject({ count: 1, rows: [{ id: "M1", from: "state", by: null, text: "Text of M1." }] });
    expect(entries()).toHaveLength(1);
    expect(JSON.stringify(entries())).not.toContain("Text of M1.");
  });

  test("stands where it was written, in whatever order messages arrive, and ten at once are ten", async () => {
    const ids = Array.from({ length: 10 }, (_, index) => `M${index}`);
    await Promise.all(
      ids.toReversed().map((id, index) => applyStateMessage(ports, arrived(id, `2026-03-02T09:00:0${9 - index}.000Z`))),
    );
    const { rows, count } = await thread();
    expect(count).toBe(10);
    expect(rows.map((row) => row.id)).toEqual(ids.toReversed());
  });

  test("before its submission is registered is kept, and is shown as waiting when it is", async () => {
    await applyStateMessage(ports, arrived("M1"));
    expect((await unanswered(ports)).rows).toEqual([]);
    await register();
    await bindThread(ports, "GB", "GB-001");
    expect((await unanswered(ports)).rows).toEqual([
      { reference: "SUB-003", state: "GB", stateReference: "GB-001", text: "Text of M1.", at: AT },
    ]);
  });

  test("while its submission is being registered knows its number all the same, whichever comes first", async () => {
    await Promise.all([
      applyStateMessage(ports, arrived("M1")),
      register().then(() => bindThread(ports, "GB", "GB-001")),
      applyStateMessage(ports, arrived("M2", "2026-03-02T09:00:01.000Z")),
    ]);
    expect(await unanswered(ports)).toMatchObject({
      rows: [{ reference: "SUB-003", text: expect.stringContaining("Text of M") }],
    });
    expect((await thread()).count).toBe(2);
  });

  test("of the Panel bears no account, and stands among what is asked of the State", async () => {
    const body = { state: "GB", reference: "GB-001", message: "M2", from: "expert", text: "Of which day?", at: AT };
    await applyPanelMessage(ports, body);
    await applyPanelMessage(ports, body);
    const pk = submissionPk("GB", "GB-001");
    expect(await shownThread(ports, pk, undefined)).toMatchObject({ count: 1, rows: [{ from: "expert", by: null }] });
    expect(ports.items.get(`${pk}\n${threadKey(pk).sk}`)).toMatchObject({ listPk: "STATE#GB#ASKED", kind: "message", id: "M2" });
  });
});
