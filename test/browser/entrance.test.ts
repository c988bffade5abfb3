import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  axeFaults,
  complaintsOf,
  mainText,
  noBrowser,
  openStage,
  picture,
  type Scheme,
  type Stage,
  settled,
  signInAs,
  WIDTHS,
  type Width,
} from "./browser.ts";

describe.skipIf(noBrowser !== false)(`the entrance${noBrowser === false ? "" : ` (skipped: ${noBrowser})`}`, () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await openStage();
  });
  afterAll(() => stage?.close());

  const widthsAndSchemes = (Object.keys(WIDTHS) as Width[]).flatMap((width) =>
    (["light", "dark"] as const).map((scheme): [Width, Scheme] => [width, scheme]),
  );

  test.for(widthsAndSchemes)("has no fault that axe knows and no sideways scrolling, %s and %s", async ([width, scheme]) => {
    const window = await stage.window({ width, scheme });
    const page = await window.newPage();
    const said = complaintsOf(page);
    for (const [name, path] of [
      ["sign-in", "/"],
      ["about", "/about"],
      ["absent", "/d/nothing/here"],
    ] as const) {
      await page.goto(path);
      await settled(page);
      await picture(page, `${name}-${width}-${scheme}`);
      expect(await axeFaults(page)).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
    }
    expect(said).toEqual([]);
    await window.close();
  });

  test("signing in leads to the area of the appointment, survives a reload, and ends in every tab", async () => {
    const window = await stage.window();
    const page = await window.newPage();
    const said = complaintsOf(page);
    await signInAs(page, "delegate-gb");
    expect(new URL(page.url()).pathname).toBe("/d/submissions");
    expect(await kept(page)).toEqual([]);
    await page.reload();
    await settled(page);
    expect(new URL(page.url()).pathname).toBe("/d/submissions");
    const second = await window.newPage();
    await second.goto("/d/submissions");
    await second.waitForSelector(".bar .who b");
    await page.locator(".bar .who .plainact").click();
    await page.waitForURL(/\/oidc\/session\/end/);
    await page.locator("button[value=yes]").click();
    await page.waitForURL(`${stage.home.url}/`);
    await second.waitForSelector(".signin");
    await page.goto("/d/submissions");
    await page.waitForSelector(".signin");
    expect(said).toEqual([]);
    await window.close();
  });

  test("what is another's and what does not exist are the same page", async () => {
    const window = await stage.window();
    const page = await window.newPage();
    await signInAs(page, "delegate-gb");
    const main = (path: string) => mainText(page, path);
    expect(await main("/p/cases")).toBe(await main("/d/no/such/place"));
    await window.close();
  });

  test("the list of keys opens by ?, closes by Esc, gives the focus back, and single keys can be switched off", async () => {
    const window = await stage.window();
    const page = await window.newPage();
    await page.goto("/about");
    await settled(page);
    await page.keyboard.press("?");
    await page.waitForSelector("dialog[open]");
    expect(await axeFaults(page)).toEqual([]);
    await page.locator("dialog input[type=checkbox]").uncheck();
    await page.keyboard.press("Escape");
    await page.waitForSelector("dialog", { state: "detached" });
    await page.keyboard.press("?");
    expect(await page.locator("dialog").count()).toBe(0);
    await window.close();
  });

  test("the theme is chosen by hand, kept, and follows the system before", async () => {
    const window = await stage.window({ scheme: "dark" });
    const page = await window.newPage();
    await page.goto("/about");
    await settled(page);
    const paper = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    expect(await paper()).toBe("rgb(17, 24, 30)");
    await page.locator(".foot input[type=checkbox]").uncheck();
    expect(await paper()).toBe("rgb(244, 243, 238)");
    await page.reload();
    await settled(page);
    expect(await paper()).toBe("rgb(244, 243, 238)");
    await window.close();
  });
});

/** What looks like a token in what the browser keeps. */
const kept = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() =>
    [localStorage, sessionStorage].flatMap((store) =>
      Object.values({ ...store }).filter((value) => /ey[\w-]+\.[\w-]+\./.test(String(value))),
    ),
  );
