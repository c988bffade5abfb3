import { createHash } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Client, createClient, Refused } from "#shared/api/client.ts";
import { MESSAGE_CHARACTERS } from "#shared/domain/limits.ts";
import { homeUnderTest, type UnderTest } from "#test/fixtures/home-under-test.ts";

const handling = { classification: "confidential", tlp: "RED", panelOnly: true, attribution: "none" } as const;
const NOTE = "A note of the mission.";

let home: UnderTest;
let registered: string;
let own: { state: string; reference: string };
const clients = new Map<string, Client>();
const as = (person: string): Client => clients.get(person) as Client;

const eventually = async <T>(what: string, ask: () => Promise<T | undefined | false>): Promise<T> => {
  for (const end = Date.now() + 120_000; Date.now() < end; await new Promise((resolve) => setTimeout(resolve, 100))) {
    const found = await ask();
    if (found !== undefined && found !== false) return found;
  }
  throw new Error(`${what} did not come about`);
};
const refusal = async (asked: Promise<unknown>): Promise<{ status: number; code: string | undefined; title: string }> => {
  const error: unknown = await asked.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof Refused)) throw new Error(`it was not refused: ${error}`);
  return { status: error.status, code: error.code, title: error.message };
};
const drafted = async (person: string, state: string): Promise<{ state: string; reference: string }> => {
  const { reference } = await as(person)("create-submission", { state, regime: "1718", title: "A quay", handling });
  return { state, reference };
};
const sealed = async (person: string, state: string): Promise<{ state: string; reference: string }> => {
  const at = await drafted(person, state);
  const call = as(person);
  const bytes = Buffer.from(NOTE);
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  const file = { name: "note.txt", title: "A note", bytes: bytes.length, sha256, mediaType: "text/plain" };
  const { id: item } = await call("declare-item", { ...at, kind: "document", ...file });
  const { links } = await call("link-parts", { ...at, item, parts: [{ part: 1, bytes: bytes.length, sha256 }] });
  for (const { url, headers } of links) await fetch(url, { method: "PUT", headers, body: new Uint8Array(bytes) });
  await call("complete-item", { ...at, item });
  await call("seal-submission", { ...at, version: (await call("get-submission", at)).version });
  return at;
};
const registrationOf = (state: string, reference: string): Promise<string> =>
  eventually(`the registration of ${reference}`, async () => {
    const { rows } = await as("officer")("list-register", { regime: "1718" });
    return rows.find((row) => row.state === state && row.stateReference === reference)?.reference;
  });
const threadHere = () => as("delegate-gb")("list-messages", own);
const threadThere = () => as("expert-maritime")("list-thread", { reference: registered });
const asked = async () => (await as("delegate-gb")("list-asked", { state: "GB" })).rows.filter(({ kind }) => kind === "message");
const unanswered = async () => (await as("officer")("list-unanswered", { regime: "1718" })).rows;

beforeAll(async () => {
  home = await homeUnderTest();
  for (const person of ["delegate-gb", "delegate-us", "expert-maritime", "coordinator", "officer", "committee-member"]) {
    const token = await home.tokenFor(person);
    clients.set(person, createClient({ baseUrl: home.baseUrl, token: async () => token }));
  }
  own = await sealed("delegate-gb", "GB");
}, 240_000);
afterAll(() => home?.stop());

test("a delegation writes from the seal on, the Panel reads it when the submission is registered, and it waits for an answer", async () => {
  const text = "S/2024/215 names the vessel.\nThe Russian Federation disputes it; so does صور 라진항.";
  const written = await as("delegate-gb")("write-message", { ...own, text, seen: 0 });
  expect(written).toMatchObject({ from: "state", by: home.idOf("delegate-gb"), text, count: 1 });
  registered = await registrationOf("GB", own.reference);
  const there = await eventually("the message", async () => {
    const thread = await threadThere();
    return thread.count === 1 && thread;
  });
  expect(there).toMatchObject({
    rows: [{ id: written.id, at: written.at, from: "state", by: null, text }],
    next: null,
  });
  expect(await unanswered()).toEqual([
    { reference: registered, state: "GB", stateReference: own.reference, text, at: written.at },
  ]);
  expect((await as("officer")("get-registration", { reference: registered })).handling).toEqual(handling);
  // Who of the mission wrote is nowhere on the other side of the wall.
  expect(JSON.stringify([there, await unanswered()])).not.toContain(home.idOf("delegate-gb"));
});

