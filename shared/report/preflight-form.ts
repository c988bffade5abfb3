import { FORMAT } from "../domain/format.ts";
import { SECTIONS, type SectionId } from "../domain/sections.ts";
import { introducedIn, usedIn } from "./abbreviations.ts";
import { plain } from "./inlines.ts";
import type { ReportModel } from "./model.ts";
import {
  bookmarksOf,
  type Found,
  figuresOf,
  marksOf,
  matching,
  paragraphsOf,
  placedBlocks,
  printed,
  type Rules,
  references,
  sentencesOf,
  statements,
  textOf,
  wordsIn,
  written,
} from "./preflight-places.ts";

const en = FORMAT.en;

/** Headings that have no other of their level under the same heading above them. */
const aloneHeadings = (model: ReportModel): readonly Found[] => {
  const headings = model.blocks.filter((block) => block.kind === "heading");
  return headings.flatMap((one, index) => {
    if (one.level === 1) return [];
    const siblings = headings.filter(
      (other, at) =>
        other.level === one.level &&
        !headings.slice(Math.min(at, index), Math.max(at, index)).some((between) => between.level < one.level),
    );
    return siblings.length > 1 ? [] : [{ where: `heading ${one.number}`, params: { given: one.text } }];
  });
};

/** A list of one item is a sentence. */
const aloneItems = (model: ReportModel): readonly Found[] =>
  placedBlocks(model).flatMap(({ where, block }, index, all) => {
    const [before, after] = [all[index - 1]?.block, all[index + 1]?.block];
    if (block.kind !== "item" || (before?.kind === "item" && before.level >= block.level)) return [];
    return after?.kind === "item" && after.level >= block.level ? [] : [{ where, params: { given: block.mark } }];
  });

/** Headings that nothing follows below, annexes and tables that hold nothing. */
const emptyParts = (model: ReportModel): readonly Found[] => [
  ...model.blocks.flatMap((block, index) => {
    if (block.kind !== "heading") return [];
    const next = model.blocks[index + 1];
    const isEmpty = next === undefined || (next.kind === "heading" && next.level <= block.level);
    return isEmpty ? [{ where: `heading ${block.number}`, params: { given: block.text } }] : [];
  }),
  ...placedBlocks(model).flatMap(({ where, block }) =>
    (block.kind === "table" && block.rows.length === 0) || (block.kind === "paragraph" && textOf(block.sentences).trim() === "")
      ? [{ where, params: { given: where } }]
      : [],
  ),
  ...model.annexes
    .filter((annex) => annex.blocks.every((block) => block.kind === "table" && block.rows.length === 0))
    .map((annex) => ({ where: annex.number, params: { given: annex.title } })),
];

/** Printed words from its heading on, by chapter, notes with the paragraph that bears them. */
const wordsBySection = (model: ReportModel): ReadonlyMap<string, number> => {
  const counts = new Map<string, number>();
  const notes = new Map(model.notes.map((note) => [note.number, wordsIn(plain(note.inlines))]));
  let section = "introduction";
  for (const block of model.blocks) {
    if (block.kind === "heading") section = block.section;
    const marks = sentencesOf(block).flatMap((one) =>
      one.inlines.flatMap((inline) => (inline.kind === "note" ? [notes.get(inline.number) ?? 0] : [])),
    );
    const own =
      block.kind === "heading" || block.kind === "quotation" ? wordsIn(block.text) : wordsIn(textOf(sentencesOf(block)));
    counts.set(section, (counts.get(section) ?? 0) + own + marks.reduce((sum, one) => sum + one, 0));
  }
  return counts;
};

/** Words of the body with headings and notes, and of the summary. */
export const wordsOf = (model: ReportModel): number =>
  [...wordsBySection(model).values()].reduce((sum, one) => sum + one, 0) + wordsIn(model.summary.map(textOf).join(" "));

