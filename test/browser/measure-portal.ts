import type { Page } from "playwright-core";
import { tokenFor } from "#cli/token.ts";
import { createClient } from "#shared/api/client.ts";
import { openStage, type Stage, settled, signInAs } from "./browser.ts";
import { largeCase, largeHistory } from "./large-case.ts";

const CASE = "CASE-LARGE";
const EXPERT = "expert-maritime";
/** How often each page is opened. */
const TURNS = 3;
const EMPTY = `<!doctype html><title>Empty</title><main id="main"><h1>Nothing</h1><button>Press</button></main>`;

/** Before anything runs: what the browser notes about its own work. */
const observe = () => {
  const noted = { lcp: 0, blocked: 0, events: [] as (readonly [number, number])[] };
  Object.assign(window, { noted });
  const on = (type: string, note: (entry: PerformanceEntry) => void, more: object = {}) =>
    new PerformanceObserver((list) => list.getEntries().forEach(note)).observe({ type, buffered: true, ...more });
  on("largest-contentful-paint", (entry) => {
    noted.lcp = entry.startTime;
  });
  on("longtask", (entry) => {
    noted.blocked += Math.max(0, entry.duration - 50);
  });
  on(
    "event",
    (entry) => {
      const { interactionId } = entry as PerformanceEntry & { readonly interactionId: number };
      if (interactionId > 0) noted.events.push([interactionId, entry.duration]);
    },
    { durationThreshold: 16 },
  );
};
interface Noted {
  readonly lcp: number;
  readonly blocked: number;
  readonly events: readonly (readonly [number, number])[];
}
const notedOn = (page: Page): Promise<Noted> => page.evaluate(() => (window as unknown as { noted: Noted }).noted);

/** The longest event of each interaction: what the person waited for, milliseconds; to 8 ms, as browsers say it. */
const waits = ({ events }: Noted): readonly number[] =>
  [...Map.groupBy(events, ([id]) => id).values()].map((own) => Math.max(...own.map(([, duration]) => duration)));

/** Opens what is folded, draws more of a list, chooses and writes, as an expert does on a case. */
const work = async (page: Page): Promise<void> => {
  for (const title of ["Grade an exhibit", "Link registered evidence", "Record a claim"])
    await page.locator("summary", { hasText: title }).first().click();
  for (const section of ["#history", "#timeline", "#plates"])
    await page.locator(`${section} .btn.quiet`, { hasText: "Show" }).first().click();
  await page.locator("#claims textarea").first().pressSequentially("A quay is seen.", { delay: 40 });
  await page.locator("#decide input, #claims input[type=checkbox]").first().click();
};

/** Milliseconds: the largest paint, what blocked the page, and what each interaction waited. */
export interface Measured {
  readonly lcp: number;
  readonly blocked: number;
  readonly waits: readonly number[];
}
const measured = async (page: Page, path: string, act: (page: Page) => Promise<void>): Promise<Measured> => {
  await page.goto(path);
  await settled(page);
  await act(page);
  // The last interaction is noted with the frame after it.
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 100))));
  const noted = await notedOn(page);
  return { lcp: noted.lcp, blocked: noted.blocked, waits: waits(noted) };
};

const openLarge = async (stage: Stage): Promise<Page> => {
  const { url } = stage.home;
  const ask = createClient({ baseUrl: url, token: () => tokenFor({ baseUrl: url, account: EXPERT }) });
  await ask("collect-evidence", {
    kind: "open-source",
    title: "A quay",
    publisher: "An institute",
    capture: "What it published.",
    metadata: {},
    handling: { classification: "unclassified", tlp: "CLEAR", panelOnly: false, attribution: "named source" },
    regime: "1718",
  });
  await ask("open-case", {
    id: CASE,
    title: "A large case",
    regime: "1718",
    section: "sectoral-maritime",
    statesConcerned: [],
    exhibits: ["OS-001/1"],
  });
  const whole = largeCase(await ask("get-case", { case: CASE }));
  const window = await stage.window();
  await window.addInitScript(observe);
  // The answers are stood in for: what is measured is the browser's work, not the writing of 2,000 entries.
  await window.route(`**/panel/cases/${CASE}`, (route) => route.fulfill({ json: whole }));
  await window.route(`**/panel/cases/${CASE}/history*`, (route) => route.fulfill({ json: largeHistory(route.request().url()) }));
  await window.route("**/empty", (route) => route.fulfill({ contentType: "text/html", body: EMPTY }));
  const page = await window.newPage();
  page.setDefaultTimeout(120_000);
  await signInAs(page, EXPERT);
  const session = await window.newCDPSession(page);
  await session.send("Emulation.setCPUThrottlingRate", { rate: Number(process.argv[2] ?? 1) });
  return page;
};

/** Run as a process, with the throttling as its argument: what the browser noted, one line of JSON. */
const stage = await openStage();
try {
  const page = await openLarge(stage);
  const [large, empty]: [Measured[], Measured[]] = [[], []];
  for (let turn = 0; turn < TURNS; turn += 1) {
    large.push(await measured(page, `/p/cases/${CASE}`, work));
    empty.push(await measured(page, "/empty", (one) => one.locator("button").click()));
  }
  process.stdout.write(`${JSON.stringify({ large, empty })}\n`);
} finally {
  await stage.close();
}
