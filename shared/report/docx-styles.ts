import {
  AlignmentType,
  BorderStyle,
  type IParagraphOptions,
  type IParagraphStyleOptions,
  type IStylesOptions,
  LeaderType,
  LineRuleType,
  TabStopType,
} from "docx";
import { MEASURES } from "./measures.ts";

/** Wider than the library's type for styles, which leaves out properties that it writes: tab stops, page break before, widow control. */
type ParagraphLook = Pick<
  IParagraphOptions,
  | "alignment"
  | "border"
  | "indent"
  | "keepLines"
  | "keepNext"
  | "outlineLevel"
  | "pageBreakBefore"
  | "spacing"
  | "tabStops"
  | "widowControl"
>;
type RunLook = NonNullable<IParagraphStyleOptions["run"]>;

const { indent, step, full } = MEASURES;
const SERIF = { ascii: "Times New Roman", hAnsi: "Times New Roman", cs: "Times New Roman", eastAsia: "SimSun" };
const MONO = { ascii: "Courier New", hAnsi: "Courier New", cs: "Courier New", eastAsia: "SimSun" };
const exactly = (points: number) => ({ line: points * 20, lineRule: LineRuleType.EXACTLY });
const rule = (eighths: number) => ({ style: BorderStyle.SINGLE, size: eighths, color: "000000", space: 4 });
const box = (eighths: number, color: string) => {
  const side = { style: BorderStyle.SINGLE, size: eighths, color, space: 6 };
  return { top: side, bottom: side, left: side, right: side };
};
const stops = Array.from({ length: 8 }, (_, index) => ({ type: TabStopType.LEFT, position: indent + step * (index + 1) }));

const body: ParagraphLook = {
  spacing: { ...exactly(12), after: 120 },
  indent: { left: indent, right: indent },
  alignment: AlignmentType.BOTH,
  widowControl: true,
  tabStops: stops,
};
const small: RunLook = { size: 17 };
const left = { alignment: AlignmentType.LEFT };
const heading = (points: number, before: number, level: number): ParagraphLook => ({
  spacing: { ...exactly(points), before, after: 120 },
  indent: { left: indent, right: indent },
  ...left,
  keepNext: true,
  keepLines: true,
  outlineLevel: level,
});
const title = { indent: { left: indent, right: indent }, ...left, keepNext: true, keepLines: true };
const contents = (leftIndent: number): ParagraphLook => ({
  spacing: { ...exactly(12), after: 80 },
  indent: { left: leftIndent, right: indent, hanging: step },
  ...left,
  tabStops: [
    { type: TabStopType.LEFT, position: leftIndent },
    { type: TabStopType.RIGHT, position: full - indent - 900, leader: LeaderType.DOT },
    { type: TabStopType.RIGHT, position: full - indent },
  ],
});
const noteText: ParagraphLook = {
  alignment: AlignmentType.BOTH,
  spacing: { ...exactly(10.5), after: 0 },
  indent: { left: indent + step, right: indent, hanging: step },
  tabStops: [{ type: TabStopType.LEFT, position: indent + step }],
  widowControl: true,
};
const edge = (alignment: "left" | "right"): ParagraphLook => ({
  alignment,
  border: { bottom: rule(4) },
  spacing: { ...exactly(10.5), after: 0 },
});
const foot: ParagraphLook = { spacing: exactly(10.5), tabStops: [{ type: TabStopType.RIGHT, position: full }], ...left };

