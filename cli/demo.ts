import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, relative, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { inspect, parseArgs } from "node:util";
import { startHome } from "#local/home.ts";
import { takeLock } from "#local/lock.ts";
import { currentAssembly } from "#local/synthesis.ts";
import type { Person } from "#shared/domain/people.ts";
import { openCase, recordClaims } from "./demo/build-case.ts";
import { exportLogs } from "./demo/export-logs.ts";
import { casesShown, type Outcome, readOutcomes } from "./demo/outcomes.ts";
import { playCase } from "./demo/play-case.ts";
import { playReport } from "./demo/play-report.ts";
import type { Play } from "./demo/played.ts";
import { readScenario, ScenarioRefused } from "./demo/read-scenario.ts";
import type { Scenario } from "./demo/scenario.ts";
import { type Answer, type Stage, stageOn } from "./demo/stage.ts";
import { type Submitted, submit } from "./demo/submit.ts";
import { type Reached, reachedAt } from "./reached.ts";

const ROOT = join(import.meta.dirname, "..");
const LEAVES = ["report.docx", "report.html", "receipts", "logs"];
const DEFAULT = join(import.meta.dirname, "demo", "rajin-dunay.json");

/** What `--json` prints; kept stable. Paths are absolute and exist. */
export interface DemoResult {
  readonly scenario: string;
  readonly ok: boolean;
  readonly outcomes: readonly Outcome[];
  readonly submissions: readonly {
    readonly id: string;
    readonly state: string;
    readonly reference: string;
    readonly registered: string;
    readonly heldBack: readonly number[];
  }[];
  readonly cases: readonly {
    readonly case: string;
    readonly at: string;
    readonly standing: string | null;
    readonly hash: string | null;
  }[];
  readonly files: {
    readonly docx: string | null;
    readonly html: string | null;
    readonly receipts: readonly string[];
    readonly logs: readonly { readonly name: string; readonly folder: string }[];
  };
  readonly seconds: number;
}

/** `demo [--scenario file] [--json] [--out folder]`; answers the exit code: 0 as expected, 1 otherwise, 2 for a scenario or option that is refused. */
export const demoCommand = async (argv: readonly string[]): Promise<number> => {
  const say = (line: string) => process.stderr.write(`${line}\n`);
  let options: { scenario: string; json: boolean; out: string };
  let scenario: Scenario;
  try {
    const { values } = parseArgs({
      args: [...argv],
      options: {
        scenario: { type: "string", default: DEFAULT },
        json: { type: "boolean", default: false },
        out: { type: "string", default: join(process.env["CORROBORATE_DATA"] ?? "./.corroborate", "demo") },
      },
    });
    options = values;
    scenario = readScenario(options.scenario, await readFile(options.scenario, "utf8"));
  } catch (error) {
    say(
      error instanceof ScenarioRefused
        ? `the scenario cannot be played; nothing was started\n${error.message}`
        : `${error instanceof Error ? error.message : String(error)}`,
    );
    return 2;
  }
  const out = resolve(options.out);
  const data = join(out, "home");
  try {
    await clearHome(data);
  } catch (error) {
    say(error instanceof Error ? error.message : String(error));
    return 2;
  }
  const result = await playScenario({ scenario, out, say, data });
  report(result, say);
  say(`Home         CORROBORATE_DATA=${relative(process.cwd(), data)} npm start   (opens what was played in the portal)`);
  if (options.json) process.stdout.write(`${JSON.stringify(result)}\n`);
  return result.ok ? 0 : 1;
};

/** Takes away the home of an earlier play. Throws when it runs, or when the folder is no home. */
const clearHome = async (data: string): Promise<void> => {
  if (!existsSync(data)) return;
  if (!existsSync(join(data, "home.db"))) throw new Error(`${data} is there and is no home: name another folder with --out`);
  const lock = await takeLock(data);
  await lock.release();
  await rm(data, { recursive: true });
};

