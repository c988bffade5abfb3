import { existsSync } from "node:fs";
import { cp, mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import axe from "axe-core";
import { type Browser, type BrowserContext, chromium, type Page } from "playwright-core";
import { tokenFor } from "#cli/token.ts";
import { type Home, startHome } from "#local/home.ts";
import { PASSPHRASE } from "#local/identity/demonstration.ts";
import { currentPortal } from "#local/portal/build.ts";
import { currentAssembly } from "#local/synthesis.ts";
import { createClient } from "#shared/api/client.ts";
import { playedHome } from "./played-home.ts";

const ROOT = join(import.meta.dirname, "..", "..");
/** Debian's; another with CHROMIUM. */
export const CHROMIUM = process.env["CHROMIUM"] ?? "/usr/bin/chromium";
/** Says why nothing is walked where there is no browser. */
export const noBrowser = existsSync(CHROMIUM)
  ? false
  : `no browser at ${CHROMIUM}: install Debian's chromium or name one with CHROMIUM`;

export const WIDTHS = { wide: { width: 1280, height: 900 }, narrow: { width: 390, height: 844 } } as const;
export type Width = keyof typeof WIDTHS;
export type Scheme = "light" | "dark";

export interface Stage {
  readonly home: Home;
  readonly browser: Browser;
  /** A window of its own: nobody is signed in there. */
  window(at?: {
    readonly width?: Width;
    readonly scheme?: Scheme;
    readonly language?: "en" | "pseudo";
    /** Whether the guide of a first visit is shown, as to somebody new. */
    readonly guide?: boolean;
  }): Promise<BrowserContext>;
  close(): Promise<void>;
}

/** Business time that a played home is set to when it opens: after all that was played, before the Committee's deadline. */
export const PLAYED_NOW = "2024-01-30T15:00:00.000Z";

/** A running home with the portal on fresh demonstration data, or on the played demonstration, and a browser before it. */
export const openStage = async ({ played = false }: { readonly played?: boolean } = {}): Promise<Stage> => {
  const say = () => undefined;
  const data = await mkdtemp(join(tmpdir(), "portal-"));
  if (played) await cp(await playedHome(), data, { recursive: true });
  const [assembly, portal] = await Promise.all([currentAssembly({ root: ROOT, say }), currentPortal({ root: ROOT, say })]);
  const home = await startHome({ data, port: 0, assembly, portal });
  if (played)
    await createClient({ baseUrl: home.url, token: () => tokenFor({ baseUrl: home.url, account: "officer" }) })("set-clock", {
      now: PLAYED_NOW,
    });
  const browser = await chromium.launch({ executablePath: CHROMIUM, args: ["--no-sandbox", "--disable-dev-shm-usage"] });
  return {
    home,
    browser,
    window: ({ width = "wide", scheme = "light", language = "en", guide = false } = {}) =>
      windowOf(browser, { width, scheme, language, guide, url: home.url }),
    close: async () => {
      await browser.close();
      await home.stop();
      await rm(data, { recursive: true, force: true });
    },
  };
};

const windowOf = async (
  browser: Browser,
  at: {
    readonly width: Width;
    readonly scheme: Scheme;
    readonly language: string;
    readonly guide: boolean;
    readonly url: string;
  },
): Promise<BrowserContext> => {
  const context = await browser.newContext({
    viewport: WIDTHS[at.width],
    colorScheme: at.scheme,
    reducedMotion: "reduce",
    timezoneId: "UTC",
    baseURL: at.url,
    acceptDownloads: true,
  });
  context.setDefaultTimeout(30_000);
  await context.addInitScript((language) => {
    if (localStorage.getItem("corroborate.language") === null) localStorage.setItem("corroborate.language", language);
  }, at.language);
  if (!at.guide)
    await context.addInitScript(() => {
      for (const area of ["d", "p", "s", "c", "a"]) localStorage.setItem(`corroborate.guide/${area}`, "left");
    });
  return context;
};

/** What a page complained of: errors, refused policies, sentences that are in no catalogue. */
export const complaintsOf = (page: Page): readonly string[] => {
  const said: string[] = [];
  page.on("pageerror", (error) => said.push(`thrown: ${error.message}`));
  page.on("console", (message) => {
    const text = message.text();
    // The browser itself reports every refused request; what matters is how the portal bears it.
    if (message.type() === "error" && !text.startsWith("Failed to load resource")) said.push(text);
  });
  return said;
};

/** Signs in through the portal and the issuer's page, as a person does. */
export const signInAs = async (page: Page, account: string, to = "/"): Promise<void> => {
  await page.goto(to === "/" ? "/" : `/?to=${encodeURIComponent(to)}`);
  await page.locator(".signin .btn.go").click();
  await page.waitForURL(/\/sign-in\//);
  await page.locator(`input[name=account][value="${account}"]`).check();
  await page.locator("#passphrase").fill(PASSPHRASE);
  await page.locator("button[type=submit]").click();
  await page.waitForURL((url) => /^\/[dpsca]\//.test(url.pathname));
  await settled(page);
};

/** Until the screen shows what it is going to show: no grey lines, no pending request of its first reading. */
export const settled = async (page: Page): Promise<void> => {
  await page.waitForSelector("#main h1, #main h2");
  await page.waitForFunction(() => document.querySelector("[aria-busy=true]") === null);
  await page.evaluate(() => document.fonts.ready);
};

/** What axe finds against WCAG 2.2 AA, one line each. */
export const axeFaults = async (page: Page): Promise<readonly string[]> => {
  // Run by the debugger, which the page's policy does not bind.
  await page.evaluate(axe.source);
  return page.evaluate(async () => {
    const run = (
      window as unknown as {
        axe: {
          run(
            context: unknown,
            options: unknown,
          ): Promise<{ violations: { id: string; help: string; nodes: { target: unknown[]; failureSummary?: string }[] }[] }>;
        };
      }
    ).axe;
    const { violations } = await run.run(document, {
      runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    });
    return violations.flatMap((one) =>
      one.nodes.map((node) => `${one.id}: ${one.help} (${node.target.join(" ")}) ${node.failureSummary ?? ""}`),
    );
  });
};

/** Keeps a picture where PICTURES names a folder; nothing otherwise. */
export const picture = async (page: Page, name: string): Promise<void> => {
  const folder = process.env["PICTURES"];
  if (folder === undefined) return;
  await mkdir(folder, { recursive: true });
  await page.screenshot({ path: join(folder, `${name}.png`), fullPage: true });
};

/** What stands on the page of a path: two paths with one text cannot be told apart. */
export const mainText = async (page: Page, path: string): Promise<string | null> => {
  await page.goto(path);
  await settled(page);
  return page.locator("#main").textContent();
};
