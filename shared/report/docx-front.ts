import {
  AlignmentType,
  BorderStyle,
  Footer,
  Header,
  HeightRule,
  InternalHyperlink,
  PageNumber,
  Paragraph,
  type ParagraphChild,
  SimpleField,
  Table,
  TableCell,
  TableRow,
  TextRun,
  WidthType,
} from "docx";
import { FORMAT } from "../domain/format.ts";
import { type BlockContext, bookmarkName, type DocxChild, NO_BORDERS, run } from "./docx-blocks.ts";
import { draftLine, handlingLine } from "./marks.ts";
import { MEASURES } from "./measures.ts";
import type { ContentsEntry, ReportModel } from "./model.ts";
import { typeset } from "./wording.ts";

const en = FORMAT.en;
const plainText = (style: string, text: string): Paragraph => new Paragraph({ style, children: [new TextRun(typeset(text))] });
const rule = (eighths: number) => ({ style: BorderStyle.SINGLE, size: eighths, color: "000000" }) as const;
const dxa = (size: number) => ({ size, type: WidthType.DXA }) as const;

/** United Nations | symbol; place of the emblem | organ | distribution, date, original language. */
const masthead = (model: ReportModel, { captions }: BlockContext): Table => {
  const { masthead: head, record } = model;
  const columns = [MEASURES.indent, MEASURES.full - MEASURES.indent - 2_736, 2_736] as const;
  const cell = (width: number, bottom: number, children: Paragraph[], columnSpan = 1) =>
    new TableCell({ width: dxa(width), columnSpan, borders: { ...NO_BORDERS, bottom: rule(bottom) }, children });
  const symbol = [
    new TextRun({ text: record.symbol.slice(0, 1), style: "SymbolLetter" }),
    new TextRun({ text: record.symbol.slice(1), style: "SymbolRest" }),
  ];
  const lines = [head?.distribution ?? "", head?.date ?? "", "", head?.original ?? ""];
  captions.push(`${head?.organization ?? ""}, ${head?.organ ?? ""}, ${record.symbol}`);
  return new Table({
    columnWidths: [...columns],
    width: dxa(MEASURES.full),
    borders: NO_BORDERS,
    margins: { left: 0, right: 0 },
    rows: [
      new TableRow({
        cantSplit: true,
        children: [
          cell(columns[0] + columns[1], 4, [plainText("MastheadName", head?.organization ?? "")], 2),
          cell(columns[2], 4, [new Paragraph({ style: "MastheadSymbol", children: symbol })]),
        ],
      }),
      new TableRow({
        cantSplit: true,
        height: { value: 1_180, rule: HeightRule.ATLEAST },
        children: [
          cell(columns[0], 18, [new Paragraph({ style: "MastheadLines" })]),
          cell(columns[1], 18, [plainText("MastheadOrgan", head?.organ ?? "")]),
          cell(columns[2], 18, [
            new Paragraph({ style: "MastheadLines" }),
            ...lines.slice(0, -1).map((one) => plainText("MastheadLines", one)),
            plainText("MastheadLast", lines.at(-1) ?? ""),
          ]),
        ],
      }),
    ],
  });
};

export const docxDemonstration = (model: ReportModel): readonly DocxChild[] =>
  model.record.demonstration
    ? [
        new Paragraph({
          style: "DemonstrationBox",
          children: [new TextRun({ text: en.demonstrationMark, style: "Mark" }), new TextRun(` ${en.demonstration}`)],
        }),
      ]
    : [];

const letter = (model: ReportModel, context: BlockContext): readonly DocxChild[] =>
  model.letter === undefined
    ? []
    : [
        masthead(model, context),
        plainText("LetterTitle", model.letter.title),
        ...docxDemonstration(model),
        ...model.letter.paragraphs.map((one) => plainText("LetterTxt", one)),
        ...model.letter.signatories.map(
          (one) =>
            new Paragraph({
              style: "Signature",
              children: [new TextRun("("), new TextRun({ text: en.letter.signed, style: "Label" }), new TextRun(`) ${one}`)],
            }),
        ),
      ];

