import { FORMAT } from "../domain/format.ts";
import type { Plates } from "./adopted.ts";
import { contentHash } from "./content-hash.ts";
import { HTML_STYLE } from "./html-style.ts";
import { draftLine, handlingLine } from "./marks.ts";
import type { Block, ContentsEntry, FigureBlock, Inline, ReportModel, Sentence, TableBlock } from "./model.ts";
import { figureSource } from "./source-line.ts";
import { fill, typeset } from "./wording.ts";

const en = FORMAT.en;

const escaped = (text: string): string =>
  text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replaceAll("'", "&#39;");
const shown = (text: string): string => escaped(typeset(text));

const element = (name: string, attributes: Readonly<Record<string, string | undefined>>, inner: string): string => {
  const given = Object.entries(attributes).flatMap(([key, value]) =>
    value === undefined ? [] : [` ${key}="${escaped(value)}"`],
  );
  return `<${name}${given.join("")}>${inner}</${name}>`;
};

/** One page that needs nothing else: no script, no request. The same model and plates give the same text as the Word document, in the same order. */
export const renderHtml = (model: ReportModel, plates: Plates): string => {
  const heads = [draftLine(model), handlingLine(model)].filter((line) => line !== undefined);
  const body = [
    ...heads.map((line) => element("p", { class: "state" }, shown(line))),
    ...(model.letter === undefined ? [] : [masthead(model), letter(model.letter, model)]),
    element("h1", {}, shown(model.title)),
    model.letter === undefined ? demonstration(model) : "",
    summary(model),
    contents(model),
    abbreviations(model),
    blocks(model.blocks, plates),
    `<hr class="end">`,
    ...model.annexes.map((annex) =>
      element(
        "section",
        { id: annex.id, class: "annex", "aria-labelledby": `${annex.id}-title` },
        [
          element("p", { class: "annex-number" }, shown(annex.number)),
          element("h2", { id: `${annex.id}-title` }, shown(annex.title)),
          blocks(annex.blocks, plates),
        ].join("\n"),
      ),
    ),
    notes(model),
  ].filter((part) => part !== "");
  return [
    "<!doctype html>",
    `<html lang="${en.language}" dir="ltr">`,
    `<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark"><meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; style-src 'unsafe-inline'"><meta name="generator" content="Corroborate"><meta name="content-sha256" content="${contentHash(model)}"><title>${escaped(`${model.record.symbol} ${model.record.title}`)}</title><style>${HTML_STYLE}</style></head>`,
    `<body><main>`,
    ...body,
    "</main></body></html>",
    "",
  ].join("\n");
};

const masthead = ({ masthead: head, record }: ReportModel): string =>
  head === undefined
    ? ""
    : element(
        "header",
        { class: "masthead" },
        [
          element("p", { class: "organization" }, shown(head.organization)),
          element("p", { class: "symbol" }, shown(record.symbol)),
          element("p", { class: "organ" }, shown(head.organ)),
          element("p", { class: "lines" }, [head.distribution, head.date, head.original].map(shown).join("<br>")),
        ].join(""),
      );

const demonstration = (model: ReportModel): string =>
  model.record.demonstration
    ? element(
        "p",
        { class: "demonstration", role: "note" },
        `<strong>${shown(en.demonstrationMark)}</strong> ${shown(en.demonstration)}`,
      )
    : "";

const letter = (one: NonNullable<ReportModel["letter"]>, model: ReportModel): string =>
  element(
    "section",
    { class: "letter", "aria-labelledby": "letter" },
    [
      element("h2", { id: "letter" }, shown(one.title)),
      demonstration(model),
      ...one.paragraphs.map((text) => element("p", {}, shown(text))),
      ...one.signatories.map((text) =>
        element("p", { class: "signature" }, `(<i>${shown(en.letter.signed)}</i>) ${shown(text)}`),
      ),
    ].join("\n"),
  );

const summary = (model: ReportModel): string =>
  model.summary.length === 0
    ? ""
    : element(
        "section",
        { class: "summary", "aria-labelledby": "summary" },
        [
          element("h2", { id: "summary" }, shown(en.headings.summary)),
          ...model.summary.map((one) => element("p", {}, sentences(one))),
        ].join("\n"),
      );

const contents = (model: ReportModel): string => {
  if (model.contents.length === 0) return "";
  const row = (one: ContentsEntry) => {
    const range = one.from === undefined ? "" : one.from === one.until ? String(one.from) : `${one.from}–${one.until}`;
    const text = `${shown(one.number)} ${shown(one.text)}`;
    return element(
      "li",
      { class: `level-${one.level}` },
      `${one.to === undefined ? text : element("a", { href: `#${one.to}` }, text)} ${element("span", { class: "range" }, range)}`,
    );
  };
  const list = (all: readonly ContentsEntry[]) => (all.length === 0 ? "" : element("ol", {}, all.map(row).join("\n")));
  const annexes = model.contents.filter((one) => one.level === 0);
  return element(
    "nav",
    { class: "contents", "aria-labelledby": "contents" },
    [
      element("h2", { id: "contents" }, shown(en.headings.contents)),
      element("p", { class: "contents-head" }, shown(en.headings.paragraphs)),
      list(model.contents.filter((one) => one.level !== 0)),
      ...(annexes.length === 0 ? [] : [element("p", { class: "contents-label" }, shown(en.headings.annexes)), list(annexes)]),
    ].join("\n"),
  );
};