/** Plays a scenario on a home of its own, from empty to report, and reads every outcome back. */
export const playScenario = async (at: {
  scenario: Scenario;
  out: string;
  say: (line: string) => void;
  assembly?: string;
  /** Folder of the home, kept afterwards. Default: a temporary one, kept only when the play stops half-way. */
  data?: string;
  /** Called before each act with what it is about, and before the outcomes are read. */
  enter?: (what: PlayedPart) => Promise<void>;
  noteCalls?: boolean;
}): Promise<DemoResult> => {
  const { scenario, say } = at;
  const begun = performance.now();
  const assembly = at.assembly ?? (await currentAssembly({ root: ROOT, say }));
  const data = at.data ?? (await mkdtemp(join(tmpdir(), "corroborate-demo-")));
  const home = await startHome({
    data,
    port: 0,
    assembly,
    people: peopleOf(scenario),
    stage: "demo",
    noteCalls: at.noteCalls ?? false,
  });
  try {
    const result = await playOn(reachedAt(home.url), { ...at, begun });
    await home.stop();
    if (at.data === undefined) await rm(data, { recursive: true, force: true });
    return result;
  } catch (error) {
    say(`\nthe play stopped; its home is kept in ${data} (what the functions said is in logs/)`);
    await home.stop();
    throw error;
  }
};

interface Playing {
  readonly scenario: Scenario;
  readonly out: string;
  readonly say: (line: string) => void;
  readonly enter?: (what: PlayedPart) => Promise<void>;
  readonly begun?: number;
}

/** Plays a scenario on a running home in the stage `demo` that knows the scenario's people, and reads every outcome back. */
export const playOn = async (home: Reached, playing: Playing): Promise<DemoResult> => {
  const { scenario, out, say, enter = async () => undefined, begun = performance.now() } = playing;
  await mkdir(out, { recursive: true });
  // Only what a play leaves: the folder may be anybody's.
  for (const name of LEAVES) await rm(join(out, name), { recursive: true, force: true });
  const stage = stageOn({ scenario, home, say });
  say(`\n${scenario.title}`);
  if (scenario.note !== undefined) say(scenario.note);
  const played = await playAll(stage, out, enter);
  await enter("reading");
  const outcomes = await readOutcomes(played);
  const receipts = await saveReceipts(played.submitted, join(out, "receipts"));
  return {
    scenario: scenario.id,
    ok: outcomes.every((one) => one.ok),
    outcomes,
    submissions: played.submitted.map(({ id, state, reference, registered, heldBack }) => ({
      id,
      state,
      reference,
      registered,
      heldBack,
    })),
    cases: await casesShown(stage, scenario),
    files: { ...played.left, receipts, logs: played.logs.map(({ name, folder }) => ({ name, folder })) },
    seconds: Math.round((performance.now() - begun) / 100) / 10,
  };
};

/** The people of a scenario as a home seeds them; appointed well before anything happens. */
export const peopleOf = (scenario: Scenario): readonly Person[] =>
  scenario.people.map(({ id, label, role, state, nationality, specialism }) => ({
    id,
    label,
    appointments: [
      {
        role,
        from: "2000-01-01T00:00:00.000Z",
        ...(state === undefined ? {} : { state }),
        ...(nationality === undefined ? {} : { nationality }),
        ...(specialism === undefined ? {} : { specialism }),
        ...(role === "delegate" || role === "auditor" ? {} : { regime: scenario.regime }),
      },
    ],
  }));

/** What the acts of a play are about. */
export type PlayedPart = "submission" | "case" | "report" | "reading";