const overlong = (model: ReportModel): readonly Found[] => {
  const total = wordsOf(model);
  const sections = [...wordsBySection(model)].flatMap(([section, words]) => {
    const row = SECTIONS[section as SectionId] as (typeof SECTIONS)[SectionId] | undefined;
    return row !== undefined && words > row.words ? [{ where: row.title, params: { words, allowed: row.words } }] : [];
  });
  return [...(total > en.maxWords ? [{ where: "report", params: { words: total, allowed: en.maxWords } }] : []), ...sections];
};

/** Short forms used before their introduction or without one, and short forms introduced for fewer than two later uses. */
const abbreviationFaults = (model: ReportModel): readonly Found[] => {
  const fixed = new Set<string>(en.abbreviations.filter((one) => one.fixed).map((one) => one.short));
  const known = new Set<string>();
  const faults: Found[] = [];
  const texts = written(model).filter(({ where }) => where !== "summary" && where !== "title");
  for (const [index, { where, text }] of texts.entries()) {
    const introduced = introducedIn(text).map((one) => one.short);
    for (const given of introduced.filter((short) => !known.has(short) && !fixed.has(short))) {
      const later =
        texts
          .slice(index)
          .map((one) => one.text)
          .join("\n")
          .split(new RegExp(`(?<![\\p{L}\\p{N}])${given}(?![\\p{L}\\p{N}])`, "u")).length - 2;
      if (later < 2) faults.push({ where, params: { given, lacks: "two later uses" } });
    }
    for (const short of introduced) known.add(short);
    for (const given of new Set(usedIn(text))) {
      if (!known.has(given) && !fixed.has(given)) faults.push({ where, params: { given, lacks: "an introduction" } });
      known.add(given);
    }
  }
  return faults;
};

/** Symbols of the bodies that a report cites: S/2024/215, S/2024/215/Add.1, S/RES/1718 (2006), A/RES/78/1, S/PV.9591. */
const SYMBOL =
  /^(?:S\/\d{4}\/\d+|S\/RES\/\d+|S\/PRST\/\d{4}\/\d+|S\/PV\.\d+|S\/AC\.\d+\/\d{4}\/[\w.]+(?:\/\d+)?|[AE]\/\d+\/\d+|A\/RES\/\d+\/\d+|ST\/[A-Z]+\/\d{4}\/\d+)(?:\/(?:Add|Corr|Rev)\.\d+)*$/;
const symbolFaults = (model: ReportModel): readonly Found[] => {
  const { symbol, state } = model.record;
  const isFinal = state === "transmitted" || state === "issued";
  const own =
    SYMBOL.test(symbol) || (!isFinal && /^S\/\d{4}\/…$/.test(symbol)) ? [] : [{ where: "masthead", params: { given: symbol } }];
  const cited = printed(model).flatMap(({ where, text }) =>
    (text.match(/(?<![\w/-])(?:S|A|E|ST)\/[\w./]*\w/g) ?? [])
      .filter((given) => !SYMBOL.test(given))
      .map((given) => ({ where, params: { given } })),
  );
  return [...own, ...cited];
};

const BEFORE_SMALL =
  "No\\.|[Pp]aragraphs?|[Ss]ection|[Ff]igures?|[Tt]ables?|[Aa]nnex|[Vv]ersion|[Pp]ier|[Bb]erth|[Pp]age|and|to|or";

/** Every note has its mark once and in order, after the punctuation, and ends with a full stop. */
const noteFaults = (model: ReportModel): readonly Found[] => {
  const marks = marksOf(model);
  return [
    ...marks.flatMap(({ number, where, before }, index) => {
      const isInOrder = number === index + 1;
      return isInOrder && /[.,;:!?)”]$/.test(before.trimEnd()) ? [] : [{ where, params: { number } }];
    }),
    ...model.notes
      .filter((note) => !marks.some((mark) => mark.number === note.number) || !/[.!?]$/.test(plain(note.inlines).trim()))
      .map((note) => ({ where: `note ${note.number}`, params: { number: note.number } })),
  ];
};

