import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { noBrowser, openStage, type Stage, settled, signInAs } from "#test/browser/browser.ts";

/** What head and foot of every page say. */
const marginsOf = (page: Page): Promise<string> =>
  page.evaluate(() => document.adoptedStyleSheets.flatMap((sheet) => [...sheet.cssRules].map((rule) => rule.cssText)).join("\n"));

describe.skipIf(noBrowser)(`what is printed ${noBrowser || ""}`, () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await openStage({ played: true });
  }, 600_000);
  afterAll(() => stage?.close());

  const opened = async (who: string, path: string): Promise<Page> => {
    const page = await (await stage.window({ scheme: "dark" })).newPage();
    await signInAs(page, who, path);
    await settled(page);
    return page;
  };
  const onPaper = async (page: Page): Promise<void> => {
    await page.emulateMedia({ media: "print" });
    await page.evaluate(() => window.dispatchEvent(new Event("beforeprint")));
  };

  test("a case sheet has no bars and nothing to press, whole hashes, and on each page whose copy it is and how it is handled", async () => {
    const page = await opened("expert-maritime", "/p/cases/CASE-RAJIN-DUNAY");
    await page.locator("#history .hash").first().waitFor();
    await onPaper(page);
    for (const gone of [".bar", ".foot", ".btn", "textarea", "form"])
      expect(await page.locator(gone).filter({ visible: true }).count(), gone).toBe(0);
    expect(await page.locator("#history .hash").first().innerText()).toMatch(/(?:[0-9a-f]{8}\s+){7}[0-9a-f]{8}/);
    const margins = await marginsOf(page);
    expect(margins).toContain("Copy for Expert of the Panel, maritime, not for circulation");
    expect(margins).toContain("Handling: as each item is marked");
    expect(await page.getByText(/of \d+ are printed/).count()).toBeGreaterThan(0);
    await page.context().close();
  });

  test("a receipt is printed alone, with the handling of its submission in the head", async () => {
    const page = await opened("delegate-gb", "/d/submissions/GB-001");
    await page.evaluate(() => {
      window.print = () => undefined;
    });
    await page.locator(".receipt").getByRole("button", { name: "Print" }).click();
    await onPaper(page);
    expect(await page.locator(".receipt").isVisible()).toBe(true);
    expect(await page.locator("h1").isVisible()).toBe(false);
    expect(await marginsOf(page)).toContain("UN Unclassified · Originator TLP:AMBER For Panel use only");
    await page.evaluate(() => window.dispatchEvent(new Event("afterprint")));
    expect(await page.locator("h1").isVisible()).toBe(true);
    await page.context().close();
  });

  test("a report is printed as its preview shows it: paragraphs, sources, figures with their source line", async () => {
    const page = await opened("officer", "/s/reports/REPORT-2024-FINAL");
    await page.getByRole("button", { name: "Open" }).first().click();
    await page.locator(".figblock").waitFor();
    await onPaper(page);
    expect(await page.locator(".figblock").innerText()).toMatch(/Source: Member State\. .*September 2023/);
    expect(await page.locator(".btn").filter({ visible: true }).count()).toBe(0);
    await page.context().close();
  });
});