/** Every paragraph style of the document, once: [name, paragraph, run]. Nothing is formatted by hand. */
const PARAGRAPHS: readonly (readonly [string, ParagraphLook, RunLook?])[] = [
  ["SingleTxt", body],
  ...[2, 3, 4, 5].map((n): readonly [string, ParagraphLook] => [
    `SingleTxt${n}`,
    { ...body, indent: { left: indent + step * n, right: indent, hanging: step } },
  ]),
  ["HCh", heading(15, 240, 0), { size: 28, bold: true }],
  ["H1", heading(13.5, 180, 1), { size: 24, bold: true }],
  ["H23", heading(12, 120, 2), { bold: true }],
  ["H4", heading(12, 120, 3), { italics: true }],
  ["QuotedTxt", { ...body, indent: { left: indent + step, right: indent + step } }],
  ["MastheadName", { ...left, spacing: { before: 0, after: 60 } }, { size: 24 }],
  ["MastheadSymbol", { alignment: AlignmentType.RIGHT, spacing: { before: 0, after: 60 } }],
  ["MastheadOrgan", { ...left, spacing: { before: 60 } }, { size: 34, bold: true }],
  ["MastheadLines", { ...left, spacing: { ...exactly(12), before: 0 } }],
  ["MastheadLast", { ...left, spacing: { ...exactly(12), before: 0, after: 120 } }],
  ["LetterTitle", { ...title, spacing: { ...exactly(16), before: 360, after: 240 }, outlineLevel: 0 }, { size: 28, bold: true }],
  ["LetterTxt", { ...body, indent: { left: indent, right: indent, firstLine: step } }],
  [
    "Signature",
    { ...left, indent: { left: 4_608, right: indent }, spacing: { ...exactly(12), before: 60, after: 120 }, keepLines: true },
  ],
  [
    "DemonstrationBox",
    {
      ...left,
      indent: { left: indent + 120, right: indent + 120 },
      spacing: { ...exactly(10.5), after: 240 },
      border: box(4, "8C8C8C"),
    },
    small,
  ],
  [
    "ReportTitle",
    { ...title, spacing: { ...exactly(16), after: 240 }, pageBreakBefore: true, outlineLevel: 0 },
    { size: 28, bold: true },
  ],
  ["SummaryTitle", { ...left, keepNext: true, spacing: { ...exactly(12), before: 60, after: 120 } }, { italics: true }],
  [
    "SummaryTxt",
    { spacing: { ...exactly(12), after: 120 }, indent: { firstLine: step }, alignment: AlignmentType.BOTH, widowControl: true },
  ],
  ["FrontHeading", { ...title, spacing: { ...exactly(15), before: 300, after: 80 }, outlineLevel: 0 }, { size: 28, bold: true }],
  [
    "FrontSubheading",
    { ...title, spacing: { ...exactly(13.5), before: 300, after: 100 }, outlineLevel: 0 },
    { size: 24, bold: true },
  ],
  [
    "ContentsHead",
    {
      alignment: AlignmentType.RIGHT,
      indent: { left: indent, right: indent },
      spacing: { ...exactly(10.5), after: 80 },
      keepNext: true,
    },
    { ...small, italics: true },
  ],
  ["ContentsLabel", { ...title, spacing: { ...exactly(12), before: 60, after: 80 } }],
  ["Contents1", contents(indent + step)],
  ["Contents2", contents(indent + step * 2)],
  [
    "Abbreviation",
    {
      ...left,
      spacing: { ...exactly(12), after: 60 },
      indent: { left: indent + 1_296, right: indent, hanging: 1_296 },
      tabStops: [{ type: TabStopType.LEFT, position: indent + 1_296 }],
    },
  ],
  ["FigureTitle", { ...title, spacing: { ...exactly(12), before: 120, after: 80 } }, { bold: true }],
  ["FigurePlate", { ...left, indent: { left: indent, right: indent }, spacing: { after: 40 }, keepNext: true }],
  [
    "SourceLine",
    { ...left, indent: { left: indent, right: indent }, spacing: { ...exactly(10.5), after: 180 }, keepLines: true },
    small,
  ],
  ["TableTitle", { ...title, spacing: { ...exactly(12), before: 120, after: 80 } }, { bold: true }],
  ["TableHead", { ...left, spacing: { ...exactly(10.5), before: 50, after: 50 }, keepNext: true }, { ...small, italics: true }],
  ["TableText", { ...left, spacing: { ...exactly(10.5), before: 50, after: 50 } }, small],
  ["TableNote", { ...left, spacing: { ...exactly(10.5), before: 100, after: 100 } }, small],
  ["TableEnd", { spacing: { ...exactly(6), before: 0, after: 60 } }, { size: 8 }],
  [
    "AnnexNumber",
    { ...left, keepNext: true, spacing: { ...exactly(16), after: 60 }, pageBreakBefore: true },
    { size: 28, bold: true },
  ],
  ["AnnexTitle", { ...left, keepNext: true, spacing: { ...exactly(14), after: 120 }, outlineLevel: 0 }, { size: 24, bold: true }],
  ["HeaderOdd", edge("right"), { ...small, bold: true }],
  ["HeaderEven", edge("left"), { ...small, bold: true }],
  ["DraftLine", { alignment: AlignmentType.CENTER, spacing: { ...exactly(10.5), after: 40 } }, { ...small, color: "595959" }],
  ["HandlingLine", { alignment: AlignmentType.CENTER, spacing: { ...exactly(12), after: 40 } }, { size: 18, bold: true }],
  ["FooterOdd", foot, small],
  ["FooterEven", foot, small],
  [
    "EndRule",
    {
      spacing: { ...exactly(12), before: 240 },
      indent: { left: (full - 1_440) / 2, right: (full - 1_440) / 2 },
      border: { top: { ...rule(4), space: 1 } },
    },
  ],
];

/** Styles whose lines a draft does not count: the edges of the page, notes, plates and what is only a rule or a gap. */
export const UNCOUNTED: readonly string[] = [
  "MastheadName",
  "MastheadSymbol",
  "MastheadOrgan",
  "MastheadLines",
  "MastheadLast",
  "DemonstrationBox",
  "FigurePlate",
  "TableEnd",
  "EndRule",
  "HeaderOdd",
  "HeaderEven",
  "DraftLine",
  "HandlingLine",
  "FooterOdd",
  "FooterEven",
  "FootnoteText",
];

export const STYLES: IStylesOptions = {
  default: {
    document: {
      run: { font: SERIF, size: 20, language: { value: "en-GB", eastAsia: "zh-CN", bidirectional: "ar-SA" } },
      paragraph: { spacing: { line: 240, lineRule: LineRuleType.AUTO } },
    },
    footnoteText: { run: small, paragraph: noteText },
    footnoteReference: { run: { superScript: true, size: 20 } },
  },
  paragraphStyles: PARAGRAPHS.map(([name, paragraph, run]) => ({
    id: name,
    name,
    basedOn: "Normal",
    next: /^H\d|^HCh/.test(name) ? "SingleTxt" : name,
    quickFormat: true,
    paragraph,
    ...(run === undefined ? {} : { run }),
  })),
  characterStyles: [
    { id: "VesselName", name: "VesselName", run: { italics: true } },
    { id: "LineNumber", name: "line number", run: { size: 15, color: "767676" } },
    { id: "Label", name: "Label", run: { italics: true } },
    { id: "Mark", name: "Mark", run: { bold: true } },
    { id: "Hash", name: "Hash", run: { font: MONO, size: 15 } },
    { id: "SymbolLetter", name: "SymbolLetter", run: { size: 40 } },
    { id: "SymbolRest", name: "SymbolRest", run: { size: 20 } },
    { id: "PageNumber", name: "PageNumber", run: { bold: true } },
    { id: "JobNumber", name: "JobNumber", run: { color: "595959" } },
  ],
};
