import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  axeFaults,
  complaintsOf,
  noBrowser,
  openStage,
  picture,
  type Scheme,
  type Stage,
  settled,
  signInAs,
  WIDTHS,
  type Width,
} from "#test/browser/browser.ts";

/** Screens of the areas that are no delegation's and not the Panel's, by the account that works there; on a fresh home they are empty. */
const SCREENS: Readonly<Record<string, readonly string[]>> = {
  officer: ["/s/registration", "/s/letters", "/s/reports", "/s/appointments"],
  "committee-member": ["/c/reports"],
  auditor: ["/a/ledger", "/a/access"],
};

describe.skipIf(noBrowser !== false)(
  `Secretariat, Committee and oversight${noBrowser === false ? "" : ` (skipped: ${noBrowser})`}`,
  () => {
    let stage: Stage;
    beforeAll(async () => {
      stage = await openStage();
    });
    afterAll(() => stage?.close());

    const cases = Object.keys(SCREENS).flatMap((account) =>
      (Object.keys(WIDTHS) as Width[]).flatMap((width) =>
        (["light", "dark"] as const).map((scheme): [string, Width, Scheme] => [account, width, scheme]),
      ),
    );

    test.for(cases)("the screens of %s have no fault that axe knows and no sideways scrolling, %s and %s", async (at) => {
      const [account, width, scheme] = at;
      const window = await stage.window({ width, scheme });
      const page = await window.newPage();
      const said = complaintsOf(page);
      await signInAs(page, account);
      for (const path of SCREENS[account] ?? []) {
        await page.goto(path);
        await settled(page);
        await picture(page, `${path.slice(1).replaceAll("/", "-")}-${width}-${scheme}`);
        expect(await axeFaults(page), path).toEqual([]);
        expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), path).toBe(true);
      }
      expect(said.filter((one) => one.startsWith("thrown"))).toEqual([]);
      await window.close();
    });

    test("an officer opens a report, writes its frame, and is told why it cannot be drafted yet", async () => {
      const window = await stage.window();
      const page = await window.newPage();
      await signInAs(page, "officer");
      await page.goto("/s/reports");
      await settled(page);
      await page.locator("#open input[type=text]").fill("NOT A REFERENCE");
      await page.locator("#open button[type=submit]").click();
      await page.waitForSelector("#open .fault");
      await page.locator("#open input[type=text]").fill("FINAL-2024");
      await page.locator("#open button[type=submit]").click();
      await page.waitForURL(/\/s\/reports\/FINAL-2024$/);
      await page.locator("#frame textarea").first().fill("The Panel submits its report.\n\nIt covers twelve months.");
      await page.locator("#frame button[type=submit]").click();
      await page.waitForFunction(() => document.querySelector("#frame button[type=submit][aria-busy=true]") === null);
      await page.reload();
      await settled(page);
      expect(await page.locator("#frame textarea").first().inputValue()).toBe(
        "The Panel submits its report.\n\nIt covers twelve months.",
      );
      expect(await page.locator("#drafts button").first().getAttribute("aria-disabled")).toBe("true");
      await window.close();
    });

    test("a report that was not provided is for a member of the Committee as if it were not", async () => {
      const window = await stage.window();
      const page = await window.newPage();
      await signInAs(page, "committee-member");
      const main = async (path: string) => {
        await page.goto(path);
        await settled(page);
        return page.locator("#main").textContent();
      };
      expect(await main("/c/reports/FINAL-2024")).toBe(await main("/c/reports/NO-SUCH-REPORT"));
      await window.close();
    });

    test("an auditor verifies the Panel's log in the browser and proves one entry of it", async () => {
      const window = await stage.window();
      const page = await window.newPage();
      await signInAs(page, "auditor");
      await page.goto("/a/ledger/panel");
      await settled(page);
      await page.locator("#verify .btn.go").click();
      await page.waitForSelector("[data-verdict=intact]");
      await page.locator("#entries li button:not(.copy)").first().click();
      await page.waitForSelector("#entries li [role=status] .st.met");
      await window.close();
    });
  },
);
