import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { noBrowser, openStage, type Scheme, type Stage, settled, signInAs, WIDTHS, type Width } from "#test/browser/browser.ts";
import { differsFromGolden } from "#test/browser/golden.ts";

/** The main screens of each area on the played demonstration, by who looks. */
const SCREENS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  nobody: { "sign-in": "/" },
  "delegate-gb": { submissions: "/d/submissions", submission: "/d/submissions/GB-001" },
  "expert-maritime": {
    waiting: "/p/waiting",
    cases: "/p/cases",
    "case-open": "/p/cases/CASE-TIKHORETSK-RAIL",
    "case-adopted": "/p/cases/CASE-RAJIN-DUNAY",
    evidence: "/p/evidence/SUB-003",
    desk: "/p/findings/CASE-RAJIN-DUNAY",
    "open-case": "/p/cases/new",
  },
  officer: {
    registration: "/s/registration",
    letters: "/s/letters/CASE-TIKHORETSK-RAIL",
    report: "/s/reports/REPORT-2024-FINAL",
    appointments: "/s/appointments",
    absent: "/s/no/such/place",
  },
  "committee-member": { copy: "/c/reports/REPORT-2024-FINAL" },
  auditor: {
    ledger: "/a/ledger", // Whoever looks is in the list of requests: what is found there is never twice the same.
    access: "/a/access?account=nobody-here",
  },
};
/** Goldens are kept small: no more than this of a long page, pixels. */
const HEIGHT = 1600;
/** The demonstration is played once after each change: milliseconds. */
const PLAY = 600_000;

/** What no two plays have alike is not seen but keeps its place: hashes, keys, moments, sizes of what is made anew. */
const STILL = `
  *, *::before, *::after { animation: none !important; transition: none !important; caret-color: transparent !important; }
  .hash, .hash *, .copy, time, dl.rows .btn, .receipt dd, [href*="/a/ledger/"], [data-at^="/a/"] :is(.answers .big, td[data-l="Entries"]) { color: transparent !important; }
`;

const widthsAndSchemes = (Object.keys(WIDTHS) as Width[]).flatMap((width) =>
  (["light", "dark"] as const).map((scheme): [Width, Scheme] => [width, scheme]),
);

describe.skipIf(noBrowser !== false)(`the look of the portal${noBrowser === false ? "" : ` (skipped: ${noBrowser})`}`, () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await openStage({ played: true });
  }, PLAY);
  afterAll(() => stage?.close());

  const shot = async (page: Page, path: string): Promise<Buffer> => {
    await page.goto(path);
    await settled(page);
    // By the debugger, which the page's policy does not bind.
    await page.evaluate((css) => {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(css);
      document.adoptedStyleSheets = [sheet];
      document.documentElement.dataset["at"] = location.pathname;
    }, STILL);
    const { width } = page.viewportSize() ?? WIDTHS.wide;
    const whole = await page.evaluate(() => document.documentElement.scrollHeight);
    return page.screenshot({ fullPage: true, clip: { x: 0, y: 0, width, height: Math.min(whole, HEIGHT) } });
  };

  test.for(Object.keys(SCREENS).flatMap((who) => widthsAndSchemes.map((at) => [who, ...at] as const)))(
    "the screens of %s are as they were accepted, %s and %s",
    { timeout: 240_000 },
    async ([who, width, scheme]) => {
      const window = await stage.window({ width, scheme });
      const page = await window.newPage();
      if (who !== "nobody") await signInAs(page, who);
      const faults: string[] = [];
      for (const [name, path] of Object.entries(SCREENS[who] ?? {})) {
        const fault = await differsFromGolden(`${who}-${name}-${width}-${scheme}`, await shot(page, path));
        if (fault !== undefined) faults.push(fault);
      }
      expect(faults).toEqual([]);
      await window.close();
    },
  );

  test("the long pseudo-language from right to left overflows nowhere and leaves no sentence in English", {
    timeout: 240_000,
  }, async () => {
    const window = await stage.window({ language: "pseudo", width: "narrow" });
    const page = await window.newPage();
    const said: string[] = [];
    await signInAs(page, "expert-maritime");
    for (const path of Object.values(SCREENS["expert-maritime"] ?? {})) {
      await page.goto(path);
      await settled(page);
      expect(await page.evaluate(() => document.documentElement.dir), path).toBe("rtl");
      if (!(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth))) said.push(`${path} scrolls sideways`);
      // Titles and texts are the record's and stay as they were written; what the portal says is in its catalogues.
      const english = await page
        .locator("#main h2, #main th, #main .btn, #main summary")
        .evaluateAll((all) =>
          all.map((one) => one.textContent ?? "").filter((text) => /[a-z]{4}/.test(text) && !text.includes("⟦")),
        );
      said.push(...english.map((text) => `${path}: ${text}`));
    }
    expect(said).toEqual([]);
    await window.close();
  });
});