/** Figures and tables stand in order, and the text or a note sends the reader to each. */
const unreferred = (model: ReportModel): readonly Found[] => {
  if (model.kind !== "report") return [];
  const text = [...statements(model).map((one) => one.text), ...model.notes.map((note) => plain(note.inlines))].join("\n");
  const tables = model.blocks.flatMap((block) =>
    block.kind === "table" && block.number !== undefined ? [{ name: "table", number: block.number }] : [],
  );
  const figures = figuresOf(model).map(({ number }) => ({ name: "figure", number }));
  return [tables, figures].flatMap((all) =>
    all
      .filter(({ name, number }, index) => number !== index + 1 || !new RegExp(`\\b${name}\\s${number}\\b`, "i").test(text))
      .map(({ name, number }) => ({ where: `${name} ${number}`, params: { given: `${name} ${number}` } })),
  );
};

const stands = (model: ReportModel, pattern: RegExp) => matching(written(model), pattern);

/** Rules of the form, which an officer mends. */
export const FORM_RULES: Rules = {
  P01: {
    severity: "blocks",
    mends: "officer",
    says: "Paragraph numbers run without a gap: {given} stands where {expected} is due.",
    check: (model) =>
      paragraphsOf(model).flatMap((block, index) =>
        block.number === index + 1
          ? []
          : [{ where: `paragraph ${block.number}`, params: { given: block.number, expected: index + 1 } }],
      ),
  },
  P02: {
    severity: "warns",
    mends: "officer",
    says: "A heading or an item of this level stands alone: {given}.",
    check: (model) => [...aloneHeadings(model), ...aloneItems(model)],
  },
  P03: {
    severity: "blocks",
    mends: "officer",
    says: "A cross reference names a paragraph that exists: {given}.",
    check: (model) => {
      const known = bookmarksOf(model);
      const last = paragraphsOf(model).at(-1)?.number ?? 0;
      const inWords = statements(model).flatMap(({ where, text }) =>
        [...text.matchAll(/\b[Ss]ee (?:also )?(?:paragraphs?|paras?\.?)\s(\d+)(?:\s?(?:–|-|and|to)\s?(\d+))?/g)]
          .filter(([, from, until]) => Number(from) > last || Number(until ?? 0) > last)
          .map(([given]) => ({ where, params: { given } })),
      );
      const fields = references(model)
        .filter(({ to }) => !known.has(to))
        .map(({ to, where }) => ({ where, params: { given: to } }));
      return [...fields, ...inWords, ...stands(model, /\b[Ss]ee (?:also )?(?:pages?|pp?\.) ?\d+/)];
    },
  },
  P04: {
    severity: "warns",
    mends: "officer",
    says: "Bold or italics do not give emphasis: {given}.",
    check: (model) =>
      statements(model).flatMap(({ where, sentence, text }) => {
        const given =
          sentence.inlines.find((one) => one.kind === "text" && one.style === "strong") ??
          /\*\*[^*]+\*\*|__[^_]+__/.exec(text)?.[0];
        if (given === undefined) return [];
        return [{ where, params: { given: typeof given === "string" ? given : plain([given]) } }];
      }),
  },
  P21: { severity: "warns", mends: "officer", says: "The text has {words} words; {allowed} are allowed.", check: overlong },
  P22: {
    severity: "warns",
    mends: "officer",
    says: "Numbers below 10 stand in words, and none in figures begins a sentence: {given}.",
    check: (model) => [
      ...stands(
        model,
        new RegExp(
          `(?<![\\p{L}\\d.,/–-])(?<!(?:${BEFORE_SMALL})\\s)[1-9] (?!per cent|million|billion|km|nautical|tons?\\b)[a-z]{3,}`,
        ),
      ),
      ...stands(model, /(?<=^|[.!?] )\d[\d,]* \p{Ll}+/u),
    ],
  },
  P23: {
    severity: "warns",
    mends: "officer",
    says: "Write “per cent” for {given}.",
    check: (model) => stands(model, /\d+(?:\.\d+)?\s?%/),
  },
  P24: {
    severity: "warns",
    mends: "officer",
    says: "Write dates as “2 February 2024”: {given}.",
    check: (model) => {
      const short = en.months.map((month) => month.slice(0, 3)).join("|");
      const patterns = [
        `\\b(?:${short})[a-z]* \\d{1,2},? \\d{4}`,
        "\\b\\d{1,2}/\\d{1,2}/\\d{2,4}",
        "\\b\\d{4}-\\d{2}-\\d{2}\\b",
        `\\b\\d{1,2}(?:st|nd|rd|th) (?:of )?(?:${short})[a-z]*`,
      ];
      return stands(model, new RegExp(patterns.join("|")));
    },
  },
  P25: {
    severity: "warns",
    mends: "officer",
    says: "Cite as “resolution 1718 (2006)” and “paragraph 8 (b)”: {given}.",
    check: (model) =>
      stands(model, /\bUNSCR\s?\d*|\bparas?\.?\s?\d+|\b[Rr]esolution \d{3,4}\b(?!\s\()|\b[Pp]aragraph \d+\([a-z]\)/),
  },
  P26: {
    severity: "warns",
    mends: "officer",
    says: "The United Nations form of a country's name is “{use}”, not “{given}”.",
    check: (model) =>
      en.countries.flatMap(({ wrong, use }) =>
        stands(model, new RegExp(wrong)).map((one) => ({ ...one, params: { ...one.params, use } })),
      ),
  },
  P27: {
    severity: "warns",
    mends: "officer",
    says: "Write out {given}.",
    check: (model) => stands(model, /\bUNSC\b|\bUNGA\b|(?<![\w/])UN\b/),
  },
  P28: {
    severity: "warns",
    mends: "officer",
    says: "An abbreviation is introduced at its first use and used again: {given} lacks {lacks}.",
    check: abbreviationFaults,
  },
  P29: {
    severity: "warns",
    mends: "officer",
    says: "An abbreviation has neither full stops nor a possessive: {given}.",
    check: (model) => stands(model, /\b[A-Z]{2,6}['’]s\b|\b(?:[A-Z]\.){2,}/),
  },
  P30: {
    severity: "warns",
    mends: "officer",
    says: "Spell “{use}”: {given}.",
    check: (model) =>
      en.spellings.flatMap(({ wrong, use }) =>
        stands(model, new RegExp(wrong)).map((one) => ({ ...one, params: { ...one.params, use } })),
      ),
  },
  P35: {
    severity: "warns",
    mends: "officer",
    says: "The text sends the reader to each table and figure, numbered in order: {given}.",
    check: unreferred,
  },
  P36: {
    severity: "warns",
    mends: "officer",
    says: "A note has its mark in order and after the punctuation, and ends with a full stop: note {number}.",
    check: noteFaults,
  },
  P37: { severity: "blocks", mends: "officer", says: "The symbol of a document has its form: {given}.", check: symbolFaults },
  P38: {
    severity: "warns",
    mends: "officer",
    says: "A quotation from a document has {words} words; at most {allowed} are taken.",
    check: (model) =>
      placedBlocks(model).flatMap(({ where, block }) =>
        block.kind === "quotation" && block.of === "document" && wordsIn(block.text) > en.maxQuotationWords
          ? [{ where, params: { words: wordsIn(block.text), allowed: en.maxQuotationWords } }]
          : [],
      ),
  },
  P42: {
    severity: "warns",
    mends: "officer",
    says: "A heading has at most {allowed} words and no full stop: {given}.",
    check: (model) =>
      model.blocks.flatMap((block) =>
        block.kind === "heading" && (wordsIn(block.text) > en.maxHeadingWords || /\.$/.test(block.text))
          ? [{ where: `heading ${block.number}`, params: { given: block.text, allowed: en.maxHeadingWords } }]
          : [],
      ),
  },
  P43: {
    severity: "warns",
    mends: "officer",
    says: "Text in another script has no language of its own here: {given}.",
    check: (model) =>
      matching(
        printed(model),
        /[\p{Script=Arabic}\p{Script=Han}\p{Script=Hangul}\p{Script=Cyrillic}\p{Script=Hiragana}\p{Script=Katakana}]+/u,
      ),
  },
  P46: { severity: "blocks", mends: "officer", says: "Nothing stands under a heading or in a part: {given}.", check: emptyParts },
};
