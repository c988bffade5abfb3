import {
  Bookmark,
  BorderStyle,
  FootnoteReferenceRun,
  ImageRun,
  type IParagraphOptions,
  Paragraph,
  type ParagraphChild,
  SimpleField,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  WidthType,
} from "docx";
import { FORMAT } from "../domain/format.ts";
import type { Plates } from "./adopted.ts";
import { HEADING_LIST, PARAGRAPH_LIST } from "./docx-numbering.ts";
import { MEASURES, PIXELS_PER_TWIP } from "./measures.ts";
import type { Block, FigureBlock, Inline, ReportModel, Sentence, TableBlock } from "./model.ts";
import { figureSource } from "./source-line.ts";
import { fill, typeset } from "./wording.ts";

const en = FORMAT.en;
const RUN_STYLES = { vessel: "VesselName", hash: "Hash", label: "Label", strong: "Mark" } as const;
const HEADING_STYLES = { 1: "HCh", 2: "H1", 3: "H23", 4: "H4" } as const;

export type DocxChild = Paragraph | Table;

/** Word's bookmark names have letters, digits and underscores. They say where, never what. */
export const bookmarkName = (id: string): string => id.replaceAll(/[^A-Za-z0-9]/g, "_");

export const run = (inline: Inline): ParagraphChild => {
  if (inline.kind === "note") return new FootnoteReferenceRun(inline.number);
  if (inline.kind === "reference") return new SimpleField(`REF ${bookmarkName(inline.to)} \\r \\h`, inline.text);
  return new TextRun({ text: typeset(inline.text), ...(inline.style === undefined ? {} : { style: RUN_STYLES[inline.style] }) });
};

const sentenceRuns = (sentences: readonly Sentence[]): readonly ParagraphChild[] =>
  sentences.flatMap((sentence, index) => [...(index === 0 ? [] : [new TextRun(" ")]), ...sentence.inlines.map(run)]);

/** Bookmarks the first run: cross references point at the paragraph's number, not at its text. */
const bookmarked = (id: string, runs: readonly ParagraphChild[]): readonly ParagraphChild[] => {
  const [first, ...rest] = runs;
  return first === undefined ? [] : [new Bookmark({ id: bookmarkName(id), children: [first] }), ...rest];
};

const paragraph = (
  style: string,
  children: readonly ParagraphChild[],
  more: Omit<IParagraphOptions, "style" | "children"> = {},
): Paragraph => new Paragraph({ style, children: [...children], ...more });

export interface BlockContext {
  readonly plates: Plates;
  /** Captions of the tables, in document order: written into the file after packing. */
  readonly captions: string[];
}

export const docxBlock = (block: Block, context: BlockContext, isFirst: boolean): readonly DocxChild[] => {
  switch (block.kind) {
    case "heading":
      return [
        paragraph(HEADING_STYLES[block.level], bookmarked(block.id, [new TextRun(typeset(block.text))]), {
          numbering: { reference: HEADING_LIST, level: block.level - 1, instance: 0 },
          pageBreakBefore: isFirst,
        }),
      ];
    case "paragraph":
      return [
        paragraph("SingleTxt", bookmarked(block.id, sentenceRuns(block.sentences)), {
          numbering: { reference: PARAGRAPH_LIST, level: 0, instance: 0 },
        }),
      ];
    case "item":
      return [
        paragraph(`SingleTxt${block.level + 1}`, sentenceRuns(block.sentences), {
          numbering: { reference: PARAGRAPH_LIST, level: block.level, instance: 0 },
        }),
      ];
    case "quotation":
      return [paragraph("QuotedTxt", [new TextRun(typeset(block.text))])];
    case "note line":
      return [paragraph("TableNote", block.inlines.map(run))];
    case "table":
      return docxTable(block, context);
    case "figure":
      return docxFigure(block, context.plates);
  }
};

const NONE = { style: BorderStyle.NONE, size: 0, color: "auto" } as const;
const line = (eighths: number) => ({ style: BorderStyle.SINGLE, size: eighths, color: "000000" }) as const;
export const NO_BORDERS = {
  top: NONE,
  bottom: NONE,
  left: NONE,
  right: NONE,
  insideHorizontal: NONE,
  insideVertical: NONE,
} as const;

