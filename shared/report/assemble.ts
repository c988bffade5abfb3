import { FORMAT } from "../domain/format.ts";
import { SECTION_IDS, SECTIONS } from "../domain/sections.ts";
import { abbreviationsOf } from "./abbreviations.ts";
import type { AdoptedFinding, AssemblyInput, ReportRecord } from "./adopted.ts";
import { annexesOf, exhibitOrder, type Places, type RecommendationPlace } from "./annexes.ts";
import { formula, plain, vesselNames, withVessels } from "./inlines.ts";
import type { ContentsEntry, FindingRecord, ReportModel, Sentence } from "./model.ts";
import { contentsOf, newPen, type Pen } from "./pen.ts";
import { capitalized, counted, dateInWords, fill, listed, roman } from "./wording.ts";
import { isHeld, isWhollyHeld, PUBLIC_SIDE, writeFinding } from "./write-finding.ts";

const en = FORMAT.en;
const say = en.sentences;

/** The public report. The same findings and record give the same model. Throws on a section that `SECTIONS` does not have. */
export const assemble = ({ report, findings: all }: AssemblyInput): ReportModel => {
  const findings = all.filter((finding) => !isWhollyHeld(finding));
  const pen = newPen();
  const names = vesselNames(findings.flatMap((finding) => finding.vessels));
  writeIntroduction(pen, report, names);
  const places = writeChapters(pen, findings, names);
  const annexes = annexesOf({ report, findings, exhibits: exhibitOrder(all) }, places, names);
  const title = reportTitle(report);
  const summary = summaryOf(findings);
  const body = [...summary.flat(), ...sentencesOf(pen)].map((sentence) => plain(sentence.inlines));
  return {
    schema: 1,
    kind: "report",
    classification: "unclassified",
    language: "en",
    record: recordOf(report, title),
    masthead: {
      organization: en.masthead.organization,
      organ: en.masthead.organ,
      distribution: fill(en.masthead.distribution, { distribution: report.distribution }),
      date: dateInWords(report.dates.document),
      original: fill(en.masthead.original, { original: report.originalLanguage }),
    },
    letter: letterOf(report),
    title,
    summary,
    contents: [...contentsOf(pen.blocks), ...annexEntries(annexes, hasHeld(all))],
    abbreviations: abbreviationsOf(body),
    blocks: pen.blocks,
    annexes,
    notes: pen.notes,
    findings: findings.map(publicRecord),
  };
};

export const hasHeld = (findings: readonly AdoptedFinding[]): boolean =>
  findings.some((finding) => finding.exhibits.some(isHeld) || finding.sentences.some(isHeld));

export const reportTitle = (report: ReportRecord): string =>
  fill(say.title, { Kind: capitalized(report.kind), panel: report.regime.panel });

export const recordOf = (report: ReportRecord, title: string): ReportModel["record"] => ({
  title,
  symbol: report.symbol ?? `S/${report.dates.document.slice(0, 4)}/…`,
  ...(report.jobNumber === undefined ? {} : { jobNumber: report.jobNumber }),
  state: report.state,
  version: report.version,
  at: report.at,
  demonstration: report.demonstration,
});

const sentencesOf = (pen: Pen): readonly Sentence[] =>
  pen.blocks.flatMap((block) => ("sentences" in block ? block.sentences : []));

const annexEntries = (annexes: ReportModel["annexes"], held: boolean): readonly ContentsEntry[] => [
  ...annexes.map((annex) => ({
    level: 0 as const,
    to: annex.id,
    number: `${annex.number.split(" ").at(-1)}.`,
    text: annex.title,
  })),
  ...(held ? [{ level: 0 as const, number: `${roman(annexes.length + 1)}.`, text: en.headings.confidential }] : []),
];

const letterOf = (report: ReportRecord): NonNullable<ReportModel["letter"]> => {
  const date = (iso: string | undefined) => (iso === undefined ? en.letter.dateUnknown : dateInWords(iso));
  const values = {
    ...report.regime,
    kind: report.kind,
    date: date(report.dates.document),
    provided: date(report.dates.provided),
    considered: date(report.dates.considered),
  };
  return {
    title: fill(en.letter.title, values),
    paragraphs: en.letter.paragraphs.map((one) => fill(one, values)),
    signatories: report.signatories,
  };
};

/** Each finding's first public sentence, word for word, then the count. No notes. */
const summaryOf = (findings: readonly AdoptedFinding[]): readonly Sentence[][] => {
  const open = findings.filter((finding) => finding.standing === "under investigation").length;
  const adopted = counted(findings.length, "finding", "findings");
  const count = open === 0 ? fill(say.counts, { adopted }) : fill(say.countsOpen, { adopted, open: en.numbers[open] ?? open });
  const firsts = inOrder(findings).flatMap((finding) => {
    const first = finding.sentences.find((sentence) => !isHeld(sentence));
    if (first === undefined) return [];
    const inlines = withVessels(first.text, vesselNames(finding.vessels));
    return [[{ id: first.id, finding: finding.caseId, claims: first.claims, handling: "unclassified" as const, inlines }]];
  });
  return [...firsts, [formula(count)]];
};

