import { readFile, rm } from "node:fs/promises";
import { dirname } from "node:path";
import { pathToFileURL } from "node:url";
import type { BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Refused } from "#shared/api/client.ts";
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
import { askForRelease } from "#test/fixtures/adopt-case.ts";
import {
  arrived,
  askSeal,
  beginDraft,
  damaged,
  elsewhere,
  files,
  large,
  largeFile,
  MIB,
  PATIENCE,
  photograph,
  program,
  row,
  saved,
  seal,
} from "./delegate.ts";

describe.skipIf(noBrowser !== false)(`a delegation${noBrowser === false ? "" : ` (skipped: ${noBrowser})`}`, () => {
  let stage: Stage;
  let window: BrowserContext;
  let page: Page;
  let said: readonly string[];
  let receipt: string;
  let paths: { readonly large: string; readonly other: string };
  beforeAll(async () => {
    paths = { large: await largeFile("2023-09-07,42.23,130.29\n"), other: await largeFile("y") };
    stage = await openStage();
    window = await stage.window();
    page = await window.newPage();
    said = complaintsOf(page);
    await signInAs(page, "delegate-gb");
  });
  afterAll(async () => {
    await window?.close();
    await stage?.close();
    await Promise.all(Object.values(paths ?? {}).map((path) => rm(dirname(path), { recursive: true, force: true })));
  });
  const open = async (path: string) => {
    await page.goto(path);
    await settled(page);
  };

  test("first finds an empty page that says what will appear, and the one act that fills it", async () => {
    await open("/d/submissions");
    await picture(page, "d-empty-wide-light");
    expect(await axeFaults(page)).toEqual([]);
    expect(await page.locator(".empty .btn.go").count()).toBe(1);
  });

  test("hands over three files: one is altered on the way and sent again, the tab is closed in the middle of another, and only what is missing is sent", async () => {
    const reference = await beginDraft(page, "Images of Angara at Rajin");
    const answers: number[] = [];
    page.on("response", (answer) => (answer.request().method() === "PUT" ? answers.push(answer.status()) : undefined));
    let parts = 0;
    await window.route("**/files/**", (route) => {
      const request = route.request();
      if (request.method() !== "PUT") return route.continue();
      const sent = request.postDataBuffer();
      if (sent !== null && sent.length < MIB) return route.continue();
      parts += 1;
      // The first part is altered once; what comes after it finds no line.
      if (parts === 1) return route.continue({ postData: Buffer.alloc(sent?.length ?? 0, "x") });
      return parts > 3 ? route.abort("connectionfailed") : route.continue();
    });
    await files(page).setInputFiles([photograph, damaged]);
    await files(page).setInputFiles(paths.large);
    for (const name of [photograph.name, damaged.name]) await arrived(page, name);
    await row(page, large.name).getByRole("button", { name: "Resume" }).waitFor({ timeout: PATIENCE });
    await picture(page, "d-lost-wide-light");
    expect(answers.filter((status) => status >= 400).length, "the altered part was not taken").toBeGreaterThan(0);
    // The portal tries again by itself in between: what it says of a lost line comes back each time.
    const lost = row(page, large.name)
      .filter({ hasText: "the connection was lost" })
      .filter({ hasText: "Nothing is sent twice" });
    await lost.waitFor({ timeout: PATIENCE });
    await page.locator(".answers").filter({ hasText: "One file has not arrived" }).waitFor({ timeout: PATIENCE });
    expect(await axeFaults(page)).toEqual([]);
    await page.close();

    await window.unroute("**/files/**");
    page = await window.newPage();
    const complaints = complaintsOf(page);
    let again = 0;
    page.on("request", (request) => {
      if (request.method() === "PUT" && request.url().includes("/files/")) again += 1;
    });
    await open(`/d/submissions/${reference}`);
    await row(page, large.name).getByText("What has arrived is kept").waitFor();
    await picture(page, "d-reselect-wide-light");
    const choose = row(page, large.name).locator("input[type=file]");
    await choose.setInputFiles(paths.other);
    await row(page, large.name).getByText("its content is not what was begun with").waitFor({ timeout: PATIENCE });
    expect(again, "another file of this name and size is not sent").toBe(0);
    await picture(page, "d-differs-wide-light");
    await choose.setInputFiles(paths.large);
    await arrived(page, large.name);
    expect(again, "parts that were missing").toBeLessThan(3);
    expect(complaints).toEqual([]);
    said = complaintsOf(page);
  });

  test("says what a satellite image needs, keeps it through a reload, and saves it by itself when it is there", async () => {
    const one = row(page, photograph.name);
    await one.locator("summary").click();
    await one.getByLabel("What kind of evidence it is").selectOption("satellite-image");
    expect(await one.locator("summary").textContent()).toContain("Taken from, Taken until, Place needed");
    await one.getByLabel("Place").fill("Rajin");
    expect(await page.locator(".answers").textContent()).toContain("One description is not finished");
    await page.reload();
    await page.waitForSelector("#seal");
    expect(await one.getByLabel("Place").inputValue()).toBe("Rajin");
    await one.getByLabel("Taken from").fill("September");
    expect(await one.locator(".fault").textContent()).toContain("a month, a date or a UTC time");
    expect(await axeFaults(page)).toEqual([]);
    await picture(page, "d-describe-wide-light");
    await one.getByLabel("Taken from").fill("2023-09-07");
    await one.getByLabel("Taken until").fill("2023-09-07");
    await one.getByText("Saved with the draft.").waitFor({ timeout: PATIENCE });
    expect(await one.locator(".sub").first().textContent()).toContain("Satellite image");
    expect(await page.locator(".answers").textContent()).not.toContain("not finished");
  });

  test("sets the handling after the files, and every file follows it", async () => {
    await saved(page, () => page.locator("#handling").getByText("TLP:RED").click());
    const { as } = elsewhere(stage);
    const { items } = await as("delegate-gb", "get-submission", { state: "GB", reference: "GB-001" });
    expect(items.map((item: { handling: { tlp: string } }) => item.handling.tlp)).toEqual(["RED", "RED", "RED"]);
  });

  test("reads what sealing means and the hash of the whole, seals, and finds that very hash sealed", async () => {
    await askSeal(page);
    await picture(page, "d-seal-wide-light");
    expect(await axeFaults(page)).toEqual([]);
    expect(await page.locator("dialog").textContent()).toContain("nothing in it can be changed, by your mission or by anybody");
    await page.locator("dialog .btn.go").click();
    await page.getByText("The hash that you saw is the one that was sealed.").waitFor({ timeout: PATIENCE });
    await picture(page, "d-sealed-wide-light");
  });

  test("gets a receipt without asking for it, and reads why the damaged file was held back", async () => {
    await page.waitForSelector(".receipt .st.met", { timeout: PATIENCE });
    const held = await page.locator("#files tr", { hasText: damaged.name }).textContent();
    expect(held).toContain("Held back");
    expect(held).toContain("Send it again as a supplement");
    await picture(page, "d-registered-wide-light");
    expect(await axeFaults(page)).toEqual([]);
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.locator(".receipt").getByRole("button", { name: "JSON" }).click(),
    ]);
    receipt = await readFile(await download.path(), "utf8");
    expect(await receiptFaults(receiptSchema.parse(JSON.parse(receipt)))).toEqual([]);
  });

  test("mends it by a supplement, which both submissions and the list then name", async () => {
    await open("/d/submissions");
    expect(await page.locator(".answers").textContent()).toContain("One file of GB-001 was held back");
    await page.getByRole("link", { name: "Read why it was held back" }).first().click();
    await page.locator(".answers").getByRole("link", { name: "Add a supplement" }).click();
    await page.locator("input.filefield").setInputFiles([{ ...photograph, name: damaged.name }]);
    await page.waitForURL(/GB-002$/);
    await arrived(page, damaged.name);
    expect(await page.locator("h1").textContent()).toBe("Supplement to GB-001");
    await seal(page);
    await page.waitForSelector(".receipt .st.met", { timeout: PATIENCE });
    await open("/d/submissions/GB-001");
    await page.getByRole("heading", { name: "Supplements to it" }).waitFor();
    expect(await page.locator(".answers").textContent()).not.toContain("held back: read why");
    await open("/d/submissions");
    expect(await page.locator("tbody tr", { hasText: "Images of Angara" }).textContent()).toContain("See the supplement GB-002");
    await picture(page, "d-mine-wide-light");
  });

  test("has the receipt checked without an account, in the portal and from a disk, and an altered one refused with what was altered", async () => {
    const outside = await stage.window();
    const anybody = await outside.newPage();
    const complaints = complaintsOf(anybody);
    await anybody.goto("/verify");
    await settled(anybody);
    const give = (body: string) =>
      anybody.locator(".drop input").setInputFiles({ name: "r.json", mimeType: "application/json", buffer: Buffer.from(body) });
    const walk = async (where: string) => {
      await give(receipt);
      await anybody.getByText("Intact. The list of files, the entry and the signature agree.").waitFor();
      await picture(anybody, `${where}-intact-wide-light`);
      expect(await axeFaults(anybody)).toEqual([]);
      const holds = anybody.locator(".filebutton input").last();
      await holds.setInputFiles(photograph);
      await anybody.getByText("is file 1 of this receipt").waitFor();
      await holds.setInputFiles(damaged);
      await anybody.getByText("is file 2 of this receipt").waitFor();
      await holds.setInputFiles(program);
      await anybody.getByText("no hash agrees").waitFor();
      await give(receipt.replace(photograph.name, "Maria at Rajin.png"));
      await anybody.getByText("the list of items was altered").waitFor();
      await picture(anybody, `${where}-altered-wide-light`);
      expect(await axeFaults(anybody)).toEqual([]);
      await give("no receipt");
      await anybody.getByText("This file is no receipt").waitFor();
      await give("");
      await anybody.getByText("This file is no receipt").waitFor();
    };
    await walk("verify");
    const [download] = await Promise.all([
      anybody.waitForEvent("download"),
      anybody.getByRole("link", { name: "Keep the page for checking" }).click(),
    ]);
    await outside.setOffline(true);
    // A download has no ending of its own, and without one a browser shows text.
    const kept = `${await download.path()}.html`;
    await download.saveAs(kept);
    await anybody.goto(pathToFileURL(kept).href);
    await anybody.waitForSelector(".drop");
    await walk("offline");
    expect(complaints).toEqual([]);
    await outside.close();
  });

  test("sees who opened its material, and when: a kind of person, never a name", async () => {
    const { as, eventually } = elsewhere(stage);
    const registered = await eventually("the registration", async () => {
      const { rows } = await as("coordinator", "list-register", { regime: "1718" });
      return rows.find((one: { stateReference: string }) => one.stateReference === "GB-001")?.reference as string | undefined;
    });
    await as("expert-maritime", "open-evidence", { reference: registered, item: "1" });
    await open("/d/submissions/GB-001");
    await page.locator("#opened").getByText("An expert of the Panel").waitFor({ timeout: PATIENCE });
    await picture(page, "d-opened-wide-light");
    expect(await page.locator("#opened").textContent()).toContain(photograph.name);
    expect(await page.locator("main").textContent()).not.toMatch(/maritime|SUB-\d/);
  });

  test("writes to the Panel about a submission: kept while it is written, asked once more, and answered by nobody who is named", async () => {
    const { as, eventually } = elsewhere(stage);
    await open("/d/submissions/GB-001");
    const own = page.locator("#messages");
    const text = own.getByLabel("Message to the Panel and the Secretariat");
    await text.fill("The image was taken in the morning. صور 라진항");
    await page.reload();
    await text.waitFor();
    expect(await text.inputValue()).toContain("in the morning");
    await text.fill(`${"x".repeat(8_001)}`);
    expect(await own.locator(".fault").textContent()).toContain("8,000 characters at most; this has 8,001");
    expect(await own.getByRole("button", { name: "Send the message" }).getAttribute("aria-disabled")).toBe("true");
    await text.fill("The image was taken in the morning. صور 라진항");
    await own.getByRole("button", { name: "Send the message" }).click();
    await page.locator("dialog[open]").getByRole("button", { name: "Send the message" }).click();
    await own.locator("li", { hasText: "in the morning" }).getByText("You").waitFor({ timeout: PATIENCE });
    expect(await text.inputValue()).toBe("");
    const registered = await eventually("the message", async () => {
      const { rows } = await as("officer", "list-unanswered", { regime: "1718" });
      return rows.find((row: { stateReference: string }) => row.stateReference === "GB-001")?.reference as string | undefined;
    });
    await as("expert-maritime", "answer-state", { reference: registered, text: "Of which day?", seen: 1 });
    await own.locator("li", { hasText: "Of which day?" }).getByText("An expert of the Panel").waitFor({ timeout: PATIENCE });
    await page.locator(".answers").getByRole("link", { name: "What the Panel or the Secretariat wrote" }).waitFor();
    await picture(page, "d-messages-wide-light");
    expect(await axeFaults(page)).toEqual([]);
    expect(await page.locator("main").textContent()).not.toMatch(/maritime|SUB-\d/);
    await open("/d/submissions");
    await page.locator(".answers").getByRole("link", { name: "A message about GB-001" }).click();
    await page.waitForURL(/GB-001#messages$/);
    await text.fill("Of 7 September 2023.");
    await own.getByRole("button", { name: "Send the message" }).click();
    await page.locator("dialog[open]").getByRole("button", { name: "Send the message" }).click();
    await own.locator("li", { hasText: "Of 7 September 2023." }).waitFor({ timeout: PATIENCE });
    await page
      .locator(".answers")
      .getByText("What the Panel or the Secretariat wrote")
      .waitFor({ state: "detached", timeout: PATIENCE });
  });

  test("answers an enquiry of the Panel: kept while it is written, asked once more, recorded word for word", async () => {
    const { as } = elsewhere(stage);
    await as("coordinator", "open-case", {
      id: "CASE-ASK",
      title: "A quay",
      regime: "1718",
      section: "sectoral-maritime",
      statesConcerned: [],
      exhibits: ["SUB-001/1"],
    });
    const see = () => as("coordinator", "get-case", { case: "CASE-ASK" });
    await as("coordinator", "assign-team", {
      case: "CASE-ASK",
      version: (await see()).version,
      lead: "expert-maritime",
      verifier: "expert-missile",
    });
    const now = await see();
    await as("coordinator", "decide-stage", {
      case: "CASE-ASK",
      version: now.version,
      stage: now.at,
      decision: "open",
      reasons: "in the mandate",
    });
    await as("expert-maritime", "send-letter", {
      case: "CASE-ASK",
      purpose: "enquiry",
      state: "GB",
      asks: "When, and with which sensor, was the image taken?",
      days: 14,
    });
    await open("/d/submissions");
    const asked = page.locator(".answers").getByRole("link", { name: "Question from the Panel" });
    await asked.waitFor({ timeout: PATIENCE });
    await picture(page, "d-asked-wide-light");
    expect(await axeFaults(page)).toEqual([]);
    await asked.click();
    await page.getByLabel("Text of the reply").fill("On 7 September 2023, with an optical sensor.");
    await page.reload();
    await page.getByLabel("Text of the reply").waitFor();
    expect(await page.getByLabel("Text of the reply").inputValue()).toContain("optical sensor");
    await picture(page, "d-enquiry-wide-light");
    expect(await axeFaults(page)).toEqual([]);
    await page.getByRole("button", { name: "Send the reply" }).click();
    await page.locator("dialog[open]").getByRole("button", { name: "Send the reply" }).click();
    await page.locator(".answers dd.big", { hasText: "Answered on" }).waitFor({ timeout: PATIENCE });
    expect(await page.locator("#reply").textContent()).toContain("On 7 September 2023, with an optical sensor.");
    await picture(page, "d-enquiry-answered-wide-light");
  });

  test("releases or refuses sentence by sentence, with the way it may be named", async () => {
    const { id } = await askForRelease(elsewhere(stage), { id: "CASE-RELEASE", photograph: "SUB-001/1" });
    await open(`/d/releases/${id}`);
    const send = page.getByRole("button", { name: "Send the answers" });
    expect(await send.getAttribute("aria-disabled")).toBe("true");
    await picture(page, "d-release-wide-light");
    await page.getByLabel("Release: “a Member State”").check();
    await page.getByLabel("Note to the Panel").fill("Not by name.");
    await page.reload();
    await page.getByLabel("Note to the Panel").waitFor();
    expect(await page.getByLabel("Note to the Panel").inputValue()).toBe("Not by name.");
    expect(await axeFaults(page)).toEqual([]);
    await send.click();
    await page.locator("dialog[open]").getByRole("button", { name: "Send the answers" }).click();
    await page.getByText("Released: “a Member State”").waitFor({ timeout: PATIENCE });
    await picture(page, "d-release-answered-wide-light");
  });

  test("withdraws with a reason, and reads that the record stays", async () => {
    await open("/d/submissions/GB-002");
    await page.getByRole("button", { name: "Withdraw the submission" }).click();
    await page.waitForSelector("dialog[open]");
    await picture(page, "d-withdraw-wide-light");
    expect(await axeFaults(page)).toEqual([]);
    await page.getByLabel("Reason").fill("Sent twice.");
    await page.locator("dialog .btn.stop").click();
    await page.locator(".answers dd.big", { hasText: "Withdrawn on" }).waitFor({ timeout: PATIENCE });
    await page.waitForSelector("dialog", { state: "detached" });
    expect(await page.evaluate(() => document.activeElement?.tagName)).toBe("H1");
    await picture(page, "d-withdrawn-wide-light");
  });

  test("is not shown what is another's, and not told whether it exists", async () => {
    await open("/p/cases");
    const absent = await page.locator("#main").textContent();
    for (const path of [
      "/d/submissions/GB-999",
      "/d/submissions/US-001",
      "/d/enquiries/01HZZZZZZZZZZZZZZZZZZZZZZZ",
      "/s/registration",
      "/a/ledger",
    ]) {
      await open(path);
      expect(await page.locator("#main").textContent(), path).toBe(absent);
    }
    const { as } = elsewhere(stage);
    for (const state of ["US", "KP"])
      await expect(as("delegate-gb", "get-submission", { state, reference: "US-001" })).rejects.toSatisfy(
        (error) => error instanceof Refused && error.status === 404,
      );
  });

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
      for (const [name, path] of await screens(stage)) {
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
    for (const [name, path] of await screens(stage)) {
      await one.goto(path);
      await settled(one);
      await picture(one, `d-${name}-pseudo`);
      expect(await one.evaluate(() => document.documentElement.scrollWidth <= innerWidth), `${name} scrolls sideways`).toBe(true);
      expect(await one.evaluate(wordsOutside), name).toEqual([]);
    }
    expect(complaints).toEqual([]);
    await own.close();
  });

  test("the portal complained of nothing on the whole way", () => {
    expect(said).toEqual([]);
  });
});

