import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { unlikeDescribed } from "#shared/api/answers.ts";
import { routeRow } from "#shared/api/routes.ts";
import { golden } from "#test/fixtures/golden.ts";
import { type Answer, asker, sideBySide } from "./matrix/ask.ts";
import { allCells, type Placed, placed, requestOf, SIGNED_IN } from "./matrix/cells.ts";
import { rendered } from "./matrix/page.ts";
import { refusedThere } from "./matrix/stages.ts";
import { changedBetween, type Snapshot } from "./matrix/store.ts";
import { furnished, startWorld, type World } from "./matrix/world.ts";

interface Answered extends Placed {
  readonly answer: Answer;
  readonly said: string;
}

let world: World;
let all: readonly Answered[];
/** Before anything was asked; after what may change nothing was asked; after everything. */
let before: Snapshot;
let between: Snapshot;
let after: Snapshot;
let ask: ReturnType<typeof asker>;

const answered = async (cells: readonly Placed[]): Promise<readonly Answered[]> =>
  sideBySide(cells, async (cell) => {
    const answer = await ask(world.tokens.get(cell.who.person.id), requestOf(cell));
    return { ...cell, answer, said: said(answer) };
  });
const said = ({ status, body }: Answer): string => {
  const code = status < 400 ? undefined : (JSON.parse(body) as { code?: string }).code;
  return code === undefined ? String(status) : `${status} ${code}`;
};
const shown = ({ name, who, at, said: was }: Answered) => `${name}, ${who.says}, at ${at}: ${was}`;

beforeAll(async () => {
  world = await startWorld();
  ask = asker(world.url);
  const patterns = await furnished(world);
  const cells = await placed(allCells(), world, patterns);
  before = await world.store.snapshot();
  const still = await answered(cells.filter((cell) => !cell.writes));
  between = await world.store.snapshot();
  const writing = await answered(cells.filter((cell) => cell.writes));
  after = await world.store.snapshot();
  const byCell = new Map([...still, ...writing].map((one) => [`${one.name} ${one.who.person.id} ${one.at}`, one]));
  all = cells.map((one) => byCell.get(`${one.name} ${one.who.person.id} ${one.at}`) as Answered);
}, 480_000);
afterAll(() => world?.stop());

describe("every route, for everybody, wherever a record can stand", () => {
  test("answers as the tables say: as if it were not there, that it is not for this person, or through", () => {
    const found = ({ answer: { status } }: Answered) => {
      if (status === 404 || status === 403) return String(status);
      return status === 401 || status >= 500 ? "?" : "through";
    };
    // What is let through may still have nothing to find: a letter where a request for release is asked for.
    const wrong = all.filter((one) => found(one) !== one.access && one.said !== refusedThere(one));
    expect(wrong.map((one) => `${shown(one)}, not ${one.access}`)).toEqual([]);
    expect(all.length).toBeGreaterThan(3_500);
  });

  test("a record that stands where an act is not allowed refuses it with its code, and one that stands where it is does not", () => {
    const refusals = ["409 WRONG_STAGE", "409 NOT_DRAFT"];
    const wrong = all.filter((one) => {
      const expected = refusedThere(one);
      return one.writes && (expected === undefined ? refusals.includes(one.said) : one.said !== expected);
    });
    expect(wrong.map((one) => `${shown(one)}, not ${refusedThere(one) ?? "for where it stands"}`)).toEqual([]);
  });

  test("whoever is recused does no work on the case, and nobody decides a stage who is not named for it", () => {
    const done = all.filter(({ answer, name }) => answer.status < 300 && routeRow(name).method !== "GET");
    const byRecused = done.filter(({ who, name }) => who.onCase === "recused" && routeRow(name).loads === "case");
    expect(byRecused.map(shown)).toEqual([]);
    const decided = done.filter(({ name }) => name === "decide-stage").map(({ who, at }) => `${at}: ${who.says}`);
    expect(decided).toEqual([
      "triage: coordinator",
      "enquiry: expert who leads the case",
      "verification: second expert of the case",
      "corroboration: expert who leads the case",
      "legal: expert who leads the case",
      ...["peer-review", "adoption"].flatMap((at) =>
        ["expert", "coordinator", "expert who leads the case", "second expert of the case"].map((who) => `${at}: ${who}`),
      ),
    ]);
  });

  test("what is refused or only read changes nothing: no record, no entry, no log, in any table", () => {
    expect(changedBetween(before, between)).toEqual([]);
  });

  test("what is refused after it was let through leaves its record as it was, and each change leaves its entry", () => {
    const wrong = all.filter((one) => {
      if (!one.writes || one.partition === undefined) return false;
      const [was, is] = [between.partitions.get(one.partition), after.partitions.get(one.partition)];
      if (one.answer.status >= 400) return was?.hash !== is?.hash;
      // Completing what has arrived is safe to repeat, and repeating it is no change.
      if (one.name === "complete-item") return false;
      return routeRow(one.name).event !== undefined && (is?.entries ?? 0) <= (was?.entries ?? 0);
    });
    expect(wrong.map(shown)).toEqual([]);
  });

  test("every answer is as the description of the API says", () => {
    const faults = all.flatMap((one) =>
      one.answer.status >= 300 ? [] : (unlikeDescribed(one.name, JSON.parse(one.answer.body)) ?? []),
    );
    expect([...new Set(faults)]).toEqual([]);
  });

  test("makes the page that a delegation's counsel can read", () => {
    const { stored, made } = golden("matrix.md", rendered(all));
    expect(made).toBe(stored);
  });
});

