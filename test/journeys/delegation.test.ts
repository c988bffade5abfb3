import { readFile } from "node:fs/promises";
import type { BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { receiptSchema } from "#shared/domain/receipt.ts";
import { receiptFaults } from "#shared/record/receipt.ts";
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

const MIB = 1024 * 1024;
const PNG = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64",
);
const photograph = { name: "Angara at Rajin.png", mimeType: "image/png", buffer: PNG };
/** Says that it is a picture and is none. */
const misnamed = { name: "pier.png", mimeType: "image/png", buffer: Buffer.from("no picture") };
const nothing = { name: "empty.txt", mimeType: "text/plain", buffer: Buffer.alloc(0) };
/** Reads "photoexe.png" where such marks are obeyed. */
const turned = { name: "photo\u202Egnp.txt", mimeType: "text/plain", buffer: Buffer.from("text") };
const program = { name: "setup.exe", mimeType: "application/x-msdownload", buffer: Buffer.from("MZ") };
const large = { name: "track.csv", mimeType: "text/csv", buffer: Buffer.alloc(20 * MIB, "2023-09-07,42.23,130.29\n") };

const files = (page: Page) => page.locator("input.filefield");
const row = (page: Page, name: string) => page.locator(".files > li", { hasText: name });
const arrived = (page: Page, name: string) => row(page, name).locator(".st.met").waitFor({ timeout: 60_000 });

const beginDraft = async (page: Page, title: string): Promise<string> => {
  await page.goto("/d/submissions/new");
  await page.locator("input[type=text]").first().fill(title);
  await page.locator(".btn", { hasText: "Begin the draft" }).click();
  await page.waitForURL(/\/d\/submissions\/GB-\d+$/);
  await settled(page);
  return new URL(page.url()).pathname.split("/").at(-1) ?? "";
};
const seal = async (page: Page): Promise<void> => {
  await page.locator("#seal .btn.go:not([aria-disabled=true])").click();
  await page.locator("dialog .btn.go").click();
};

