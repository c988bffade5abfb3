import { FORMAT } from "../domain/format.ts";
import type { AdoptedExhibit, AdoptedFinding, ReportRecord } from "./adopted.ts";
import { hashText, text, withVessels } from "./inlines.ts";
import type { Annex, Block, Inline, TableBlock } from "./model.ts";
import { fill, grouped, hashLines, roman } from "./wording.ts";
import { isHeld } from "./write-finding.ts";

const en = FORMAT.en;
const say = en.sentences;

/** Where things stand in the body: paragraphs of findings and of recommendations (by caseId and index). */
export interface Places {
  readonly findings: ReadonlyMap<string, { readonly from: number; readonly until: number }>;
  readonly recommendations: readonly RecommendationPlace[];
}

export interface RecommendationPlace {
  readonly paragraph: number;
  readonly text: string;
  readonly addressee: string;
  readonly rank: number;
}

/** Every exhibit of the report once, by reference. This is the order of annex I, and of the leaves of its Merkle root. */
export const exhibitOrder = (findings: readonly AdoptedFinding[]): readonly AdoptedExhibit[] => {
  const byRef = new Map(findings.flatMap((finding) => finding.exhibits.map((one) => [one.ref, one] as const)));
  return [...byRef.values()].sort((a, b) => a.ref.localeCompare(b.ref, "en", { numeric: true }));
};

const line = (value: string): readonly Inline[] => [text(value)];

const wideTable = (title: string, heads: readonly string[], shares: readonly number[], rows: TableBlock["rows"]): TableBlock => ({
  kind: "table",
  id: `list-${title.toLowerCase().replaceAll(/[^a-z]+/g, "-")}`,
  title,
  wide: true,
  columns: heads.map((head, index) => ({ head, share: shares[index] ?? 10 })),
  rows,
});

export const exhibitTable = (
  exhibits: readonly AdoptedExhibit[],
  title: string,
  described: (one: AdoptedExhibit) => boolean,
): TableBlock =>
  wideTable(
    title,
    en.labels.columns.exhibits,
    [10, 13, 21, 9, 13, 34],
    exhibits.map((one) => {
      const open = described(one);
      return [
        [line(one.ref)],
        [line(open ? capitalFirst(one.kind) : "–")],
        [line(open ? one.title : capitalFirst(say.held))],
        [line(open ? grouped(one.bytes) : "–")],
        [line(one.source)],
        hashLines(one.sha256).map((half) => [hashText(half)]),
      ];
    }),
  );

const capitalFirst = (value: string): string => value.charAt(0).toUpperCase() + value.slice(1);

const exhibitAnnex = (exhibits: readonly AdoptedExhibit[], report: ReportRecord): readonly Block[] => {
  const root: readonly Inline[] =
    report.exhibitRoot === undefined
      ? line(say.rootMissing)
      : [text(say.root), hashText((report.exhibitRoot.match(/.{1,8}/g) ?? []).join(" ")), text(".")];
  const held = exhibits.some(isHeld) ? [{ kind: "note line" as const, inlines: line(say.heldNote) }] : [];
  return [exhibitTable(exhibits, en.headings.exhibits, (one) => !isHeld(one)), { kind: "note line", inlines: root }, ...held];
};

const obligationRows = (finding: AdoptedFinding, places: Places): TableBlock["rows"] =>
  finding.obligations.flatMap((obligation) =>
    obligation.elements.map((element, index) => [
      index === 0 ? citationLines(finding, obligation, places) : [line("")],
      [line(index === 0 ? obligation.measure : "")],
      [line(element.element)],
      [line(capitalFirst(element.state))],
    ]),
  );

const citationLines = (
  finding: AdoptedFinding,
  obligation: AdoptedFinding["obligations"][number],
  places: Places,
): readonly (readonly Inline[])[] => {
  const place = places.findings.get(finding.caseId);
  const where: readonly Inline[] =
    place === undefined
      ? []
      : [
          text(`${say.seeParagraphs}${place.from === place.until ? "" : "s"} `),
          { kind: "reference", to: `paragraph-${place.from}`, text: String(place.from) },
          ...(place.from === place.until
            ? []
            : [text("–"), { kind: "reference" as const, to: `paragraph-${place.until}`, text: String(place.until) }]),
        ];
  return [
    line(capitalFirst(obligation.citation)),
    ...(obligation.verified ? [] : [line(say.notVerified)]),
    ...(where.length === 0 ? [] : [where]),
  ];
};

const recommendationRows = (places: Places, names: readonly string[]): TableBlock["rows"] =>
  places.recommendations.map((one) => [
    [[{ kind: "reference", to: `paragraph-${one.paragraph}`, text: String(one.paragraph) }]],
    [withVessels(one.text, names)],
    [line(one.addressee)],
    [line(String(one.rank))],
  ]);

interface Annexed {
  readonly report: ReportRecord;
  readonly findings: readonly AdoptedFinding[];
  readonly exhibits: readonly AdoptedExhibit[];
}

/** Annexes of the public text, numbered over those that have something in them. */
export const annexesOf = (
  { report, findings, exhibits }: Annexed,
  places: Places,
  names: readonly string[],
): readonly Annex[] => {
  const columns = en.labels.columns;
  const obligations = findings.flatMap((finding) => obligationRows(finding, places));
  const recommendations = recommendationRows(places, names);
  const all = [
    { title: en.headings.exhibits, blocks: exhibitAnnex(exhibits, report), rows: exhibits.length },
    {
      title: en.headings.obligations,
      blocks: [
        { kind: "note line" as const, inlines: line(say.obligationsIntro) },
        wideTable(en.headings.obligations, columns.obligations, [22, 32, 28, 18], obligations),
      ],
      rows: obligations.length,
    },
    {
      title: en.headings.recommendations,
      blocks: [wideTable(en.headings.recommendations, columns.recommendations, [12, 56, 24, 8], recommendations)],
      rows: recommendations.length,
    },
  ];
  return all
    .filter((annex) => annex.rows > 0)
    .map(({ title, blocks }, index) => ({
      id: `annex-${index + 1}`,
      number: fill(en.labels.annex, { number: roman(index + 1) }),
      title,
      blocks,
    }));
};
