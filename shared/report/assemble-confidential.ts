import { FORMAT } from "../domain/format.ts";
import type { AdoptedFinding, AssemblyInput, Classification } from "./adopted.ts";
import { exhibitOrder, exhibitTable } from "./annexes.ts";
import { hasHeld, recordBase, recordOf, reportTitle } from "./assemble.ts";
import { formula } from "./inlines.ts";
import type { ReportModel } from "./model.ts";
import { newPen } from "./pen.ts";
import { fill, roman } from "./wording.ts";
import { HELD_SIDE, isHeld, isWhollyHeld, writeAdopted, writeFinding } from "./write-finding.ts";

const en = FORMAT.en;
const say = en.sentences;

/**
 * The confidential annex, a file of its own: sentences, exhibits and figures whose handling keeps them from the public text. Undefined
 * when there are none. Its paragraphs are numbered on their own.
 */
export const assembleConfidential = (input: AssemblyInput): ReportModel | undefined => {
  const { report, findings } = input;
  if (!hasHeld(findings)) return undefined;
  const pen = newPen();
  pen.paragraph([formula(say.confidentialIntro)]);
  for (const finding of findings.filter((one) => one.exhibits.some(isHeld) || one.sentences.some(isHeld))) {
    pen.paragraph([formula(fill(say.confidentialPlace, { title: finding.title }))]);
    if (isWhollyHeld(finding)) writeFinding(pen, finding, HELD_SIDE);
    else writeAdopted(pen, finding, HELD_SIDE);
  }
  const held = exhibitOrder(findings).filter(isHeld);
  if (held.length > 0) {
    pen.paragraph([formula(fill(say.confidentialTable, { number: pen.nextTable() }))]);
    const { title: _title, kind: _kind, id: _id, ...table } = exhibitTable(held, en.labels.heldExhibits, () => true);
    pen.table({ ...table, title: en.labels.heldExhibits });
  }
  const open = findings.filter((finding) => !isWhollyHeld(finding));
  const before = [
    findings.some((one) => one.exhibits.length > 0),
    open.some((one) => one.obligations.length > 0),
    open.some((one) => one.recommendations.length > 0),
  ];
  const number = roman(before.filter(Boolean).length + 1);
  const title = `${fill(en.labels.annex, { number })} (${strictest(findings)})`;
  return {
    schema: 1,
    kind: "confidential annex",
    classification: strictest(findings),
    language: "en",
    record: recordOf(report, `${reportTitle(report)}: ${title}`),
    title,
    summary: [],
    contents: [],
    abbreviations: [],
    blocks: pen.blocks,
    annexes: [],
    notes: pen.notes,
    findings: findings.map((finding) => ({ ...recordBase(finding), exhibits: finding.exhibits })),
  };
};

const strictest = (findings: readonly AdoptedFinding[]): Classification => {
  const all = findings.flatMap((one) => [
    ...one.exhibits.map((exhibit) => exhibit.classification),
    ...one.sentences.map((sentence) => sentence.handling),
  ]);
  return all.includes("strictly confidential") ? "strictly confidential" : "confidential";
};
