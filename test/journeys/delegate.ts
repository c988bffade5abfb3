import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { tokenFor } from "#cli/token.ts";
import { createClient } from "#shared/api/client.ts";
import type { RouteName, Sent } from "#shared/api/routes.ts";
import { type Stage, settled } from "#test/browser/browser.ts";

/** What a delegate has on the table, and what a delegate does with it. */
export const MIB = 1024 * 1024;
const PNG = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64",
);
export const photograph = { name: "Angara at Rajin.png", mimeType: "image/png", buffer: PNG };
/** Says that it is a picture and is none: damaged before it left. */
export const damaged = { name: "pier.png", mimeType: "image/png", buffer: Buffer.from("no picture") };
export const nothing = { name: "empty.txt", mimeType: "text/plain", buffer: Buffer.alloc(0) };
/** Reads "phototxt.png" where such marks are obeyed. */
export const turned = { name: "photo\u202Egnp.txt", mimeType: "text/plain", buffer: Buffer.from("text") };
export const program = { name: "setup.exe", mimeType: "application/x-msdownload", buffer: Buffer.from("MZ") };
/** Three parts long. From a disk, as people choose files: as a buffer it would travel through the debugger, which a busy machine does not bear. */
export const large = { name: "track.csv", bytes: 20 * MIB } as const;
/** Writes `large` into a folder of its own, filled with `line`; answers its path. */
export const largeFile = async (line: string): Promise<string> => {
  const path = join(await mkdtemp(join(tmpdir(), "delegate-")), large.name);
  await writeFile(path, Buffer.alloc(large.bytes, line));
  return path;
};

/** Longest wait for what the service does by itself, milliseconds: the machine may be busy. */
export const PATIENCE = 90_000;

export const files = (page: Page) => page.locator("input.filefield");
export const row = (page: Page, name: string) => page.locator(".files > li", { hasText: name });
export const arrived = (page: Page, name: string) => row(page, name).locator(".st.met").waitFor({ timeout: PATIENCE });
/** Does something to the words of a draft and waits until the service has them. */
export const saved = async (page: Page, act: () => Promise<unknown>): Promise<void> => {
  const answered = page.waitForResponse(
    (answer) => answer.request().method() === "PUT" && /\/submissions\/GB-\d+$/.test(answer.url()) && answer.ok(),
    { timeout: PATIENCE },
  );
  await act();
  await answered;
  await page.waitForFunction(() => document.querySelector(".clockline .end")?.textContent?.includes("saved") === true);
};

export const beginDraft = async (page: Page, title: string): Promise<string> => {
  await page.goto("/d/submissions/new");
  await settled(page);
  await page.getByLabel("Title").fill(title);
  await page.getByRole("button", { name: "Begin the draft" }).click();
  await page.waitForURL(/\/d\/submissions\/GB-\d+$/);
  await page.waitForSelector("#seal");
  return new URL(page.url()).pathname.split("/").at(-1) ?? "";
};
/** Opens the question before the seal, as soon as it may be asked. */
export const askSeal = async (page: Page): Promise<void> => {
  await page.locator("#seal .btn.go:not([aria-disabled=true])").click({ timeout: PATIENCE });
  await page.waitForSelector("dialog[open]");
};
export const seal = async (page: Page): Promise<void> => {
  await askSeal(page);
  await page.locator("dialog .btn.go").click();
  await page.waitForSelector(".recgrid");
};

// biome-ignore lint/suspicious/noExplicitAny: answers are read field by field.
export type Answer = any;
/** What people do elsewhere, through the API. */
export const elsewhere = ({ home: { url } }: Stage) => {
  const tokens = new Map<string, Promise<string>>();
  const as = async <R extends RouteName>(person: string, name: R, input: Sent<R>): Promise<Answer> => {
    const token = tokens.get(person) ?? tokenFor({ baseUrl: url, account: person });
    tokens.set(person, token);
    return createClient({ baseUrl: url, token: () => token })(name, input);
  };
  const eventually = async <T>(what: string, ask: () => Promise<T | undefined>): Promise<T> => {
    for (const end = Date.now() + PATIENCE; Date.now() < end; await new Promise((resolve) => setTimeout(resolve, 300))) {
      const found = await ask();
      if (found !== undefined) return found;
    }
    throw new Error(`${what} did not come`);
  };
  return { as, eventually };
};
