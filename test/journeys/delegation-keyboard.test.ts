import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { PASSPHRASE } from "#local/identity/demonstration.ts";
import { complaintsOf, noBrowser, openStage, type Stage, settled } from "#test/browser/browser.ts";
import { arrived, PATIENCE, photograph, program, row } from "./delegate.ts";

/** Presses of Tab after which a place counts as out of reach. */
const REACH = 80;

/** Goes on by Tab to what `matches` in the page. Never by a pointer; fails when it is not reached. */
const tabTo = async (page: Page, selector: string): Promise<void> => {
  for (let press = 0; press < REACH; press += 1) {
    if (await page.evaluate((wanted) => document.activeElement?.matches(wanted) === true, selector)) return;
    await page.keyboard.press("Tab");
  }
  throw new Error(`${selector} was not reached by ${REACH} presses of Tab`);
};
/** Where the focus is; "body" is nowhere. */
const focus = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const at = document.activeElement;
    return at === null || at === document.body ? "body" : `${at.tagName} ${at.textContent?.trim().slice(0, 60)}`;
  });

describe.skipIf(noBrowser !== false)(
  `a delegation without a pointer${noBrowser === false ? "" : ` (skipped: ${noBrowser})`}`,
  () => {
    let stage: Stage;
    beforeAll(async () => {
      stage = await openStage();
    });
    afterAll(() => stage?.close());

    test("signs in, hands over, seals and keeps the receipt by the keyboard alone, and the focus is never lost", async () => {
      const window = await stage.window();
      // As in browsers without this dialog: the plain field of a page, which a test can answer.
      await window.addInitScript(() => Reflect.deleteProperty(globalThis, "showOpenFilePicker"));
      const page = await window.newPage();
      const said = complaintsOf(page);
      const press = async (key: string) => page.keyboard.press(key);
      const held = async (after: string) => expect(await focus(page), `focus after ${after}`).not.toBe("body");

      await page.goto("/");
      await page.waitForSelector(".signin .btn.go");
      await tabTo(page, ".signin .btn.go");
      await press("Enter");
      await page.waitForURL(/\/sign-in\//);
      await tabTo(page, "input[name=account]");
      const chosen = () => page.evaluate(() => document.querySelector<HTMLInputElement>("input[name=account]:checked")?.value);
      await press("Space");
      for (let at = 0; at < 40 && (await chosen()) !== "delegate-gb"; at += 1) await press("ArrowDown");
      expect(await chosen()).toBe("delegate-gb");
      await tabTo(page, "#passphrase");
      await press("Control+a");
      await page.keyboard.type(PASSPHRASE);
      await press("Enter");
      await page.waitForURL(/\/d\/submissions$/);
      await settled(page);
      await held("signing in");

      await tabTo(page, 'a[href="/d/submissions/new"]');
      await press("Enter");
      await page.waitForURL(/\/new$/);
      await settled(page);
      await page.waitForFunction(() => document.activeElement !== document.body);
      await tabTo(page, "main input[type=text]");
      await page.keyboard.type("By the keyboard alone");
      await press("Enter");
      await page.waitForURL(/GB-\d+$/);
      await page.waitForSelector("#seal");
      await page.waitForFunction(() => document.activeElement !== document.body);
      expect(await focus(page)).toBe("H1 New submission");

      await tabTo(page, ".drop .btn");
      const dialog = page.waitForEvent("filechooser");
      await press("Enter");
      await (await dialog).setFiles([photograph, program]);
      await arrived(page, photograph.name);
      await held("choosing files");

      // The file that is not taken is removed; the focus goes to the next row, or to choosing more.
      await tabTo(page, `[aria-label="Remove: ${program.name}"]`);
      await press("Enter");
      await row(page, program.name).waitFor({ state: "detached" });
      await held("removing a file");

      await tabTo(page, ".describe summary");
      await press("Enter");
      await tabTo(page, ".describe select");
      await tabTo(page, ".describe input");
      await press("Control+a");
      await page.keyboard.type("The quay at Rajin");
      await page.locator(".describe").getByText("Saved with the draft.").waitFor({ timeout: PATIENCE });
      await held("saving a description");
      expect(await page.evaluate(() => (document.activeElement as HTMLInputElement).value)).toBe("The quay at Rajin");

      await tabTo(page, "#handling fieldset:nth-of-type(2) input[type=radio]");
      await press("ArrowDown");
      await held("changing the handling");
      await tabTo(page, "#seal .btn.go:not([aria-disabled=true])");
      await press("Enter");
      await page.waitForSelector("dialog[open]");
      expect(await page.evaluate(() => document.activeElement?.closest("dialog") !== null)).toBe(true);
      // Esc closes and discards nothing; the focus is where it was.
      await press("Escape");
      await page.waitForSelector("dialog", { state: "detached" });
      expect(await focus(page)).toBe("BUTTON Seal and hand over");
      await press("Enter");
      await page.waitForSelector("dialog[open]");
      await tabTo(page, "dialog .btn.go");
      await press("Enter");
      await page.waitForSelector(".recgrid", { timeout: PATIENCE });
      await held("sealing");
      await page.waitForSelector(".receipt .st.met", { timeout: PATIENCE });
      await tabTo(page, ".receipt .btn");
      const download = page.waitForEvent("download");
      await press("Enter");
      expect((await download).suggestedFilename()).toBe("receipt-GB-001.json");
      await held("keeping the receipt");

      // Single keys: to the receipts, along the rows, into the row.
      await press("g");
      await press("r");
      await page.waitForURL(/\/d\/receipts$/);
      await settled(page);
      await press("j");
      await press("Enter");
      await page.waitForURL(/GB-001$/);
      await settled(page);
      await page.waitForFunction(() => document.activeElement !== document.body);
      expect(said).toEqual([]);
      await window.close();
    });
  },
);
