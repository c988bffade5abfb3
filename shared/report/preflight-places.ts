import { plain } from "./inlines.ts";
import type { Block, Inline, ReportModel, Sentence } from "./model.ts";
import { figureSource } from "./source-line.ts";

/** Something that is wrong with a report. `blocks` keeps it from being released; `warns` is for the officer to mend or leave. */
export interface Fault {
  /** The rule's number in the form, which never changes its meaning: the key of the fault in a catalogue. */
  readonly code: string;
  readonly severity: "blocks" | "warns";
  /** Where in the printed text: "paragraph 12", "figure 1", "annex II". */
  readonly where: string;
  readonly params: Readonly<Record<string, string | number>>;
  /** The rule in English; `{name}` stands for the parameter of that name. */
  readonly says: string;
}
export interface Found {
  readonly where: string;
  readonly params?: Fault["params"];
}
/** What a caller knows beyond the model. The Secretariat, which must not know it, leaves it out. */
export interface Known {
  /** By caseId: codes of the States that gave material for the finding and did not release their names. */
  readonly withheld?: Readonly<Record<string, readonly string[]>>;
}
export interface Rule {
  readonly severity: Fault["severity"];
  /** Who mends it: the officer what is form, the Panel what is substance. */
  readonly mends: "officer" | "Panel";
  readonly says: string;
  readonly check: (model: ReportModel, known: Known) => readonly Found[];
}
export type Rules = Readonly<Record<string, Rule>>;

export interface Placed {
  readonly where: string;
  readonly text: string;
}
/** A sentence of the summary, of a paragraph or of an item of its list. */
export interface Statement {
  readonly where: string;
  readonly text: string;
  /** The finding of its paragraph, also where the sentence itself is a formula. */
  readonly finding: string | undefined;
  readonly sentence: Sentence;
}

export const sentencesOf = (block: Block): readonly Sentence[] =>
  block.kind === "paragraph" || block.kind === "item" ? block.sentences : [];
export const textOf = (sentences: readonly Sentence[]): string => sentences.map((one) => plain(one.inlines)).join(" ");
export const wordsIn = (text: string): number => text.split(/\s+/).filter((word) => word !== "").length;
export const paragraphsOf = (model: ReportModel) => model.blocks.filter((block) => block.kind === "paragraph");
export const figuresOf = (model: ReportModel) => model.blocks.filter((block) => block.kind === "figure");

/** Every block of the body with its place: what bears no number of its own stands in the paragraph before it. */
export const placedBlocks = (model: ReportModel): readonly { readonly where: string; readonly block: Block }[] => {
  let last = "introduction";
  return model.blocks.map((block) => {
    if (block.kind === "paragraph") last = `paragraph ${block.number}`;
    if (block.kind === "heading") return { where: `heading ${block.number}`, block };
    if (block.kind === "figure") return { where: `figure ${block.number}`, block };
    return { where: block.kind === "table" && block.number !== undefined ? `table ${block.number}` : last, block };
  });
};

export const statements = (model: ReportModel): readonly Statement[] => {
  const summary = model.summary.flat().map((sentence) => ({ where: "summary", finding: sentence.finding, sentence }));
  const body = placedBlocks(model).flatMap(({ where, block }) =>
    sentencesOf(block).map((sentence) => ({
      where,
      finding: sentence.finding ?? ("finding" in block ? block.finding : undefined),
      sentence,
    })),
  );
  return [...summary, ...body].map((one) => ({ ...one, text: plain(one.sentence.inlines) }));
};

/** Everything that the Panel and the Secretariat wrote, block by block; quotations are others' words. */
export const written = (model: ReportModel): readonly Placed[] => [
  { where: "title", text: model.title },
  ...model.summary.map((sentences) => ({ where: "summary", text: textOf(sentences) })),
  ...placedBlocks(model).flatMap(({ where, block }): readonly Placed[] => {
    if (block.kind === "heading") return [{ where, text: block.text }];
    if (block.kind === "figure") return [{ where, text: plain(block.title) }];
    return sentencesOf(block).length > 0 ? [{ where, text: textOf(sentencesOf(block)) }] : [];
  }),
];

const cellsOf = (blocks: readonly Block[], where: string): readonly Placed[] =>
  blocks.flatMap((block) => {
    if (block.kind === "note line") return [{ where, text: plain(block.inlines) }];
    if (block.kind !== "table") return [];
    return [block.title, ...block.rows.flat().map((lines) => lines.map(plain).join(" "))].map((text) => ({
      where: block.number === undefined ? where : `table ${block.number}`,
      text,
    }));
  });

/** All that a reader or a machine finds in the file, besides quotations: also tables, notes, source lines and alternative texts. */
export const printed = (model: ReportModel): readonly Placed[] => [
  ...written(model),
  ...(model.letter?.paragraphs ?? []).map((text) => ({ where: "letter", text })),
  ...figuresOf(model).flatMap((figure) => [
    { where: `figure ${figure.number}`, text: figure.alt },
    { where: `figure ${figure.number}`, text: plain(figureSource(figure)) },
  ]),
  ...cellsOf(model.blocks, "body"),
  ...model.annexes.flatMap((annex) => [{ where: annex.number, text: annex.title }, ...cellsOf(annex.blocks, annex.number)]),
  ...model.notes.map((note) => ({ where: `note ${note.number}`, text: plain(note.inlines) })),
];

/** Each different match of a pattern in what was written, as `given`. */
export const matching = (texts: readonly Placed[], pattern: RegExp): readonly Found[] =>
  texts.flatMap(({ where, text }) =>
    [...new Set(text.match(new RegExp(pattern, "gu")) ?? [])].map((given) => ({ where, params: { given: given.trim() } })),
  );

/** Marks of notes with their paragraphs, in the order of the text, and the text that stands before each. */
export const marksOf = (
  model: ReportModel,
): readonly { readonly number: number; readonly where: string; readonly before: string }[] =>
  statements(model).flatMap(({ where, sentence }) =>
    sentence.inlines.flatMap((one, index) =>
      one.kind === "note" ? [{ number: one.number, where, before: plain(sentence.inlines.slice(0, index)) }] : [],
    ),
  );

const referencesIn = (inlines: readonly Inline[], where: string): readonly { readonly to: string; readonly where: string }[] =>
  inlines.flatMap((one) => (one.kind === "reference" ? [{ to: one.to, where }] : []));

export const references = (model: ReportModel): readonly { readonly to: string; readonly where: string }[] => [
  ...[
    ...placedBlocks(model),
    ...model.annexes.flatMap((annex) => annex.blocks.map((block) => ({ where: annex.number, block }))),
  ].flatMap(({ where, block }) => (block.kind === "table" ? referencesIn(block.rows.flat(3), where) : [])),
  ...statements(model).flatMap(({ where, sentence }) => referencesIn(sentence.inlines, where)),
  ...model.contents.flatMap((one) => (one.to === undefined ? [] : [{ to: one.to, where: "contents" }])),
];

export const bookmarksOf = (model: ReportModel): ReadonlySet<string> =>
  new Set([
    ...[...model.blocks, ...model.annexes.flatMap((annex) => annex.blocks)].flatMap((block) => ("id" in block ? [block.id] : [])),
    ...model.annexes.map((annex) => annex.id),
  ]);
