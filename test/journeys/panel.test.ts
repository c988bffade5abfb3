import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { tokenFor } from "#cli/token.ts";
import { createClient } from "#shared/api/client.ts";
import type { RouteName, Sent } from "#shared/api/routes.ts";
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

// biome-ignore lint/suspicious/noExplicitAny: answers are read field by field.
type Answer = any;

const CASE = "CASE-QUAY";
const EXPERTS = ["expert-customs", "expert-export-control", "expert-finance", "expert-missile", "expert-nuclear", "expert-wmd"];
const STEP = 60_000;

describe.skipIf(noBrowser !== false)(`the Panel${noBrowser === false ? "" : ` (skipped: ${noBrowser})`}`, () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await openStage();
  });
  afterAll(() => stage?.close());

  const pageOf = async (account: string, at: { width?: Width; scheme?: Scheme } = {}) => {
    const window = await stage.window(at);
    const page = await window.newPage();
    page.setDefaultTimeout(STEP);
    const said = complaintsOf(page);
    await signInAs(page, account);
    return { page, said, close: () => window.close() };
  };
  /** What other people do elsewhere. */
  const as = async <R extends RouteName>(person: string, name: R, input: Sent<R>): Promise<Answer> => {
    const { url } = stage.home;
    return createClient({ baseUrl: url, token: () => tokenFor({ baseUrl: url, account: person }) })(name, input);
  };

  test("an expert takes a case from triage to adoption, each act by the one whose it is", { timeout: 420_000 }, async () => {
    const lead = await pageOf("expert-maritime");
    const coordinator = await pageOf("coordinator");
    const verifier = await pageOf("expert-missile");

    // Two open sources, each with somebody who first knew.
    for (const [title, publisher] of [
      ["A quay from above", "An institute"],
      ["A quay from the sea", "A shipping register"],
    ] as const) {
      await lead.page.goto("/p/evidence/new");
      await settled(lead.page);
      await lead.page.getByLabel("Kind", { exact: true }).selectOption("open-source");
      await lead.page.getByLabel("Title", { exact: true }).fill(title);
      await lead.page.getByLabel("Publisher", { exact: true }).fill(publisher);
      await lead.page.getByLabel("Text as captured", { exact: true }).fill(`What ${publisher} published.`);
      await lead.page.getByRole("button", { name: "Register an open source" }).click();
      await lead.page.waitForURL(/\/p\/evidence\/OS-\d+$/);
    }

    await lead.page.goto("/p/cases/new");
    await settled(lead.page);
    await lead.page.getByLabel("Reference of the case").fill(CASE);
    await lead.page.getByLabel("Title", { exact: true }).fill("A quay");
    await lead.page.getByLabel("Section of the report").selectOption("sectoral-maritime");
    await lead.page.getByLabel(/^OS-001\/1/).check();
    await lead.page.getByLabel(/^OS-002\/1/).check();
    await lead.page.getByRole("button", { name: "Open a case" }).click();
    await lead.page.waitForURL(new RegExp(`/p/cases/${CASE}$`));
    await settled(lead.page);
    // It is not the lead's to decide, and the screen says whose it is.
    expect(await lead.page.locator("#decide").textContent()).toContain("the Coordinator");

    await coordinator.page.goto(`/p/cases/${CASE}`);
    await settled(coordinator.page);
    await act(coordinator.page, "Name lead and second expert", async (form) => {
      await form.getByLabel("Lead expert").selectOption("expert-maritime");
      await form.getByLabel("Second expert").selectOption("expert-missile");
      await form.getByRole("button", { name: "Name them" }).click();
    });
    await decide(coordinator.page, "Open the case", "within the mandate");
    await stageIs(coordinator.page, "Enquiries");

    await decide(lead.page, "Proceed to verification", "nothing to ask");
    await stageIs(verifier.page, "Verification", `/p/cases/${CASE}`);
    for (const gate of ["G4", "G5", "G7"])
      await act(verifier.page, new RegExp(`^Answer for ${gate}`), async (form) => {
        await form.getByLabel("Reasons").fill("looked at");
        await form.getByRole("button", { name: "Answer by name" }).click();
      });
    await decide(verifier.page, "Verified", "each item was looked at");
    await stageIs(lead.page, "Corroboration");

    // Corroborated is held until a claim is recorded, and says by which gates.
    expect(await lead.page.locator("#decide").textContent()).toContain("G6");
    await act(lead.page, "Record a claim", async (form) => {
      await form.getByLabel("Number of the claim").fill("CL-01");
      await form.getByLabel("Text", { exact: true }).fill("A quay is seen.");
      await form.getByLabel("observation").check();
      await form
        .getByLabel(/^OS-001\/1/)
        .first()
        .check();
      await form
        .getByLabel(/^OS-002\/1/)
        .first()
        .check();
      await form.getByLabel("What is not known").fill("the hour of the day");
      await form.getByRole("button", { name: "Record the claim" }).click();
    });
    await lead.page.getByText("2 origins, 2 needed").first().waitFor();
    await lead.page.goto(`/p/cases/${CASE}/finding`);
    await settled(lead.page);
    await lead.page.getByLabel("Text", { exact: true }).fill("The Panel found that a quay is seen.");
    await lead.page.getByLabel(/^CL-01/).check();
    await lead.page.getByLabel("Why", { exact: true }).fill("first text");
    await lead.page.getByLabel("The change touches the substance").check();
    await lead.page.getByRole("button", { name: "Record the text" }).click();
    await lead.page.getByText("No sentence is stronger than its evidence.").waitFor();

    await decide(lead.page, "Corroborated", "two origins", `/p/cases/${CASE}`);
    await stageIs(lead.page, "Legal mapping");
    await act(lead.page, "Map an obligation", async (form) => {
      await form.getByLabel("Obligation").selectOption("2270-18");
      await form.getByLabel("State", { exact: true }).first().selectOption("established");
      await form
        .getByLabel(/^CL-01/)
        .first()
        .check();
      await form.getByLabel("Why", { exact: true }).first().fill("it is seen");
      await form.getByLabel("State", { exact: true }).nth(1).selectOption("not established");
      await form.getByLabel("Why", { exact: true }).nth(1).fill("nothing shows it");
      await form.getByRole("button", { name: "Record the mapping" }).click();
    });
    await decide(lead.page, "Mapped", "elements are said");
    const seen = () => as("expert-maritime", "get-case", { case: CASE });
    await as("officer", "decide-stage", {
      case: CASE,
      version: (await seen()).version,
      stage: "reply",
      decision: "expired",
      reasons: "no State is concerned",
    });

    // Peer review: the coordinator at the desk, another expert elsewhere.
    await stageIs(coordinator.page, "Peer review");
    for (const person of ["coordinator", "expert-maritime", "expert-missile", "expert-export-control"])
      await as(person, "declare-interest", { case: CASE, interest: "none" });
    const { hash } = (await seen()).finding;
    await as("expert-export-control", "take-position", { case: CASE, stage: "peer-review", says: "agree", hash });
    await position(coordinator.page, "I agree");
    await decide(coordinator.page, "Agreed", "reviewed");
    await eventually(async () => (await seen()).at === "adoption");

    for (const person of EXPERTS) await as(person, "take-position", { case: CASE, stage: "adoption", says: "agree", hash });
    await as("coordinator", "take-position", { case: CASE, stage: "adoption", says: "agree", hash });
    await lead.page.goto(`/p/findings/${CASE}`);
    await settled(lead.page);
    expect(await lead.page.locator(".exact").textContent()).toContain("The Panel found that a quay is seen.");
    await lead.page.getByText("The text you see is the text of the hash").waitFor();
    await position(lead.page, "I agree", "I agree to this text");
    await eventually(async () => (await seen()).gates.every((one: { state: string }) => one.state === "met"));
    await decide(coordinator.page, "Adopted", "every expert agrees", `/p/findings/${CASE}`);
    await eventually(async () => (await seen()).at === "adopted");
    for (const one of [lead, coordinator, verifier]) {
      expect(one.said).toEqual([]);
      await one.close();
    }
  });

  const widthsAndSchemes = (Object.keys(WIDTHS) as Width[]).flatMap((width) =>
    (["light", "dark"] as const).map((scheme): [Width, Scheme] => [width, scheme]),
  );
  test.for(widthsAndSchemes)(
    "has no fault that axe knows and no sideways scrolling, %s and %s",
    { timeout: 240_000 },
    async ([width, scheme]) => {
      const { page, said, close } = await pageOf("expert-maritime", { width, scheme });
      for (const [name, path] of [
        ["waiting", "/p/waiting"],
        ["cases", "/p/cases"],
        ["open-case", "/p/cases/new"],
        ["case", `/p/cases/${CASE}`],
        ["write-finding", `/p/cases/${CASE}/finding`],
        ["register", "/p/evidence"],
        ["collect", "/p/evidence/new"],
        ["registration", "/p/evidence/OS-001"],
        ["findings", "/p/findings"],
        ["desk", `/p/findings/${CASE}`],
        ["absent-case", "/p/cases/CASE-NONE"],
      ] as const) {
        await page.goto(path);
        await settled(page);
        await picture(page, `panel-${name}-${width}-${scheme}`);
        expect(await axeFaults(page), name).toEqual([]);
        expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), name).toBe(true);
      }
      expect(said).toEqual([]);
      await close();
    },
  );

  test("what is the Secretariat's, a delegation's or the auditor's is for an expert as if it were not, and a stage is decided by its own decider alone", async () => {
    const { page, close } = await pageOf("expert-finance");
    const main = (path: string) => mainText(page, path);
    const absent = await main("/p/no/such/place");
    for (const path of ["/s/registration", "/d/submissions", "/a/ledger", "/c/reports"])
      expect(await main(path), path).toBe(absent);
    await as("coordinator", "open-case", {
      id: "CASE-OTHER",
      title: "Another quay",
      regime: "1718",
      section: "sectoral-maritime",
      statesConcerned: [],
      exhibits: ["OS-001/1"],
    });
    await main("/p/cases/CASE-OTHER");
    expect(await page.locator("#decide").textContent()).toContain("the Coordinator");
    expect(await page.locator("#decide input").count()).toBe(0);
    const { version } = await as("expert-finance", "get-case", { case: "CASE-OTHER" });
    // The screen and the server say the same.
    const refused = await as("expert-finance", "decide-stage", {
      case: "CASE-OTHER",
      version,
      stage: "triage",
      decision: "open",
      reasons: "mine",
    }).catch((error: unknown) => error);
    expect(refused).toMatchObject({ name: "Refused", status: 403 });
    await close();
  });

  test("what is written stays through a reload and an ended session, and goes with signing out", async () => {
    const { page, close } = await pageOf("expert-maritime");
    await page.goto("/p/cases/new");
    await settled(page);
    await page.getByLabel("Title", { exact: true }).fill("Half a thought");
    await page.reload();
    await settled(page);
    expect(await page.getByLabel("Title", { exact: true }).inputValue()).toBe("Half a thought");
    // What the server would refuse is said beside its field, before it is sent.
    await page.getByRole("button", { name: "Open a case" }).click();
    await page.getByText("This is needed.").first().waitFor();
    await close();
  });
});

