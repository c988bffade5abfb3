import { readFile } from "node:fs/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { tokenFor } from "#cli/token.ts";
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
} from "#test/browser/browser.ts";

/** Screens of the areas that are no delegation's and not the Panel's, by the account that works there, on the played demonstration. */
const SCREENS: Readonly<Record<string, readonly string[]>> = {
  officer: [
    "/s/registration",
    "/s/registration/SUB-003",
    "/s/letters",
    "/s/letters/CASE-RAJIN-DUNAY",
    "/s/letters/CASE-TIKHORETSK-RAIL",
    "/s/reports",
    "/s/reports/REPORT-2024-FINAL",
    "/s/appointments",
  ],
  "committee-member": ["/c/reports", "/c/reports/REPORT-2024-FINAL"],
  auditor: [
    "/a/ledger",
    "/a/ledger/panel",
    "/a/ledger/panel?event=evidence.opened",
    "/a/access",
    "/a/access?outcome=refused",
    "/a/access?account=nobody-here",
    "/a/access?from=2999-01-01T00:00:00Z",
  ],
};

const STEP = 60_000;
/** The demonstration is played once after each change: milliseconds. */
const PLAY = 600_000;

describe.skipIf(noBrowser !== false)(
  `Secretariat, Committee and oversight${noBrowser === false ? "" : ` (skipped: ${noBrowser})`}`,
  () => {
    let stage: Stage;
    beforeAll(async () => {
      stage = await openStage({ played: true });
    }, PLAY);
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
        await picture(page, `${path.slice(1).replaceAll(/[/?=:]/g, "-")}-${width}-${scheme}`);
        expect(await axeFaults(page), path).toEqual([]);
        expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), path).toBe(true);
      }
      expect(said).toEqual([]);
      await window.close();
    });

    const pageOf = async (account: string) => {
      const window = await stage.window();
      const page = await window.newPage();
      page.setDefaultTimeout(STEP);
      await signInAs(page, account);
      return { page, close: () => window.close() };
    };

    test("an officer reads what is registered and why a file is held back, and is offered no content", async () => {
      const { page, close } = await pageOf("officer");
      await page.goto("/s/registration");
      await settled(page);
      await page.getByRole("link", { name: /^SUB-003: 1 of 4 files held back/ }).click();
      await page.waitForURL(/\/s\/registration\/SUB-003/);
      await settled(page);
      const main = (await page.locator("#main").textContent()) ?? "";
      expect(main).toContain("the file that arrived is not the file that was declared");
      expect(main).toContain("United Kingdom of Great Britain and Northern Ireland");
      expect(await page.getByRole("button", { name: /Open the original/ }).count()).toBe(0);
      await close();
    });

    test("an officer finds what a delegation wrote, is told what not to tell it, answers, and nothing waits any more", async () => {
      const { page, close } = await pageOf("officer");
      await page.goto("/s/registration");
      await settled(page);
      await page
        .locator(".answers")
        .getByRole("link", { name: /about SUB-001: not answered yet/ })
        .click();
      await page.waitForURL(/\/s\/registration\/SUB-001#messages$/);
      await settled(page);
      const thread = page.locator("#messages");
      await thread.locator("li", { hasText: "The delegation" }).first().waitFor();
      const send = async (text: string) => {
        await thread.getByLabel("Message to the delegation").fill(text);
        await thread.getByRole("button", { name: "Send the message" }).click();
        await page.locator("dialog[open]").getByRole("button", { name: "Send the message" }).click();
      };
      await send("See SUB-001/2 for the day.");
      await thread.locator(".note.stop", { hasText: "SUB-001 is a number of the Panel's own" }).waitFor();
      expect(await axeFaults(page)).toEqual([]);
      await send("The Panel has what it needs; see US-001/2.");
      await thread.locator("li", { hasText: "see US-001/2" }).getByText("You").waitFor();
      await page.locator(".answers").getByText("What the delegation wrote is not answered").waitFor({ state: "detached" });
      await picture(page, "s-messages-wide-light");
      await page.goto("/s/registration");
      await settled(page);
      expect(await page.locator(".answers").textContent()).not.toContain("not answered yet");
      await close();
    });

    test("an officer records a reply that came on paper, and the letter waits no longer", async () => {
      const { page, close } = await pageOf("officer");
      await page.goto("/s/letters/CASE-TIKHORETSK-RAIL");
      await settled(page);
      const due = page.locator("#letters .st.gap");
      const waiting = await due.count();
      await page.locator("#letters summary", { hasText: "Record a reply that came on paper" }).first().click();
      const form = page.locator("#letters details[open] form");
      await form.locator("textarea").first().fill("The Permanent Mission states that it holds no documents.");
      const recorded = page.waitForResponse(
        (answer) => answer.request().method() !== "GET" && answer.url().includes("/letters/"),
      );
      await form.locator("button[type=submit]").click();
      expect((await recorded).status()).toBeLessThan(300);
      await page.getByText("The Permanent Mission states that it holds no documents.").first().waitFor();
      await page.waitForFunction((before) => document.querySelectorAll("#letters .st.gap").length < before, waiting);
      await close();
    });

    test("an officer opens a report, writes its frame, has it drafted, downloads it, and is refused what is the Panel's to decide", {
      timeout: 360_000,
    }, async () => {
      const { page, close } = await pageOf("officer");
      await page.goto("/s/reports");
      await settled(page);
      await page.locator("#open input[type=text]").fill("NOT A REFERENCE");
      await page.locator("#open button[type=submit]").click();
      await page.waitForSelector("#open .fault");
      await page.locator("#open input[type=text]").fill("INCIDENT-2024");
      await page.locator("#open button[type=submit]").click();
      await page.waitForURL(/\/s\/reports\/INCIDENT-2024$/);
      const frame = "The Panel submits its report.\n\nIt covers twelve months.";
      await page.locator("#frame textarea").first().fill(frame);
      const written = page.waitForResponse((answer) => answer.request().method() === "PUT");
      await page.locator("#frame button[type=submit]").click();
      expect((await written).status()).toBe(200);
      await page.reload();
      await settled(page);
      expect(await page.locator("#frame textarea").first().inputValue()).toBe(frame);

      // The findings adopted before come by themselves; then the draft is ordered, made in the background and seen without a reload.
      await page.locator("#findings", { hasText: "CASE-RAJIN-DUNAY" }).waitFor();
      await page.getByRole("button", { name: "Order the next draft" }).click();
      await page.locator("#drafts .st.met").first().waitFor({ timeout: 120_000 });
      const coming = page.waitForEvent("download");
      await page.getByRole("button", { name: /^Word, / }).click();
      const file = await (await coming).path();
      expect((await readFile(file)).subarray(0, 2).toString("latin1")).toBe("PK");

      // Two decisions of the Secretariat, then the Coordinator's: the officer is told whose it is.
      for (const next of ["Drafted", "Coordinator review"]) {
        await page.reload();
        await settled(page);
        await page.locator("#decide input[type=radio]").first().check();
        await page.locator("#decide textarea").fill("The draft is whole.");
        const decided = page.waitForResponse((answer) => answer.url().endsWith("/decisions"));
        await page.getByRole("button", { name: "Record the decision" }).click();
        expect((await decided).status()).toBe(200);
        await page.locator(".answers dd.big", { hasText: next }).waitFor();
      }
      await page.reload();
      await settled(page);
      expect(await page.locator("#decide").textContent()).toContain("not yours");
      await close();
    });

    test("what is the Panel's, a delegation's or the auditor's is for an officer as if it were not", async () => {
      const { page, close } = await pageOf("officer");
      const main = (path: string) => mainText(page, path);
      const absent = await main("/s/no/such/place");
      for (const path of ["/p/cases/CASE-RAJIN-DUNAY", "/p/evidence/SUB-003", "/d/submissions", "/a/ledger"])
        expect(await main(path), path).toBe(absent);
      await close();
    });

    test("a report that was not provided is for a member of the Committee as if it were not", async () => {
      const window = await stage.window();
      const page = await window.newPage();
      await signInAs(page, "committee-member");
      const main = (path: string) => mainText(page, path);
      expect(await main("/c/reports/INCIDENT-2024")).toBe(await main("/c/reports/NO-SUCH-REPORT"));
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

    test("an auditor finds a refusal by a search that the address holds: it is there after a reload and after going back", async () => {
      const token = await tokenFor({ baseUrl: stage.home.url, account: "committee-member" });
      const refused = await fetch(`${stage.home.url}/panel/cases/CASE-NOT-THEIRS`, {
        headers: { authorization: `Bearer ${token}` },
      });
      expect(refused.status).toBe(404);
      const window = await stage.window();
      const page = await window.newPage();
      const said = complaintsOf(page);
      await signInAs(page, "auditor");
      await page.goto("/a/access");
      await settled(page);
      const row = page.locator("#requests tbody tr").filter({ hasText: "get-case" }).first();
      const account = page.getByLabel("Account", { exact: true });
      const outcome = page.getByLabel("Outcome", { exact: true });
      await account.fill("committee-member");
      await outcome.selectOption("refused");
      await page.locator("#requests button[type=submit]").click();
      await row.waitFor();
      expect(await row.textContent()).toMatch(/committee-member.*get-case.*Refused, 404.*NOT_FOUND/);
      expect(await row.textContent()).not.toContain("NOT-THEIRS");
      expect(new URL(page.url()).search).toBe("?account=committee-member&outcome=refused");
      expect(await axeFaults(page)).toEqual([]);
      await page.reload();
      await row.waitFor();
      expect([await account.inputValue(), await outcome.inputValue()]).toEqual(["committee-member", "refused"]);
      await row.getByRole("link", { name: "committee-member" }).click();
      await page.waitForURL((url) => url.search === "?account=committee-member");
      await expect.poll(() => outcome.inputValue()).toBe("");
      await page.goBack();
      await expect.poll(() => outcome.inputValue()).toBe("refused");
      await row.waitFor();
      await account.fill("nobody-here");
      await page.keyboard.press("Enter");
      await page.getByText("No request fits.").waitFor();
      // What could not be asked is no search that found nothing.
      await page.goto("/a/access?from=2999-01-01T00:00:00Z");
      await page.locator("#requests [role=alert]").waitFor();
      expect(await page.locator("#requests [role=alert]").textContent()).toContain("a time before now");
      expect(await page.getByText("No request fits.").count()).toBe(0);
      expect(said).toEqual([]);
      await window.close();
    });

    test("an auditor finds entries of the ledger by account, event, reference and number, and proves what was found", async () => {
      const window = await stage.window();
      const page = await window.newPage();
      await signInAs(page, "auditor");
      await page.goto("/a/ledger/panel");
      await settled(page);
      const rows = page.locator("#entries li");
      await page.getByLabel("Account", { exact: true }).fill("coordinator");
      await page.getByLabel("Event", { exact: true }).selectOption("case.opened");
      await page.getByLabel("Reference", { exact: true }).fill("case-rajin");
      await page.locator("#entries button[type=submit]").click();
      await page.waitForURL((url) => url.search === "?actor=coordinator&event=case.opened&subject=case-rajin");
      await expect.poll(() => rows.count()).toBe(1);
      expect(await rows.first().textContent()).toMatch(/CASE-RAJIN-DUNAY.*by coordinator/);
      const number = await rows.first().locator(".mono").textContent();
      await page.goto(`/a/ledger/panel?number=${number}`);
      await settled(page);
      expect(await rows.count()).toBe(1);
      await rows.first().locator("button:not(.copy)").click();
      await rows.first().locator("[role=status] .st.met").waitFor();
      await window.close();
    });
  },
);