const inOrder = (findings: readonly AdoptedFinding[]): readonly AdoptedFinding[] =>
  SECTION_IDS.flatMap((section) => findings.filter((finding) => finding.section === section));

const writeIntroduction = (pen: Pen, report: ReportRecord, names: readonly string[]): void => {
  const { sent, received, asOf } = report.correspondence;
  const exchange = fill(say.correspondence, {
    sent: counted(sent, "letter", "letters"),
    received: counted(received, "reply", "replies"),
    asOf: dateInWords(asOf),
  });
  pen.heading(1, SECTIONS.introduction.title, "introduction");
  const parts = [
    { title: en.headings.mandate, paragraphs: report.introduction },
    { title: en.headings.methodology, paragraphs: report.methodology },
    { title: en.headings.cooperation, paragraphs: [exchange] },
  ].filter((part) => part.paragraphs.length > 0);
  for (const part of parts) {
    if (parts.length > 1) pen.heading(2, part.title, "introduction");
    for (const paragraph of part.paragraphs) pen.paragraph([formula(paragraph, names)]);
  }
};

const writeChapters = (pen: Pen, findings: readonly AdoptedFinding[], names: readonly string[]): Places => {
  const places = new Map<string, { from: number; until: number }>();
  const unknown = findings.find((finding) => !SECTION_IDS.includes(finding.section));
  if (unknown !== undefined)
    throw new Error(`finding ${unknown.caseId} names the section "${unknown.section}", which SECTIONS does not have`);
  for (const section of SECTION_IDS) {
    const here = findings.filter((finding) => finding.section === section);
    if (here.length === 0) continue;
    pen.heading(1, SECTIONS[section].title, section);
    for (const finding of here) {
      if (here.length > 1) pen.heading(2, finding.title, section);
      const from = pen.lastParagraph() + 1;
      writeFinding(pen, finding, PUBLIC_SIDE);
      places.set(finding.caseId, { from, until: pen.lastParagraph() });
    }
  }
  return { findings: places, recommendations: writeRecommendations(pen, findings, names) };
};

const withArticle = (addressee: string): string =>
  /^(?:Security Council|Committee|Secretariat|Secretary-General|General Assembly)/.test(addressee)
    ? `the ${addressee}`
    : addressee;

const writeRecommendations = (
  pen: Pen,
  findings: readonly AdoptedFinding[],
  names: readonly string[],
): readonly RecommendationPlace[] => {
  const all = inOrder(findings)
    .flatMap((finding) => finding.recommendations.map((one) => ({ ...one, caseId: finding.caseId })))
    .sort((a, b) => a.rank - b.rank);
  if (all.length === 0) return [];
  const groups = [...Map.groupBy(all, (one) => one.addressee)];
  const addressed =
    groups.length === 1
      ? `addressed to ${withArticle(groups[0]?.[0] ?? "")}`
      : listed(
          groups.map(([addressee, ones]) => `${en.numbers[ones.length] ?? ones.length} addressed to ${withArticle(addressee)}`),
        );
  pen.heading(1, SECTIONS.recommendations.title, "recommendations");
  pen.paragraph([
    formula(fill(say.recommendations, { count: counted(all.length, "recommendation", "recommendations"), addressed })),
  ]);
  return groups.flatMap(([addressee, ones]) => {
    if (groups.length > 1) pen.heading(2, capitalized(addressee.replace(/^the /, "")), "recommendations");
    return ones.map(({ text, rank, caseId }) => ({
      paragraph: pen.paragraph([formula(text, names)], caseId),
      text,
      addressee,
      rank,
    }));
  });
};

/** What preflight needs of a finding, without anything that the public file must not know. */
const publicRecord = (finding: AdoptedFinding): FindingRecord => ({
  ...recordBase(finding),
  exhibits: exhibitOrder([finding]).map((one) => {
    const base = {
      ref: one.ref,
      sha256: one.sha256,
      version: one.version,
      classification: one.classification,
      source: one.source,
    };
    return isHeld(one) ? base : { ...base, kind: one.kind, title: one.title };
  }),
});

export const recordBase = (finding: AdoptedFinding): Omit<FindingRecord, "exhibits"> => ({
  caseId: finding.caseId,
  title: finding.title,
  section: finding.section,
  hash: finding.hash,
  standing: finding.standing,
  order: finding.sentences.map((sentence) => sentence.id),
  claims: finding.claims.map(({ text: _text, ...claim }) => claim),
  unknowns: finding.unknowns,
  vessels: finding.vessels,
  replies: finding.replies,
  obligations: finding.obligations.map(({ citation, verified }) => ({ citation, verified })),
  recommendations: finding.recommendations.map(({ text, addressee }) => ({ text, addressee })),
});
