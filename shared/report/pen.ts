import type { AdoptedExhibit } from "./adopted.ts";
import { exhibitInlines, text } from "./inlines.ts";
import type { Block, ContentsEntry, FigureBlock, HeadingLevel, Inline, Note, Sentence, TableBlock } from "./model.ts";
import { letter, roman } from "./wording.ts";

export type ItemLevel = 1 | 2 | 3 | 4;

/** Writes a body in order and keeps its numbers: paragraphs, headings, notes, tables and figures count on by themselves. */
export interface Pen {
  readonly blocks: Block[];
  readonly notes: Note[];
  heading(level: HeadingLevel, title: string, section: string): void;
  paragraph(sentences: readonly Sentence[], finding?: string): number;
  items(level: ItemLevel, sentences: readonly Sentence[], finding?: string): void;
  quotation(block: Omit<Extract<Block, { kind: "quotation" }>, "kind">): void;
  table(block: Omit<TableBlock, "kind" | "id" | "number">): void;
  figure(block: Omit<FigureBlock, "kind" | "id" | "number">, number: number): void;
  /** Makes a note over exhibits and returns its mark. */
  cite(
    exhibits: readonly AdoptedExhibit[],
    figures: ReadonlyMap<string, number>,
    described: (exhibit: AdoptedExhibit) => boolean,
  ): Inline;
  nextTable(): number;
  nextFigure(): number;
  lastParagraph(): number;
}

const headingNumber = (level: HeadingLevel, count: number): string =>
  level === 1
    ? `${roman(count)}.`
    : level === 2
      ? `${letter(count).toUpperCase()}.`
      : level === 3
        ? `${count}.`
        : `(${letter(count)})`;

export const itemMark = (level: ItemLevel, count: number): string =>
  level === 1
    ? `(${letter(count)})`
    : level === 2
      ? `(${roman(count).toLowerCase()})`
      : level === 3
        ? `${letter(count)}.`
        : `${roman(count).toLowerCase()}.`;

export const newPen = (): Pen => {
  const blocks: Block[] = [];
  const notes: Note[] = [];
  const headings = [0, 0, 0, 0];
  let paragraphs = 0;
  let headingIds = 0;
  let tables = 0;
  let figures = 0;
  const owner = (finding: string | undefined) => (finding === undefined ? {} : { finding });
  return {
    blocks,
    notes,
    heading: (level, title, section) => {
      const count = (headings[level - 1] ?? 0) + 1;
      headings.splice(level - 1, 4, count, ...Array.from({ length: 4 - level }, () => 0));
      headingIds += 1;
      blocks.push({
        kind: "heading",
        id: `heading-${headingIds}`,
        level,
        number: headingNumber(level, count),
        text: title,
        section,
      });
    },
    paragraph: (sentences, finding) => {
      paragraphs += 1;
      blocks.push({ kind: "paragraph", id: `paragraph-${paragraphs}`, number: paragraphs, ...owner(finding), sentences });
      return paragraphs;
    },
    items: (level, sentences, finding) => {
      for (const [index, sentence] of sentences.entries()) {
        blocks.push({ kind: "item", level, mark: itemMark(level, index + 1), ...owner(finding), sentences: [sentence] });
      }
    },
    quotation: (block) => void blocks.push({ kind: "quotation", ...block }),
    table: (block) => {
      tables += 1;
      blocks.push({ kind: "table", id: `table-${tables}`, number: tables, ...block });
    },
    figure: (block, number) => void blocks.push({ kind: "figure", id: `figure-${number}`, number, ...block }),
    cite: (exhibits, figureNumbers, described) => {
      const number = notes.length + 1;
      const parts = exhibits.map((one) => exhibitInlines(one, figureNumbers.get(one.ref), described(one)));
      notes.push({
        number,
        exhibits: exhibits.map((one) => one.ref),
        inlines: [...parts.flatMap((part, index) => (index === 0 ? part : [text("; "), ...part])), text(".")],
      });
      return { kind: "note", number };
    },
    nextTable: () => tables + 1,
    nextFigure: () => {
      figures += 1;
      return figures;
    },
    lastParagraph: () => paragraphs,
  };
};

/** Headings with the paragraphs below them: a chapter ends where the next begins, a heading where the next of its level or above does. */
export const contentsOf = (blocks: readonly Block[]): readonly ContentsEntry[] =>
  blocks.flatMap((block, index) => {
    if (block.kind !== "heading" || block.level > 2) return [];
    const rest = blocks.slice(index + 1);
    const end = rest.findIndex((one) => one.kind === "heading" && one.level <= block.level);
    const numbers = (end === -1 ? rest : rest.slice(0, end)).flatMap((one) => (one.kind === "paragraph" ? [one.number] : []));
    const [from, until] = [numbers[0], numbers.at(-1)];
    const range = from === undefined || until === undefined ? {} : { from, until };
    return [{ level: block.level as 1 | 2, to: block.id, number: block.number, text: block.text, ...range }];
  });