test("an answer reaches the delegation without a name, stands among what is asked of it, and ends the Panel's waiting", async () => {
  const answer = await as("expert-maritime")("answer-state", { reference: registered, text: "Of which day is it?", seen: 1 });
  expect(answer).toMatchObject({ from: "expert", by: home.idOf("expert-maritime"), count: 2 });
  expect(await unanswered()).toEqual([]);
  const here = await eventually("the answer", async () => {
    const thread = await threadHere();
    return thread.count === 2 && thread;
  });
  expect(here.rows.map(({ from, by }) => [from, by])).toEqual([
    ["expert", null],
    ["state", home.idOf("delegate-gb")],
  ]);
  expect(await asked()).toMatchObject([
    { kind: "message", reference: own.reference, asks: "Of which day is it?", answeredAt: null },
  ]);
  expect(JSON.stringify([here, await asked()])).not.toMatch(/SUB-|CASE-|expert-maritime/);
});

test("writing takes the thread off the list of what is asked, unless another message came meanwhile", async () => {
  await as("officer")("answer-state", { reference: registered, text: "And in which zone is its time?", seen: 2 });
  await eventually("the second question", async () => (await threadHere()).count === 3);
  await as("delegate-gb")("write-message", { ...own, text: "Of 12 September 2023.", seen: 2 });
  expect(await asked()).toMatchObject([{ asks: "And in which zone is its time?" }]);
  await as("delegate-gb")("write-message", { ...own, text: "In UTC.", seen: 4 });
  expect(await asked()).toEqual([]);
  await eventually("both answers", async () => (await threadThere()).count === 5);
  expect((await threadThere()).rows.map(({ from }) => from)).toEqual(["state", "state", "secretariat", "expert", "state"]);
});

test("a message written again under its key is one message, here and there", async () => {
  const once = { idempotencyKey: "key-of-one-message" };
  const message = { ...own, text: "Once.", seen: 5 };
  const [first, ...others] = await Promise.all(
    Array.from({ length: 4 }, () =>
      eventually("its answer", () => as("delegate-gb")("write-message", message, once).catch(() => undefined)),
    ),
  );
  for (const other of others) expect(other).toEqual(first);
  await eventually("it on the other side", async () => (await threadThere()).count === 6);
  expect((await threadHere()).count).toBe(6);
  expect(await refusal(as("delegate-gb")("write-message", { ...message, text: "Twice." }, once))).toMatchObject({
    code: "REPEATED_DIFFERENTLY",
  });
});

describe("what is refused changes nothing and says what to do", () => {
  const counted = async () => [(await threadHere()).count, (await threadThere()).count];

  test.each([
    ["an empty text", ""],
    ["nothing but spaces", " \n\t "],
    ["a text that is too long", "x".repeat(MESSAGE_CHARACTERS + 1)],
    ["a control character", "a\u0007b"],
  ])("%s, from either side", async (_, text) => {
    const counts = await counted();
    const refused = { status: 422, code: "INVALID" };
    expect(await refusal(as("delegate-gb")("write-message", { ...own, text, seen: 6 }))).toMatchObject(refused);
    expect(await refusal(as("officer")("answer-state", { reference: registered, text, seen: 6 }))).toMatchObject(refused);
    expect(await counted()).toEqual(counts);
  });

  test("the longest text is taken whole, in any script", async () => {
    const text = "라".repeat(MESSAGE_CHARACTERS);
    await as("delegate-gb")("write-message", { ...own, text, seen: 6 });
    const there = await eventually("it", async () => (await threadThere()).rows.find((row) => row.text.length > 1_000));
    expect(there.text).toBe(text);
  });

  test("a number of the Panel's own, or a reference of another State, in a text to a State", async () => {
    for (const text of [`See ${registered}/1.`, "It is for CASE-RAJIN-DUNAY.", "US-001 shows it too."]) {
      const refused = await refusal(as("officer")("answer-state", { reference: registered, text, seen: 6 }));
      expect(refused).toMatchObject({ status: 422, code: "INVALID" });
      expect(refused.title).toContain(`write ${own.reference}, or leave it out`);
    }
  });

  test("a message about a draft, of which only the mission knows", async () => {
    const draft = await drafted("delegate-gb", "GB");
    expect(await refusal(as("delegate-gb")("write-message", { ...draft, text: "Soon.", seen: 0 }))).toMatchObject({
      status: 409,
      code: "WRONG_STAGE",
      title: "This can be done at sealed, registered, withdrawn; the record stands at draft.",
    });
    expect(await as("delegate-gb")("list-messages", draft)).toEqual({ rows: [], next: null, count: 0 });
  });

  test("a message about an open source, which no State gave", async () => {
    const { ref } = await as("expert-maritime")("collect-evidence", {
      regime: "1718",
      kind: "open-source",
      title: "T",
      publisher: "P",
      capture: "C",
      handling: { ...handling, classification: "unclassified" },
    });
    const reference = ref.slice(0, ref.indexOf("/"));
    const refused = await refusal(as("officer")("answer-state", { reference, text: "Whose is it?", seen: 0 }));
    expect(refused).toMatchObject({ status: 422, code: "INVALID" });
    expect((await as("officer")("list-thread", { reference })).count).toBe(0);
  });
});

