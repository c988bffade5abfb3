import { ulid } from "ulid";
import { ROUTE_NAMES, type RouteName, routeRow } from "#shared/api/routes.ts";
import { ACCESS, type Action } from "#shared/domain/access.ts";
import { OUTCOMES } from "#shared/domain/case.ts";
import { REPORT_OUTCOMES, REPORT_STAGES, STAGES } from "#shared/domain/stages.ts";
import type { Item } from "#shared/ports.ts";
import { bodyOf, type Place } from "./bodies.ts";
import { askedAs, CLONES, caseFor, reportAt, submissionAt } from "./clone.ts";
import { type Access, accessOf, NOWHERE } from "./expected.ts";
import { STANDINGS, type Standing } from "./standings.ts";
import { draftOf, type Patterns, type World } from "./world.ts";

/** One call: who asks for what, where that stands, and what the tables say of it. */
export interface Cell {
  readonly name: RouteName;
  readonly who: Standing;
  readonly at: string;
  readonly access: Access;
  /** Whether it is let through and may change what it is about: then that is a record of its own. */
  readonly writes: boolean;
}
export interface Placed extends Cell {
  readonly place: Place;
  /** The partition that its record stands in, where it loads one. */
  readonly partition: string | undefined;
}

export const SIGNED_IN = ROUTE_NAMES.filter((name) => routeRow(name).reads !== undefined || routeRow(name).action !== undefined);
const ASKED_STATES = ["letter", "letter, answered", "release", "release, answered"] as const;
export const CASE_STATES: readonly string[] = [...Object.keys(STAGES), ...OUTCOMES];
const STATES: Readonly<Record<string, readonly string[]>> = {
  case: CASE_STATES,
  report: [...new Set([...Object.keys(REPORT_STAGES), ...REPORT_OUTCOMES])],
  submission: ["draft", "draft, arriving", "sealed", "registered", "withdrawn"],
  asked: ASKED_STATES,
};

/** Whether ACCESS names this role for reading what the route is about. */
const isReader = (name: RouteName, { role }: Standing): boolean => {
  const { reads, action } = routeRow(name);
  return role in ACCESS[(reads ?? action) as Action];
};

/** Whether it may matter that somebody leads a case or is its second expert: where ACCESS or the work itself names them. */
const namesTeam = (name: RouteName): boolean => {
  const { action } = routeRow(name);
  const byRule = action !== undefined && Object.values<string>(ACCESS[action]).includes("decider");
  return byRule || name === "take-position" || name === "attest-gate";
};
/** Who is tried in every state: whoever ACCESS may let read it, and is not like another one who is tried. */
const everywhere = (name: RouteName, who: Standing): boolean =>
  who.appointed === "here" && isReader(name, who) && ((who.onCase ?? "recused") === "recused" || namesTeam(name));

/**
 * Every route for everybody, wherever a record can stand. Whether an appointment holds and where a record stands are judged apart, so whoever
 * has none, or none that ACCESS names, is tried in one state, and the next of them in the next.
 */
export const allCells = (): readonly Cell[] =>
  SIGNED_IN.flatMap((name) => {
    const { loads, method } = routeRow(name);
    const states = STATES[loads] ?? [NOWHERE];
    return states.flatMap((at, state) =>
      STANDINGS.filter((who, index) => everywhere(name, who) || index % states.length === state).map((who) => {
        const access = accessOf(name, who, at);
        return { name, who, at, access, writes: access === "through" && method !== "GET" };
      }),
    );
  });

/** Gives every cell what it is about: those that may change something each their own record, the others one for each state. */
export const placed = async (cells: readonly Cell[], world: World, patterns: Patterns): Promise<readonly Placed[]> => {
  const shared = new Map<string, Made>();
  const items = new Map<"case" | "report" | "submission" | "asked", Item[]>();
  const placedCells: Placed[] = [];
  let count = 0;
  for (const cell of cells) {
    const { loads } = routeRow(cell.name);
    count += 1;
    const known = cell.writes ? undefined : shared.get(`${loads} ${cell.at}`);
    const made = known ?? (await make({ cell, count, world, patterns }));
    if (!cell.writes) shared.set(`${loads} ${cell.at}`, made);
    if (known === undefined && isCloned(loads)) items.set(loads, [...(items.get(loads) ?? []), ...made.items]);
    const partition = isCloned(loads) ? world.store.placeOf(CLONES[loads].zone, CLONES[loads].pkOf(made.id)) : undefined;
    placedCells.push({ ...cell, partition, place: placeOf(cell, { made, count, patterns }) });
  }
  for (const [kind, all] of items) await world.store.put(CLONES[kind].zone, all);
  return placedCells;
};