describe("nobody learns of what is not theirs", () => {
  const NEVER = { reference: "GB-999999", item: "01ARZ3NDEKTSV4RRFFQ69G5FAV", asked: "01ARZ3NDEKTSV4RRFFQ69G5FAV" };
  const foreign = () => world.tokens.get("delegate-elsewhere");

  test("what is hidden answers to the byte as what never was, whoever asks for whatever", async () => {
    const nothing = await ask(world.tokens.get("expert"), { method: "GET", path: "/panel/cases/NO-SUCH-CASE" });
    expect(nothing.status).toBe(404);
    const hidden = all.filter(({ answer }) => answer.status === 404);
    expect(hidden.length).toBeGreaterThan(1_000);
    expect(hidden.filter(({ answer }) => JSON.stringify(answer) !== JSON.stringify(nothing)).map(shown)).toEqual([]);
  });

  const delegation = SIGNED_IN.filter((name) => routeRow(name).zone === "delegation");
  test.each(delegation)(
    "%s tells a delegate of another State nothing of this one: not its records, not that it takes part",
    async (name) => {
      const cell = all.find((one) => one.name === name && one.who.says === "delegate" && one.answer.status < 300) as Answered;
      const real = requestOf(cell);
      const asked = [
        real,
        requestOf(cell, NEVER),
        requestOf(cell, { ...NEVER, state: "ZZ", reference: "ZZ-001" }),
        ...(real.body === undefined
          ? []
          : [
              { ...real, body: "{" },
              { ...real, body: JSON.stringify({ unknown: true }) },
            ]),
      ];
      const answers = await sideBySide(asked, (one) => ask(foreign(), one));
      expect(answers.map(({ status }) => status)).toEqual(asked.map(() => 404));
      for (const answer of answers) expect(answer).toEqual(answers[0]);
      // Of one's own State, what never was; lists and beginnings have no such thing.
      if (cell.place.params["reference"] === "" && cell.place.params["asked"] === "") return;
      const own = await ask(foreign(), requestOf(cell, { ...NEVER, state: "US", reference: "US-999999" }));
      expect(own).toEqual(answers[0]);
    },
  );

  test("without a token every route answers 401, alike for what is there and what is not", async () => {
    const answers = await sideBySide(SIGNED_IN, async (name) => {
      const cell = all.find((one) => one.name === name) as Answered;
      return [
        await ask(undefined, requestOf(cell)),
        await ask(undefined, requestOf(cell, { ...NEVER, case: "NEVER", report: "NEVER" })),
      ];
    });
    for (const [index, both] of answers.entries())
      for (const one of both) expect({ ...one, name: SIGNED_IN[index] }).toEqual({ ...answers[0]?.[0], name: SIGNED_IN[index] });
    expect(answers[0]?.[0]?.status).toBe(401);
  });
});