describe.skipIf(noBrowser !== false)(`a delegation${noBrowser === false ? "" : ` (skipped: ${noBrowser})`}`, () => {
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

  test("first finds an empty page that says what will appear, and the one act that fills it", async () => {
    await page.goto("/d/submissions");
    await page.waitForSelector(".empty");
    await picture(page, "d-empty-wide-light");
    expect(await axeFaults(page)).toEqual([]);
    expect(await page.locator(".empty .btn.go").count()).toBe(1);
  });

  test("hands over files of every kind: the taken arrive, what is no evidence is said before it leaves, marks in names are shown", async () => {
    await beginDraft(page, "Images of Angara at Rajin");
    await files(page).setInputFiles([photograph, misnamed, nothing, turned, program]);
    for (const name of [photograph.name, misnamed.name, nothing.name]) await arrived(page, name);
    expect(await row(page, "setup.exe").textContent()).toContain("application/x-msdownload");
    expect(await row(page, "U+202E").count()).toBe(1);
    expect(await page.locator("#seal .btn.go").getAttribute("aria-disabled")).toBe("true");
    await picture(page, "d-draft-wide-light");
    expect(await axeFaults(page)).toEqual([]);
    await row(page, "setup.exe").locator(".btn.quiet").click();
    await page.waitForFunction(() => document.querySelector("#seal .btn.go")?.getAttribute("aria-disabled") !== "true");
  });

  test("seals after seeing the hash of the whole, and finds the same hash sealed, a receipt that holds, and the misnamed file held back", async () => {
    await page.locator("#seal .btn.go").click();
    await page.waitForSelector("dialog[open]");
    await picture(page, "d-seal-wide-light");
    expect(await axeFaults(page)).toEqual([]);
    await page.locator("dialog .btn.go").click();
    await page.waitForSelector(".note.met");
    expect(await page.locator(".note.met").textContent()).toContain("The hash that you saw is the one that was sealed.");
    await page.waitForSelector(".receipt .st.met", { timeout: 90_000 });
    expect(await page.locator("#files tr", { hasText: misnamed.name }).textContent()).toContain("Held back");
    await picture(page, "d-registered-wide-light");
    expect(await axeFaults(page)).toEqual([]);
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.locator(".receipt .btn", { hasText: "JSON" }).click(),
    ]);
    const text = await readFile(await download.path(), "utf8");
    expect(await receiptFaults(receiptSchema.parse(JSON.parse(text)))).toEqual([]);
  });

  test("has the receipt checked without an account, and an altered one refused with what was altered", async () => {
    await page.goto("/d/submissions/GB-001");
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.locator(".receipt .btn", { hasText: "JSON" }).click(),
    ]);
    const receipt = await readFile(await download.path(), "utf8");
    const outside = await stage.window();
    const anybody = await outside.newPage();
    await anybody.goto("/verify");
    await settled(anybody);
    const give = (body: string) =>
      anybody.locator(".drop input").setInputFiles({ name: "r.json", mimeType: "application/json", buffer: Buffer.from(body) });
    await give(receipt);
    await anybody.waitForSelector(".note.met");
    await picture(anybody, "verify-intact-wide-light");
    expect(await axeFaults(anybody)).toEqual([]);
    await give(receipt.replace(photograph.name, "Maria at Rajin.png"));
    await anybody.waitForSelector(".note.stop");
    expect(await anybody.locator(".note.stop").textContent()).toContain("the list of items was altered");
    await give("no receipt");
    await anybody.waitForFunction(() => document.querySelector(".note.stop")?.textContent?.includes("no receipt") === true);
    await outside.close();
  });

  test("loses the line in the middle of a file, closes the tab, chooses the file again: only what is missing is sent", async () => {
    const reference = await beginDraft(page, "A track");
    let sent = 0;
    // The second part and what follows never gets through.
    await window.route("**/files/**", (route) =>
      route.request().method() === "PUT" && ++sent > 1 ? route.abort("connectionfailed") : route.continue(),
    );
    await files(page).setInputFiles([large]);
    await row(page, large.name).locator(".btn", { hasText: "Resume" }).waitFor({ timeout: 60_000 });
    await picture(page, "d-lost-wide-light");
    expect(await row(page, large.name).textContent()).toContain("Nothing is sent twice");
    await page.close();
    await window.unroute("**/files/**");
    page = await window.newPage();
    said = complaintsOf(page);
    let again = 0;
    page.on("request", (request) => {
      if (request.method() === "PUT" && request.url().includes("/files/")) again += 1;
    });
    await page.goto(`/d/submissions/${reference}`);
    await settled(page);
    await row(page, large.name)
      .locator("input[type=file]")
      .setInputFiles([{ ...large, buffer: Buffer.alloc(20 * MIB, "x") }]);
    await row(page, large.name).locator(".note.stop").waitFor({ timeout: 60_000 });
    expect(again).toBe(0);
    await row(page, large.name).locator("input[type=file]").setInputFiles([large]);
    await arrived(page, large.name);
    expect(again).toBe(2);
  });

  test("writes what is needed of a satellite image, and a half-written description survives a reload", async () => {
    await beginDraft(page, "Scene of 7 September");
    await files(page).setInputFiles([photograph]);
    await arrived(page, photograph.name);
    const one = row(page, photograph.name);
    await one.locator("summary").click();
    await one.locator("select").selectOption("satellite-image");
    expect(await one.locator("summary").textContent()).toContain("Taken from, Taken until, Place");
    await one.getByLabel("Place").fill("Rajin");
    await page.reload();
    await settled(page);
    expect(await one.getByLabel("Place").inputValue()).toBe("Rajin");
    await one.getByLabel("Taken from").fill("September");
    expect(await one.locator(".fault").count()).toBe(1);
    await one.getByLabel("Taken from").fill("2023-09-07");
    await one.getByLabel("Taken until").fill("2023-09-07");
    await one.locator(".btn", { hasText: "Save the description" }).click();
    await page.waitForFunction(() => document.querySelector(".files .sub")?.textContent?.includes("Satellite image") === true);
  });

  test("cannot seal one draft in two tabs: the second is told, and nothing is sealed twice", async () => {
    const reference = new URL(page.url()).pathname;
    const second = await window.newPage();
    await second.goto(reference);
    await settled(second);
    await second.locator("#seal .btn.go:not([aria-disabled=true])").click();
    await second.waitForSelector("dialog[open]");
    await seal(page);
    await page.waitForSelector(".receipt, .recgrid");
    // What the second tab still offers was offered before the first one sealed.
    if ((await second.locator("dialog[open] .btn.go").count()) > 0) await second.locator("dialog .btn.go").click();
    await second.waitForFunction(
      () => document.querySelector(".recgrid") !== null || document.querySelector("dialog .note") !== null,
    );
    await second.close();
    await page.goto("/d/submissions");
    await settled(page);
    expect(await page.locator("tbody tr", { hasText: "Scene of 7 September" }).count()).toBe(1);
  });

  test("keeps 1 MB pasted into a field, says how much is allowed, and does not send it", async () => {
    await beginDraft(page, "Short");
    const title = page.locator("#what input").first();
    await title.fill("x".repeat(MIB));
    await page.waitForSelector("#what .fault");
    expect(await page.locator("#what .fault").textContent()).toContain("300");
    await title.fill("Short again");
    await page.waitForFunction(() => document.querySelector(".clockline .end")?.textContent?.includes("saved") === true);
  });

  test.for([429, 500, 0])(
    "bears a service that answers %s: nothing typed is lost, and it is saved when it answers again",
    async (status) => {
      const text = `Title while ${status}`;
      let failing = true;
      await window.route("**/delegations/GB/submissions/*", (route) => {
        if (route.request().method() !== "PUT" || !failing) return route.continue();
        return status === 0 ? route.abort() : route.fulfill({ status, json: { message: "not now" } });
      });
      await page.locator("#what input").first().fill(text);
      await page.waitForSelector("#what [role=alert]");
      expect(await page.locator("#what input").first().inputValue()).toBe(text);
      failing = false;
      await page.waitForFunction(
        () => document.querySelector(".clockline .end")?.textContent?.includes("saved") === true,
        undefined,
        { timeout: 30_000 },
      );
      await window.unroute("**/delegations/GB/submissions/*");
      await page.reload();
      await settled(page);
      expect(await page.locator("#what input").first().inputValue()).toBe(text);
    },
  );

  const looks = (Object.keys(WIDTHS) as Width[]).flatMap((width) =>
    (["light", "dark"] as const).map((scheme): [Width, Scheme] => [width, scheme]),
  );
  test.for(looks)(
    "shows each screen without a fault that axe knows and without sideways scrolling, %s and %s",
    async ([width, scheme]) => {
      const own = await stage.window({ width, scheme });
      const one = await own.newPage();
      const complaints = complaintsOf(one);
      await signInAs(one, "delegate-gb");
      for (const [name, path] of SCREENS) {
        await one.goto(path);
        await settled(one);
        await picture(one, `d-${name}-${width}-${scheme}`);
        expect(await axeFaults(one), name).toEqual([]);
        expect(await one.evaluate(() => document.documentElement.scrollWidth <= innerWidth), `${name} scrolls sideways`).toBe(
          true,
        );
      }
      expect(complaints).toEqual([]);
      await own.close();
    },
  );

  test("reads from right to left in the long pseudo-language without a word outside the catalogues", async () => {
    const own = await stage.window({ width: "narrow", language: "pseudo" });
    const one = await own.newPage();
    const complaints = complaintsOf(one);
    await signInAs(one, "delegate-gb");
    for (const [name, path] of SCREENS) {
      await one.goto(path);
      await settled(one);
      await picture(one, `d-${name}-pseudo`);
      expect(await one.evaluate(() => document.documentElement.scrollWidth <= innerWidth), `${name} scrolls sideways`).toBe(true);
      expect(
        await one.evaluate(() =>
          [...document.querySelectorAll("h1, h2, label, .btn")]
            .filter(
              (each) =>
                !/⟦|bdi|^[\sA-Z0-9:+-]*$/.test(each.textContent ?? "") &&
                each.querySelector("bdi") === null &&
                each.getAttribute("dir") !== "auto",
            )
            .map((each) => each.textContent),
        ),
      ).toEqual([]);
    }
    expect(complaints).toEqual([]);
    await own.close();
  });

  test("the portal complained of nothing on the whole way", () => {
    expect(said).toEqual([]);
  });
});

const SCREENS = [
  ["mine", "/d/submissions"],
  ["new", "/d/submissions/new"],
  ["registered", "/d/submissions/GB-001"],
  ["draft", "/d/submissions/GB-004"],
  ["enquiries", "/d/enquiries"],
  ["releases", "/d/releases"],
  ["receipts", "/d/receipts"],
  ["help", "/d/help"],
] as const;