/** A framed cell, so that the frame holds whatever the summary's length. */
const summary = (model: ReportModel, { captions }: BlockContext): readonly DocxChild[] => {
  if (model.summary.length === 0) return [];
  captions.push(en.headings.summary);
  const sides = rule(6);
  const paragraphs = model.summary.map(
    (sentences) => new Paragraph({ style: "SummaryTxt", children: sentences.flatMap((one) => one.inlines.map(run)) }),
  );
  const cell = new TableCell({
    width: dxa(MEASURES.text),
    borders: { top: sides, bottom: sides, left: sides, right: sides },
    margins: { top: 120, bottom: 60, left: 180, right: 180 },
    children: [plainText("SummaryTitle", en.headings.summary), ...paragraphs],
  });
  return [
    new Table({
      rows: [new TableRow({ children: [cell] })],
      width: dxa(MEASURES.text),
      columnWidths: [MEASURES.text],
      indent: dxa(MEASURES.indent),
    }),
  ];
};

const range = (entry: ContentsEntry): readonly ParagraphChild[] => {
  const field = (number: number) => new SimpleField(`REF paragraph_${number} \\r \\h`, String(number));
  if (entry.from === undefined || entry.until === undefined) return [];
  return entry.from === entry.until ? [field(entry.from)] : [field(entry.from), new TextRun("–"), field(entry.until)];
};

const contentsLine = (entry: ContentsEntry): Paragraph => {
  const words = typeset(entry.text);
  const title =
    entry.to === undefined
      ? new TextRun(words)
      : new InternalHyperlink({ anchor: bookmarkName(entry.to), children: [new TextRun(words)] });
  return new Paragraph({
    style: entry.level === 2 ? "Contents2" : "Contents1",
    children: [
      new TextRun(`${entry.number}\t`),
      title,
      ...(entry.from === undefined ? [] : [new TextRun("\t\t"), ...range(entry)]),
    ],
  });
};

const contents = (model: ReportModel): readonly DocxChild[] => {
  const annexes = model.contents.filter((entry) => entry.level === 0);
  return model.contents.length === 0
    ? []
    : [
        plainText("FrontHeading", en.headings.contents),
        plainText("ContentsHead", en.headings.paragraphs),
        ...model.contents.filter((entry) => entry.level !== 0).map(contentsLine),
        ...(annexes.length === 0 ? [] : [plainText("ContentsLabel", en.headings.annexes), ...annexes.map(contentsLine)]),
      ];
};

const abbreviations = (model: ReportModel): readonly DocxChild[] =>
  model.abbreviations.length === 0
    ? []
    : [
        plainText("FrontSubheading", en.headings.abbreviations),
        ...model.abbreviations.map(
          (one) => new Paragraph({ style: "Abbreviation", children: [new TextRun(`${one.short}\t${one.long}`)] }),
        ),
      ];

export const docxFront = (model: ReportModel, context: BlockContext): readonly DocxChild[] => [
  ...letter(model, context),
  plainText("ReportTitle", model.title),
  ...(model.letter === undefined ? docxDemonstration(model) : []),
  ...summary(model, context),
  ...contents(model),
  ...abbreviations(model),
];

const above = (model: ReportModel): Paragraph[] => [
  ...[draftLine(model)].flatMap((one) => (one === undefined ? [] : [plainText("DraftLine", one)])),
  ...[handlingLine(model)].flatMap((one) => (one === undefined ? [] : [plainText("HandlingLine", one)])),
];

const pageOf = () => new TextRun({ style: "PageNumber", children: [PageNumber.CURRENT, "/", PageNumber.TOTAL_PAGES] });

const foot = (model: ReportModel, isOdd: boolean): Footer => {
  const job = new TextRun({ text: model.record.jobNumber ?? "", style: "JobNumber" });
  const children = isOdd ? [job, new TextRun("\t"), pageOf()] : [pageOf(), new TextRun("\t"), job];
  const marked = handlingLine(model);
  return new Footer({
    children: [
      ...(marked === undefined ? [] : [plainText("HandlingLine", marked)]),
      new Paragraph({ style: isOdd ? "FooterOdd" : "FooterEven", alignment: AlignmentType.LEFT, children }),
    ],
  });
};

/** Symbol outside over a rule, page of pages outside below; the first page has its masthead instead. */
export const docxEdges = (model: ReportModel) => ({
  headers: {
    default: new Header({ children: [...above(model), plainText("HeaderOdd", model.record.symbol)] }),
    even: new Header({ children: [...above(model), plainText("HeaderEven", model.record.symbol)] }),
    first: new Header({
      children: [
        ...above(model),
        ...(model.letter === undefined ? [plainText("HeaderOdd", model.record.symbol)] : [new Paragraph({ style: "DraftLine" })]),
      ],
    }),
  },
  footers: { default: foot(model, true), even: foot(model, false), first: foot(model, true) },
});