describe("the wall", () => {
  test("another State, and who has no business with a submission, see no thread and write into none", async () => {
    for (const person of ["delegate-us", "officer", "committee-member"]) {
      expect(await refusal(as(person)("list-messages", own))).toMatchObject({ status: 404 });
      expect(await refusal(as(person)("write-message", { ...own, text: "?", seen: 0 }))).toMatchObject({ status: 404 });
    }
    for (const person of ["delegate-gb", "delegate-us", "committee-member"]) {
      expect(await refusal(as(person)("list-thread", { reference: registered }))).toMatchObject({ status: 404 });
      expect(await refusal(as(person)("answer-state", { reference: registered, text: "?", seen: 0 }))).toMatchObject({
        status: 404,
      });
      expect(await refusal(as(person)("list-unanswered", { regime: "1718" }))).toMatchObject({ status: 404 });
    }
    expect(await refusal(as("officer")("list-unanswered", { regime: "2140" }))).toMatchObject({ status: 404 });
  });

  test("two States' threads of the same number do not touch, and neither learns of the other's", async () => {
    const theirs = await sealed("delegate-us", "US");
    await as("delegate-us")("write-message", { ...theirs, text: "Of the United States alone.", seen: 0 });
    const reference = await registrationOf("US", theirs.reference);
    await eventually("it", async () => (await as("officer")("list-thread", { reference })).count === 1);
    await as("officer")("answer-state", { reference, text: "To the United States alone.", seen: 1 });
    await eventually("the answer", async () => (await as("delegate-us")("list-messages", theirs)).count === 2);
    expect(JSON.stringify([await threadHere(), await asked()])).not.toContain("alone");
    expect(JSON.stringify(await threadThere())).not.toContain("alone");
  });

  test("what was withdrawn can still be spoken of, from both sides", async () => {
    const { version } = await as("delegate-gb")("get-submission", own);
    await as("delegate-gb")("withdraw-submission", { ...own, version, reason: "An error of ours." });
    const { count } = await as("delegate-gb")("write-message", { ...own, text: "The scale was wrong.", seen: 7 });
    await eventually("it", async () => (await threadThere()).count === count);
    await as("coordinator")("answer-state", { reference: registered, text: "It was not cited.", seen: count });
    await eventually("the answer", async () => (await threadHere()).count === count + 1);
  });

  test("a thread longer than a page is given page by page, newest first, without one lost", async () => {
    const { count } = await threadHere();
    for (let index = count; index < 55; index += 1)
      await as("delegate-gb")("write-message", { ...own, text: `Message ${index}.`, seen: index });
    const first = await threadHere();
    const rest = await as("delegate-gb")("list-messages", { ...own, after: String(first.next) });
    expect([first.rows.length, rest.rows.length, rest.next, rest.count]).toEqual([50, 5, null, 55]);
    const ids = [...first.rows, ...rest.rows].map(({ id }) => id);
    expect(new Set(ids).size).toBe(55);
  });
});