const playAll = async (stage: Stage, out: string, enter: (what: PlayedPart) => Promise<void>) => {
  const { scenario } = stage;
  const submitted: Submitted[] = [];
  const refs = new Map<string, string>();
  const plays = new Map<string, Play>(
    scenario.cases.map((one) => [
      one.id,
      {
        stage,
        one,
        refs,
        submitted,
        chosen: new Map(),
        leftOut: new Set(),
        tried: { verifiers: [], reviewers: [], texts: new Map() },
      },
    ]),
  );
  const cases = [...plays.values()].toSorted((a, b) => a.one.opened.localeCompare(b.one.opened));
  const events = [
    ...scenario.submissions.map((one) => ({
      at: one.at,
      about: "submission" as const,
      happens: async () => {
        const done = await submit(stage, one);
        submitted.push(done);
        for (const [name, ref] of registeredRefs(scenario, done)) refs.set(name, ref);
      },
    })),
    ...scenario.openSources.map((one) => ({
      at: one.at,
      about: "case" as const,
      happens: async () => void refs.set(one.id, await collect(stage, one)),
    })),
    ...cases.map((play) => ({
      at: play.one.opened,
      about: "case" as const,
      happens: async () => {
        await openCase(play);
        await recordClaims(play);
      },
    })),
  ];
  stage.heading("Delegations submit, experts register, the Panel opens its cases");
  for (const event of events.toSorted((a, b) => a.at.localeCompare(b.at))) {
    await enter(event.about);
    await stage.advanceTo(event.at);
    await event.happens();
  }
  await enter("case");
  for (const play of cases) await playCase(play);
  await enter("report");
  const left = await playReport(stage, out);
  const logs = await exportLogs(stage, join(out, "logs"));
  return { stage, submitted, plays, left, logs };
};

/** Evidence by its name in the scenario and the Panel's reference; what was held back cannot be cited. */
const registeredRefs = (scenario: Scenario, one: Submitted): readonly (readonly [string, string])[] => {
  const items = scenario.submissions.find((other) => other.id === one.id)?.items ?? [];
  return items.flatMap((_, index) =>
    one.heldBack.includes(index + 1) ? [] : [[`${one.id}/${index + 1}`, `${one.registered}/${index + 1}`] as const],
  );
};

const collect = async (stage: Stage, one: Scenario["openSources"][number]): Promise<string> => {
  const answer: Answer = await stage.as(one.by, "collect-evidence", {
    regime: stage.scenario.regime,
    kind: one.kind,
    title: one.title,
    publisher: one.publisher,
    capture: one.text,
    metadata: one.metadata,
    handling: { classification: "unclassified", tlp: "CLEAR", panelOnly: false, attribution: "named source" },
    ...(one.published === undefined ? {} : { published: one.published }),
  });
  stage.tell(one.by, `registers ${answer.ref}: ${one.title}`);
  return String(answer.ref);
};

const saveReceipts = async (submitted: readonly Submitted[], folder: string): Promise<readonly string[]> => {
  await mkdir(folder, { recursive: true });
  return Promise.all(
    submitted.map(async ({ reference, receipt }) => {
      const path = join(folder, `${reference}.json`);
      await writeFile(path, `${JSON.stringify(receipt, null, 2)}\n`);
      return path;
    }),
  );
};

const report = (result: DemoResult, say: (line: string) => void): void => {
  const here = (path: string) => relative(process.cwd(), path);
  say("\nOutcomes, read back");
  for (const { ok, says, expected, actual } of result.outcomes)
    say(`  ${ok ? "as expected" : "DIFFERS    "}  ${says}: ${actual}${ok ? "" : `\n               expected: ${expected}`}`);
  const { docx, html } = result.files;
  say(
    docx === null || html === null
      ? "\nReport       none: no finding was adopted"
      : `\nReport       ${here(docx)}\n             ${here(html)}`,
  );
  for (const receipt of result.files.receipts)
    say(`Receipt      ${here(receipt)}   (check: npx corroborate verify ${here(receipt)})`);
  for (const log of result.files.logs)
    say(`Log          ${here(log.folder)}   (check: npx corroborate verify ${here(log.folder)})`);
  const right = result.outcomes.filter((one) => one.ok).length;
  say(`\n${right} of ${result.outcomes.length} outcomes as expected, in ${result.seconds} s`);
};

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  process.exitCode = await demoCommand(process.argv.slice(2)).catch((error: unknown) => {
    process.stderr.write(`${process.env["DEBUG"] === undefined && error instanceof Error ? error.message : inspect(error)}\n`);
    return 1;
  });
}
