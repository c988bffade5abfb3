import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  axeFaults,
  complaintsOf,
  noBrowser,
  openStage,
  type Stage,
  settled,
  signInAs,
  type Width,
} from "#test/browser/browser.ts";
import { STEPS } from "#web/guide/steps.ts";

const NEW = [
  ["delegate-gb", "d"],
  ["expert-maritime", "p"],
  ["officer", "s"],
  ["committee-member", "c"],
  ["auditor", "a"],
] as const;

describe.skipIf(noBrowser)(`a first visit on demonstration data ${noBrowser || ""}`, () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await openStage({ played: true });
  }, 600_000);
  afterAll(() => stage?.close());

  const WAYS: readonly { readonly width: Width; readonly scheme: "light" | "dark" }[] = [
    { width: "wide", scheme: "light" },
    { width: "narrow", scheme: "dark" },
  ];
  const cells = NEW.flatMap(([who, area]) => WAYS.map((way) => ({ who, area, ...way })));
  test.each(cells)(
    "$who is led through every step, $width and $scheme, and stays out of the guide once it is left",
    async (cell) => {
      const { who, area, ...way } = cell;
      const window = await stage.window({ ...way, guide: true });
      const page = await window.newPage();
      const complaints = complaintsOf(page);
      await signInAs(page, who);
      const guide = page.getByRole("complementary", { name: "First visit" });
      const steps = STEPS[area];
      for (const [at, step] of steps.entries()) {
        await guide.getByText(`First visit, ${at + 1} of ${steps.length}`).waitFor();
        await settled(page);
        expect(new URL(page.url()).pathname.startsWith(step.to), `${page.url()} shows ${step.id}`).toBe(true);
        if (step.first !== undefined) expect(new URL(page.url()).pathname).not.toBe(step.to);
        await page.locator("#main h1").waitFor();
        expect(await axeFaults(page), `${step.id}`).toEqual([]);
        if (at + 1 < steps.length) await guide.getByRole("button", { name: "Next" }).click();
      }
      await guide.getByRole("button", { name: "That is all" }).click();
      await guide.waitFor({ state: "detached" });
      await page.reload();
      await settled(page);
      expect(await guide.count()).toBe(0);
      await page.getByRole("button", { name: "Guide of a first visit" }).click();
      await guide.getByText(`First visit, 1 of ${steps.length}`).waitFor();
      expect(complaints).toEqual([]);
      await window.close();
    },
  );
});
