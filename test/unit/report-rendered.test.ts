import { strFromU8, unzipSync } from "fflate";
import { describe, expect, test } from "vitest";
import { assemble } from "#shared/report/assemble.ts";
import { assembleConfidential } from "#shared/report/assemble-confidential.ts";
import { renderDocx } from "#shared/report/docx.ts";
import { renderHtml } from "#shared/report/html.ts";
import type { ReportModel } from "#shared/report/model.ts";
import { golden } from "#test/fixtures/golden.ts";
import { docxText, htmlText, type Printed } from "#test/fixtures/printed-text.ts";
import { plates, rajinDunay } from "#test/fixtures/report-findings.ts";

const annex = assembleConfidential(rajinDunay);
if (annex === undefined) throw new Error("the fixture holds something back");
const MODELS: readonly (readonly [name: string, model: ReportModel, expected: string])[] = [
  ["the report", assemble(rajinDunay), "report"],
  ["its confidential annex", annex, "confidential-annex"],
];
const shown = ({ heads, body, notes }: Printed): string => `${[...heads, "", ...body, "", ...notes].join("\n")}\n`;

describe.each(MODELS)("%s", (_, model, name) => {
  test("is the same bytes whenever it is made, as Word document and as page", async () => {
    const [first, second] = [await renderDocx(model, plates()), await renderDocx(structuredClone(model), plates())];
    expect(Buffer.compare(first, second)).toBe(0);
    expect(renderHtml(model, plates())).toBe(renderHtml(structuredClone(model), plates()));
  });

  test("reads the same in both, paragraph by paragraph, with the numbers that Word counts itself, its notes and its marks", async () => {
    const [word, page] = [docxText(await renderDocx(model, plates())), htmlText(renderHtml(model, plates()))];
    expect(word.body.length).toBeGreaterThan(20);
    expect(page).toEqual(word);
  });

  test("reads as approved, in Word and on the page", async () => {
    const files = [
      { file: `${name}.docx.txt`, text: shown(docxText(await renderDocx(model, plates()))) },
      { file: `${name}.html.txt`, text: shown(htmlText(renderHtml(model, plates()))) },
    ];
    for (const { file, text } of files) {
      const { made, stored } = golden(file, text);
      expect(made, `${file} differs: look at the difference, then rewrite with UPDATE_GOLDEN=1`).toBe(stored);
    }
  });
});

test("the order in which findings and their parts are handed over does not matter to what is printed of the exhibits", () => {
  const turned = { ...rajinDunay, findings: rajinDunay.findings.map((one) => ({ ...one, exhibits: one.exhibits.toReversed() })) };
  expect(assemble(turned).annexes[0]).toEqual(assemble(rajinDunay).annexes[0]);
});

test("what is held does not stand in the public text: neither its title nor its kind, only reference, source as released and hash", async () => {
  const { body, notes } = docxText(await renderDocx(assemble(rajinDunay), plates()));
  const held = rajinDunay.findings.flatMap((one) => one.exhibits).filter((one) => one.classification !== "unclassified");
  expect(held.length).toBeGreaterThan(0);
  const text = [...body, ...notes].join("\n");
  for (const one of held) {
    expect(text).toContain(one.ref);
    expect(text).not.toContain(`“${one.title}”`);
  }
});

test("the packed file names no person, no machine and no time but the record's, and has no comments", async () => {
  const files = unzipSync(await renderDocx(assemble(rajinDunay), plates()));
  expect(
    Object.keys(files).filter(
      (name) => /comments|people|custom/.test(name) && strFromU8(files[name] ?? new Uint8Array()).includes("w:author"),
    ),
  ).toEqual([]);
  const core = strFromU8(files["docProps/core.xml"] ?? new Uint8Array());
  expect(core).toContain("Final report of the Panel of Experts");
  expect(
    [...core.matchAll(/<(?:dc:creator|cp:lastModifiedBy)>([^<]*)</g)].map(([, name]) => name).filter((name) => name !== ""),
  ).toEqual([]);
  for (const [, time] of core.matchAll(/>(\d{4}-\d\d-\d\dT[^<]*)</g)) expect(time).toMatch(/^2024-01-31T14:06:00/);
});
