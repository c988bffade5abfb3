import type { BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { PASSPHRASE } from "#local/identity/demonstration.ts";
import { axeFaults, complaintsOf, noBrowser, openStage, picture, type Stage, signInAs } from "#test/browser/browser.ts";
import {
  arrived,
  askSeal,
  beginDraft,
  files,
  MIB,
  nothing,
  PATIENCE,
  photograph,
  program,
  row,
  saved,
  seal,
  turned,
} from "./delegate.ts";

/** Longest that the page may stand still under ten thousand files, milliseconds: far above what is meant, for machines that are busy. */
const STILL = 2_500;

describe.skipIf(noBrowser !== false)(`a delegation in trouble${noBrowser === false ? "" : ` (skipped: ${noBrowser})`}`, () => {
  let stage: Stage;
  let window: BrowserContext;
  let page: Page;
  let said: readonly string[];
  beforeAll(async () => {
    stage = await openStage();
    window = await stage.window();
    page = await window.newPage();
    said = complaintsOf(page);
    await signInAs(page, "delegate-gb");
  });
  afterAll(async () => {
    await window?.close();
    await stage?.close();
  });
  const title = () => page.locator("#what").getByLabel("Title");

  test("is told of an empty file, of marks that turn a name around, and of what is no evidence before it leaves", async () => {
    await beginDraft(page, "Of every kind");
    await files(page).setInputFiles([photograph, nothing, turned, program]);
    for (const name of [photograph.name, nothing.name]) await arrived(page, name);
    expect(await row(page, nothing.name).textContent()).toContain("0 bytes: an empty file is taken, and recorded as empty.");
    await row(page, "⟨U+202E⟩").locator(".st.met").waitFor({ timeout: PATIENCE });
    expect(await row(page, program.name).textContent()).toContain("Files of this type are not taken: application/x-msdownload.");
    expect(await page.locator(".answers").textContent()).toContain("One file cannot be taken: remove or replace it");
    expect(await page.locator("#seal .btn.go").getAttribute("aria-disabled")).toBe("true");
    await picture(page, "d-kinds-wide-light");
    expect(await axeFaults(page)).toEqual([]);
    await row(page, program.name).getByRole("button", { name: "Remove" }).click();
    await page.locator("#seal .btn.go:not([aria-disabled=true])").waitFor();
    await seal(page);
    await page.locator("#files").getByText("⟨U+202E⟩").waitFor();
  });

  test("drops ten thousand files and one: the page keeps answering, shows what waits, and says what it takes", async () => {
    await beginDraft(page, "A whole folder");
    // Nothing is declared here: what is tried is the page, not the service.
    await window.route("**/submissions/*/items", (route) => route.abort());
    await page.evaluate(() => {
      const still = globalThis as unknown as { longest: number };
      still.longest = 0;
      new PerformanceObserver((list) => {
        for (const one of list.getEntries()) still.longest = Math.max(still.longest, one.duration);
      }).observe({ type: "longtask" });
      const transfer = new DataTransfer();
      for (let at = 1; at <= 10_001; at += 1)
        transfer.items.add(new File([`position ${at}`], `track ${at}.csv`, { type: "text/csv" }));
      const field = document.querySelector<HTMLInputElement>("input.filefield");
      if (field === null) throw new Error("there is no field for files");
      // Making the files is the test's own work and is not counted.
      setTimeout(() => {
        still.longest = 0;
        field.files = transfer.files;
        field.dispatchEvent(new Event("change", { bubbles: true }));
      }, 500);
    });
    await page.getByText("1 file was not taken: a submission holds 10,000 files at most").waitFor({ timeout: PATIENCE });
    await title().fill("A whole folder, typed while it travels");
    expect(await title().inputValue()).toBe("A whole folder, typed while it travels");
    await page.getByRole("button", { name: "Show 9,950 more files" }).waitFor({ timeout: PATIENCE });
    expect(await page.locator(".files > li").count()).toBe(50);
    await picture(page, "d-ten-thousand-wide-light");
    expect(await axeFaults(page)).toEqual([]);
    // Some hundreds are hashed, and some found no line: the list is drawn again all the while.
    await page.getByText("the connection was lost").first().waitFor({ timeout: PATIENCE });
    const longest = await page.evaluate(() => (globalThis as unknown as { longest: number }).longest);
    process.stdout.write(`    ten thousand files: the page stood still for ${Math.round(longest)} ms at most\n`);
    expect(longest).toBeLessThan(STILL);
    await page.close();
    await window.unroute("**/submissions/*/items");
    page = await window.newPage();
    said = [...said, ...complaintsOf(page)];
  });

  test("keeps 1 MB pasted into a field, says how much is allowed, does not send it, and cuts nothing off", async () => {
    await beginDraft(page, "Short");
    const note = page.getByLabel("Number of the note verbale");
    for (const [field, most] of [
      [title(), "300"],
      [note, "120"],
    ] as const) {
      await field.fill("x".repeat(MIB));
      expect(await page.locator("#what .fault").textContent()).toContain(`${most} characters at most; this has ${MIB}`);
      expect((await field.inputValue()).length).toBe(MIB);
      expect(await page.locator("#seal .btn.go").getAttribute("aria-disabled")).toBe("true");
      await saved(page, () => field.fill("Short again"));
    }
    await page.reload();
    await page.waitForSelector("#seal");
    expect(await title().inputValue()).toBe("Short again");
  });

  test.for([429, 500, 0])(
    "bears a service that answers %s: nothing typed is lost, and it is saved when it answers again",
    async (status) => {
      const text = `Title while ${status}`;
      await window.route("**/delegations/GB/submissions/*", (route) => {
        if (route.request().method() !== "PUT") return route.continue();
        return status === 0 ? route.abort() : route.fulfill({ status, json: { message: "not now" } });
      });
      await title().fill(text);
      await page.locator("#what [role=alert]").waitFor({ timeout: PATIENCE });
      await picture(page, `d-title-${status}-wide-light`);
      expect(await title().inputValue()).toBe(text);
      await page.reload();
      await page.waitForSelector("#seal");
      expect(await title().inputValue(), "after a reload").toBe(text);
      // Nobody does anything: it is saved by itself.
      await saved(page, () => window.unroute("**/delegations/GB/submissions/*"));
      await page.reload();
      await page.waitForSelector("#seal");
      expect(await title().inputValue(), "as the service has it").toBe(text);
    },
  );

  test.for([429, 500, 0])("bears a service that answers %s to a file: it waits, says why, and goes on", async (status) => {
    await beginDraft(page, `A file while ${status}`);
    await window.route("**/submissions/*/items", (route) =>
      status === 0 ? route.abort() : route.fulfill({ status, json: { message: "not now" } }),
    );
    await files(page).setInputFiles([photograph]);
    await row(page, photograph.name)
      .getByText(status === 0 ? "the connection was lost" : "the service is busy")
      .waitFor({ timeout: PATIENCE });
    await picture(page, `d-file-${status}-wide-light`);
    await window.unroute("**/submissions/*/items");
    await row(page, photograph.name).getByRole("button", { name: "Resume" }).click();
    await arrived(page, photograph.name);
    expect(await page.locator(".files > li").count(), "declared once").toBe(1);
  });

  test("pauses and goes on by the same button", async () => {
    await beginDraft(page, "Paused by me");
    let release: () => void = () => undefined;
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    await window.route("**/files/**", async (route) => {
      if (route.request().method() === "PUT") await held;
      return route.continue().catch(() => undefined);
    });
    await files(page).setInputFiles([photograph]);
    await row(page, photograph.name).getByRole("button", { name: "Pause" }).click();
    await row(page, photograph.name).getByText("Paused by you").waitFor();
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe("Resume");
    await picture(page, "d-paused-wide-light");
    release();
    await window.unroute("**/files/**");
    await row(page, photograph.name).getByRole("button", { name: "Resume" }).click();
    await arrived(page, photograph.name);
  });

  test("whose session ends in the middle of a file signs in beside the page, and the file goes on", async () => {
    await beginDraft(page, "Half of it");
    await saved(page, () => title().fill("Half of it, and a word more"));
    await window.route("**/oidc/token", (route) => route.fulfill({ status: 400, json: { error: "invalid_grant" } }));
    await window.route("**/delegations/**", (route) => route.fulfill({ status: 401, json: { message: "Unauthorized" } }));
    await files(page).setInputFiles([photograph]);
    await row(page, photograph.name).getByText("your session ended").waitFor({ timeout: PATIENCE });
    await title().fill("Half of it, and typed afterwards");
    await picture(page, "d-session-ended-wide-light");
    expect(await axeFaults(page)).toEqual([]);
    const beside = window.waitForEvent("page");
    await page.getByRole("button", { name: "Sign in again" }).click();
    await window.unroute("**/oidc/token");
    await window.unroute("**/delegations/**");
    const signIn = await beside;
    await signIn.locator('input[name=account][value="delegate-gb"]').check();
    await signIn.locator("#passphrase").fill(PASSPHRASE);
    const closed = signIn.waitForEvent("close");
    await saved(page, () => signIn.locator("button[type=submit]").click());
    await closed;
    await arrived(page, photograph.name);
    expect(await title().inputValue()).toBe("Half of it, and typed afterwards");
    expect(await page.getByText("Your session has ended").count()).toBe(0);
  });

  test("cannot seal one draft in two tabs: the second is told, and nothing is sealed twice", async () => {
    const reference = new URL(page.url()).pathname;
    const second = await window.newPage();
    await second.goto(reference);
    await askSeal(second);
    // The second tab is not told by itself: it reads nothing more.
    await second.route("**/delegations/GB/submissions/*", (route) =>
      route.request().method() === "GET" ? route.abort() : route.continue(),
    );
    await seal(page);
    await second.locator("dialog .btn.go").click();
    await second.getByText("Nothing was sealed twice.").waitFor({ timeout: PATIENCE });
    await picture(second, "d-sealed-elsewhere-wide-light");
    expect(await axeFaults(second)).toEqual([]);
    await second.unroute("**/delegations/GB/submissions/*");
    await second.locator("dialog .btn.go").click();
    await second.waitForSelector(".recgrid");
    await second.close();
  });

  test("writes one draft in two tabs: both texts are shown, and the person chooses", async () => {
    await beginDraft(page, "Written twice");
    const second = await window.newPage();
    await second.goto(new URL(page.url()).pathname);
    await second.waitForSelector("#seal");
    await page.route("**/delegations/GB/submissions/*", (route) =>
      route.request().method() === "PUT" ? route.abort() : route.continue(),
    );
    await title().fill("Mine");
    await page.locator("#what [role=alert]").waitFor({ timeout: PATIENCE });
    await saved(second, () => second.locator("#what").getByLabel("Title").fill("Theirs"));
    await page.unroute("**/delegations/GB/submissions/*");
    await page.getByText("There it reads: Theirs").waitFor({ timeout: PATIENCE });
    await picture(page, "d-changed-wide-light");
    expect(await title().inputValue()).toBe("Mine");
    await saved(page, () => page.getByRole("button", { name: "Keep mine" }).click());
    await second.waitForFunction(() => document.querySelector<HTMLInputElement>("#what input")?.value === "Mine", undefined, {
      timeout: PATIENCE,
    });
    await second.close();
  });

  test("the portal complained of nothing on the whole way", () => {
    expect(said).toEqual([]);
  });

  test("a draft that cannot be read says so, and is there when it is asked again", async () => {
    await window.route("**/delegations/GB/submissions", (route) => route.fulfill({ status: 500, json: {} }));
    await page.goto("/d/submissions");
    await page.getByText("This could not be read").waitFor({ timeout: PATIENCE });
    await picture(page, "d-unread-wide-light");
    expect(await axeFaults(page)).toEqual([]);
    await window.unroute("**/delegations/GB/submissions");
    // Read again by itself every few seconds; whoever does not wait has a button.
    await page
      .locator("tbody tr", { hasText: "Written twice" })
      .or(page.locator("tbody tr", { hasText: "Mine" }))
      .first()
      .waitFor();
  });
});