/** One paragraph a line; the halves of a hash are one paragraph with a break. */
const cellParagraphs = (style: string, lines: readonly (readonly Inline[])[]): Paragraph[] =>
  lines.length > 1 && lines.every((inlines) => inlines.every((one) => one.kind === "text" && one.style === "hash"))
    ? [
        paragraph(
          style,
          lines.flatMap((inlines, index) => [...(index === 0 ? [] : [new TextRun({ break: 1 })]), ...inlines.map(run)]),
        ),
      ]
    : lines.map((inlines) => paragraph(style, inlines.map(run)));

const docxTable = (block: TableBlock, { captions }: BlockContext): readonly DocxChild[] => {
  const total = block.wide ? MEASURES.full : MEASURES.text;
  const shares = block.columns.reduce((sum, column) => sum + column.share, 0);
  const widths = block.columns.map((column) => Math.floor((total * column.share) / shares));
  const cell = (
    style: string,
    lines: readonly (readonly Inline[])[],
    column: number,
    borders: { top?: number; bottom?: number },
  ) =>
    new TableCell({
      width: { size: widths[column] ?? 0, type: WidthType.DXA },
      borders: {
        ...NO_BORDERS,
        top: borders.top === undefined ? NONE : line(borders.top),
        bottom: borders.bottom === undefined ? NONE : line(borders.bottom),
      },
      children: cellParagraphs(style, lines),
    });
  const head = new TableRow({
    tableHeader: true,
    cantSplit: true,
    children: block.columns.map((column, index) =>
      cell("TableHead", [[{ kind: "text", text: column.head }]], index, { top: 6, bottom: 4 }),
    ),
  });
  const rows = block.rows.map((cells, rowIndex) => {
    const isLast = rowIndex === block.rows.length - 1;
    return new TableRow({
      cantSplit: true,
      children: cells.map((lines, index) => cell("TableText", lines, index, isLast ? { bottom: 6 } : {})),
    });
  });
  captions.push(block.number === undefined ? block.title : `${fill(en.labels.table, { number: block.number })}: ${block.title}`);
  const table = new Table({
    rows: [head, ...rows],
    columnWidths: widths,
    width: { size: total, type: WidthType.DXA },
    indent: { size: block.wide ? 0 : MEASURES.indent, type: WidthType.DXA },
    layout: TableLayoutType.FIXED,
    borders: NO_BORDERS,
    margins: { left: 60, right: 60 },
  });
  const titled =
    block.number === undefined
      ? []
      : [titleParagraph("TableTitle", fill(en.labels.table, { number: block.number }), [{ kind: "text", text: block.title }])];
  return [...titled, table, paragraph("TableEnd", [])];
};

const titleParagraph = (style: string, number: string, title: readonly Inline[]): Paragraph =>
  paragraph(style, [new TextRun(typeset(number)), new TextRun({ break: 1 }), ...title.map(run)]);

const docxFigure = (block: FigureBlock, plates: Plates): readonly DocxChild[] => {
  const plate = plates[block.exhibit];
  const shown = plate === undefined ? new TextRun(en.sentences.missingPlate) : imageRun(block, plate);
  return [
    titleParagraph("FigureTitle", fill(en.labels.figure, { number: block.number }), block.title),
    paragraph("FigurePlate", [shown]),
    paragraph("SourceLine", figureSource(block).map(run)),
  ];
};

/** No wider than the text, less the frame; never enlarged beyond the height of a plate. */
const imageRun = (block: FigureBlock, plate: Plates[string]): ImageRun => {
  const scale = Math.min((MEASURES.text - 20) / plate.width, MEASURES.plateHeight / plate.height) * PIXELS_PER_TWIP;
  const name = fill(en.labels.figure, { number: block.number });
  return new ImageRun({
    type: plate.mediaType === "image/png" ? "png" : "jpg",
    data: plate.bytes,
    transformation: { width: Math.round(plate.width * scale), height: Math.round(plate.height * scale) },
    altText: { name, title: name, description: block.alt },
    outline: { type: "solidFill", width: 6_350, solidFillType: "rgb", value: "000000" },
  });
};

export const docxNotes = (model: ReportModel): Readonly<Record<string, { children: Paragraph[] }>> =>
  Object.fromEntries(
    model.notes.map((note) => [
      String(note.number),
      { children: [paragraph("FootnoteText", [new TextRun("\t"), ...note.inlines.map(run)])] },
    ]),
  );