interface Made {
  readonly id: string;
  readonly item?: string;
  readonly version: number;
  readonly items: readonly Item[];
}
const isCloned = (loads: string): loads is keyof typeof CLONES => Object.hasOwn(CLONES, loads);
const versionIn = (items: readonly Item[], sk: string): number => Number(items.find((one) => one.sk === sk)?.version ?? 0);

const make = async (of: { cell: Cell; count: number; world: World; patterns: Patterns }): Promise<Made> => {
  const { cell, count, patterns } = of;
  const { loads } = routeRow(cell.name);
  if (loads === "case") {
    const id = `C-${count}`;
    const items = caseFor(cell.name, patterns.case, { id, at: cell.at });
    return { id, items, version: versionIn(items, "CASE") };
  }
  if (loads === "report") {
    const id = `R-${count}`;
    const items = reportAt(patterns.report, id, { ...patterns, at: cell.at });
    return { id, items, version: versionIn(items, "REPORT") };
  }
  if (loads === "submission") return submission(of);
  if (loads === "asked") return asked(of);
  return { id: "", items: [], version: 1 };
};

/** What was asked is the real thing where it is only looked at; the Panel does not wait for an answer to a copy. */
const asked = async ({ cell, world, patterns }: Parameters<typeof make>[0]): Promise<Made> => {
  const real = cell.at.startsWith("release") ? patterns.release : patterns.letter;
  const answered = cell.at.endsWith("answered");
  if (!cell.writes && !answered) return { id: real, items: [], version: 1 };
  const id = ulid();
  const pattern = await world.store.partition("delegation", CLONES.asked.pkOf(real));
  return { id, items: askedAs(pattern, id, { answered }), version: 1 };
};

/** Drafts are made by the API, for their uploads are theirs; what is sealed changes no more, and copies of one will do. */
const submission = async ({ cell, count, world, patterns }: Parameters<typeof make>[0]): Promise<Made> => {
  if (cell.at.startsWith("draft")) {
    const { reference, item } = await draftOf(world, { arrived: cell.at === "draft" });
    const { version } = await world.as("delegate")("get-submission", { state: "GB", reference });
    return { id: reference, item, version, items: [] };
  }
  const id = cell.at === "registered" && !cell.writes ? patterns.reference : `GB-${10_000 + count}`;
  const items = submissionAt(patterns.registered, id, cell.at);
  const item = String(items.find(({ sk }) => sk.startsWith("ITEM#"))?.["id"]);
  // The real one has its receipt and its history, and is there already.
  return { id, item, items: id === patterns.reference ? [] : items, version: versionIn(items, "SUBMISSION") };
};

const placeOf = (cell: Cell, { made, count, patterns }: { made: Made; count: number; patterns: Patterns }): Place => {
  const delegation = routeRow(cell.name).zone === "delegation";
  return {
    at: cell.at,
    version: made.version,
    fresh: `FRESH-${count}`,
    hash: patterns.hash,
    params: {
      state: "GB",
      reference: delegation ? made.id : "SUB-001",
      item: made.item ?? "1",
      case: made.id,
      report: made.id,
      asked: made.id,
      draft: "1",
      claim: "CL-1",
      vessel: "V-1",
      place: "P-1",
      gate: "G4",
      obligation: "2270-18",
      letter: cell.name === "assess-reply" ? patterns.replied : patterns.letter,
      log: "panel",
    },
  };
};

export interface Sent {
  readonly method: string;
  readonly path: string;
  readonly body?: string;
}
/** The request of a cell; with `instead`, of other ids in its path. */
export const requestOf = (cell: Pick<Placed, "name" | "place">, instead: Readonly<Record<string, string>> = {}): Sent => {
  const row = routeRow(cell.name);
  const path = row.path.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = instead[name] ?? cell.place.params[name];
    if (value === undefined) throw new Error(`${cell.name}: say here what {${name}} is`);
    return value;
  });
  const query = new URLSearchParams({
    ...(row.query !== undefined && "regime" in row.query.shape ? { regime: "1718" } : {}),
    ...(row.query !== undefined && "path" in row.query.shape ? { path: "checkpoint" } : {}),
  });
  const body = bodyOf(cell.name, cell.place);
  return { method: row.method, path: query.size === 0 ? path : `${path}?${query}`, ...(body === undefined ? {} : { body }) };
};