/** Every screen with something on it; a draft of its own for each walk. */
const screens = async (stage: Stage): Promise<readonly (readonly [string, string])[]> => {
  const { as } = elsewhere(stage);
  const handling = { classification: "unclassified", tlp: "AMBER", panelOnly: true, attribution: "none" } as const;
  const begun = { state: "GB", regime: "1718", title: "A draft to look at", handling } as const;
  const { reference: draft } = await as("delegate-gb", "create-submission", begun);
  const { rows } = await as("delegate-gb", "list-asked", { state: "GB" });
  const idOf = (kind: string) => rows.find((one: { kind: string }) => one.kind === kind).id as string;
  return [
    ["mine", "/d/submissions"],
    ["new", "/d/submissions/new"],
    ["draft", `/d/submissions/${draft}`],
    ["registered", "/d/submissions/GB-001"],
    ["withdrawn", "/d/submissions/GB-002"],
    ["enquiries", "/d/enquiries"],
    ["enquiry", `/d/enquiries/${idOf("letter")}`],
    ["releases", "/d/releases"],
    ["release", `/d/releases/${idOf("release")}`],
    ["receipts", "/d/receipts"],
    ["help", "/d/help"],
    ["verify", "/verify"],
    ["absent", "/d/submissions/GB-999"],
  ];
};

/** Run in the page: texts of headings, labels and buttons that came from no catalogue. What people and records wrote is fenced in. */
const wordsOutside = (): readonly string[] =>
  [...document.querySelectorAll("h1, h2, h3, label, legend, th, dt, .btn")]
    .filter((each) => each.querySelector("bdi") === null && each.closest("[dir=auto]") === null)
    .map((each) => each.textContent ?? "")
    .filter((text) => !text.includes("⟦") && !/^[\sA-Z0-9:+-]*$/.test(text));