const abbreviations = (model: ReportModel): string =>
  model.abbreviations.length === 0
    ? ""
    : element(
        "section",
        { class: "abbreviations", "aria-labelledby": "abbreviations" },
        [
          element("h2", { id: "abbreviations" }, shown(en.headings.abbreviations)),
          element(
            "dl",
            {},
            model.abbreviations
              .map(({ short, long }) => `${element("dt", {}, shown(short))}${element("dd", {}, shown(long))}`)
              .join("\n"),
          ),
        ].join("\n"),
      );

const sentences = (all: readonly Sentence[]): string =>
  all.map((one) => element("span", { "data-sentence": one.id, "data-finding": one.finding }, inlines(one.inlines))).join(" ");

const inlines = (all: readonly Inline[]): string => all.map(inline).join("");
const inline = (one: Inline): string => {
  if (one.kind === "note") {
    const number = String(one.number);
    return element(
      "sup",
      { class: "fn" },
      element(
        "a",
        { id: `mark-${number}`, href: `#note-${number}`, role: "doc-noteref", "aria-label": `Note ${number}` },
        number,
      ),
    );
  }
  if (one.kind === "reference") return element("a", { href: `#${one.to}` }, shown(one.text));
  if (one.style === "vessel") return element("i", { class: "vessel" }, shown(one.text));
  if (one.style === "hash") return element("code", {}, shown(one.text));
  return one.style === undefined
    ? shown(one.text)
    : element(one.style === "strong" ? "strong" : "span", { class: one.style }, shown(one.text));
};

/** Items of a list stand in lists of their own level. */
const blocks = (all: readonly Block[], plates: Plates): string => all.map((block) => oneBlock(block, plates)).join("\n");

const oneBlock = (block: Block, plates: Plates): string => {
  switch (block.kind) {
    case "heading":
      return element(
        `h${block.level + 1}`,
        { id: block.id },
        `${element("span", { class: "number" }, shown(block.number))} ${shown(block.text)}`,
      );
    case "paragraph":
      return element(
        "p",
        { class: "para", id: block.id },
        `${element("span", { class: "number" }, `${block.number}.`)} ${sentences(block.sentences)}`,
      );
    case "item":
      return element(
        "p",
        { class: `sub-${block.level}` },
        `${element("span", { class: "number" }, shown(block.mark))} ${sentences(block.sentences)}`,
      );
    case "quotation":
      return element("blockquote", {}, element("p", {}, shown(block.text)));
    case "note line":
      return element("p", { class: "note-line" }, inlines(block.inlines));
    case "table":
      return table(block);
    case "figure":
      return figure(block, plates);
  }
};

const table = (block: TableBlock): string => {
  const caption =
    block.number === undefined
      ? shown(block.title)
      : `${shown(fill(en.labels.table, { number: block.number }))}<br>${shown(block.title)}`;
  const head = element("tr", {}, block.columns.map((column) => element("th", { scope: "col" }, shown(column.head))).join(""));
  const cell = (lines: readonly (readonly Inline[])[]) => lines.map(inlines).join("<br>");
  const rows = block.rows.map((cells) =>
    element(
      "tr",
      {},
      cells
        .map((lines, index) =>
          index === 0 && cell(lines) !== "" ? element("th", { scope: "row" }, cell(lines)) : element("td", {}, cell(lines)),
        )
        .join(""),
    ),
  );
  const whole = element(
    "table",
    {},
    [
      element("caption", { class: block.number === undefined ? "quiet" : undefined }, caption),
      element("thead", {}, head),
      element("tbody", {}, rows.join("\n")),
    ].join("\n"),
  );
  return element("div", { class: "table", id: block.id, tabindex: "0", role: "region", "aria-label": block.title }, whole);
};

const figure = (block: FigureBlock, plates: Plates): string => {
  const plate = plates[block.exhibit];
  const image =
    plate === undefined
      ? element("p", { class: "missing" }, shown(en.sentences.missingPlate))
      : `<img src="data:${plate.mediaType};base64,${Buffer.from(plate.bytes).toString("base64")}" width="${plate.width}" height="${plate.height}" alt="${escaped(block.alt)}">`;
  return element(
    "figure",
    { id: block.id },
    [
      element(
        "p",
        { class: "figure-title" },
        `${shown(fill(en.labels.figure, { number: block.number }))}<br>${inlines(block.title)}`,
      ),
      image,
      element("figcaption", {}, inlines(figureSource(block))),
    ].join("\n"),
  );
};

const notes = (model: ReportModel): string =>
  model.notes.length === 0
    ? ""
    : element(
        "section",
        { class: "notes", role: "doc-endnotes", "aria-labelledby": "notes" },
        [
          element("h2", { id: "notes" }, shown(en.headings.notes)),
          element(
            "ol",
            {},
            model.notes
              .map((note) =>
                element(
                  "li",
                  { id: `note-${note.number}`, value: String(note.number) },
                  `${inlines(note.inlines)} ${element("a", { href: `#mark-${note.number}`, role: "doc-backlink", "aria-label": `Back to note ${note.number} in the text` }, "↩")}`,
                ),
              )
              .join("\n"),
          ),
        ].join("\n"),
      );