type Form = ReturnType<Page["locator"]>;

/** Opens an act of the case by its heading and does it. */
const act = async (page: Page, name: string | RegExp, how: (form: Form) => Promise<void>): Promise<void> => {
  const details = page
    .locator("details")
    .filter({ has: page.locator("summary", { hasText: name }) })
    .last();
  await details.locator("summary").first().click();
  const answered = page.waitForResponse((answer) => answer.request().method() !== "GET" && answer.url().includes("/panel/"));
  await how(details);
  const { status } = await answered.then((answer) => ({ status: answer.status() }));
  expect(status, String(name)).toBeLessThan(300);
  await settled(page);
};

const decide = async (page: Page, decision: string, reasons: string, path?: string): Promise<void> => {
  if (path === undefined) await page.reload();
  else await page.goto(path);
  await settled(page);
  const form = page.locator("#decide form");
  await form.getByLabel(decision, { exact: true }).check();
  await form.getByLabel("Reasons").fill(reasons);
  const answered = page.waitForResponse((answer) => answer.url().endsWith("/decisions"));
  await form.getByRole("button", { name: "Record the decision" }).click();
  expect((await answered).status(), decision).toBe(200);
};

const position = async (page: Page, says: string, confirm?: string): Promise<void> => {
  await page.goto(`/p/findings/${CASE}`);
  await settled(page);
  await page.locator("#position").getByLabel(says, { exact: true }).check();
  const answered = page.waitForResponse((answer) => answer.url().endsWith("/positions"));
  await page.getByRole("button", { name: "Give my position" }).click();
  // At adoption the object and its hash are shown once more before it is given.
  if (confirm !== undefined) await page.locator("dialog[open]").getByRole("button", { name: confirm }).click();
  expect((await answered).status(), says).toBeLessThan(300);
};

const stageIs = async (page: Page, stage: string, path?: string): Promise<void> => {
  if (path !== undefined) await page.goto(path);
  await page.locator(".answers dd.big", { hasText: stage }).first().waitFor();
};

const eventually = async (holds: () => Promise<boolean>): Promise<void> => {
  const end = Date.now() + STEP;
  while (!(await holds())) {
    if (Date.now() > end) throw new Error("waited in vain");
    await new Promise((resolve) => setTimeout(resolve, 300));
  }
};
