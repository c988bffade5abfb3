import { FORMAT } from "../domain/format.ts";
import { SECTIONS, type SectionId } from "../domain/sections.ts";
import { STATES } from "../domain/states.ts";
import { imoCheck } from "../domain/vessels.ts";
import { plain } from "./inlines.ts";
import type { Block, Inline, ReportModel, Sentence } from "./model.ts";

const en = FORMAT.en;

/** Something that is wrong with a report. `blocks` keeps it from being released; `warns` is for the officer to mend or leave. */
export interface Fault {
  readonly code: string;
  readonly severity: "blocks" | "warns";
  /** Where in the printed text: "paragraph 12", "annex II". */
  readonly where: string;
  readonly params: Readonly<Record<string, string | number>>;
  readonly says: string;
}
interface Found {
  readonly where: string;
  readonly params?: Fault["params"];
}
interface Rule {
  readonly severity: Fault["severity"];
  readonly says: string;
  readonly check: (model: ReportModel) => readonly Found[];
}

/** Holds a report against the rules of its form. The same model gives the same faults in the same order. */
export const preflight = (model: ReportModel): readonly Fault[] =>
  Object.entries(RULES).flatMap(([code, { severity, says, check }]) => check(model).map(({ where, params = {} }) => ({ code, severity, where, params, says })));

// ── the text with its places ─────────────────────────────────────────────────────────────────────────────────────────

interface Placed {
  readonly where: string;
  readonly text: string;
}

const paragraphs = (model: ReportModel) => model.blocks.filter((block) => block.kind === "paragraph");
const sentencesOf = (block: Block): readonly Sentence[] => (block.kind === "paragraph" || block.kind === "item" ? block.sentences : []);
const textOf = (sentences: readonly Sentence[]) => sentences.map((one) => plain(one.inlines)).join(" ");

/** Everything that the Panel and the Secretariat wrote, block by block; quotations are others' words. */
const written = (model: ReportModel): readonly Placed[] => {
  let last = 0;
  const summary = model.summary.map((sentences) => ({ where: "summary", text: textOf(sentences) }));
  const body = model.blocks.flatMap((block): readonly Placed[] => {
    if (block.kind === "paragraph") last = block.number;
    if (block.kind === "heading") return [{ where: `heading ${block.number}`, text: block.text }];
    return block.kind === "paragraph" || block.kind === "item" ? [{ where: `paragraph ${last}`, text: textOf(block.sentences) }] : [];
  });
  const figures = model.blocks.flatMap((block) => (block.kind === "figure" ? [{ where: `figure ${block.number}`, text: plain(block.title) }] : []));
  return [...summary, ...body, ...figures];
};

const matching = (model: ReportModel, pattern: RegExp): readonly Found[] =>
  written(model).flatMap(({ where, text }) => [...new Set(text.match(new RegExp(pattern, "gu")) ?? [])].map((given) => ({ where, params: { given } })));

const wordsIn = (text: string) => text.split(/\s+/).filter((word) => word !== "").length;
const inlinesOf = (model: ReportModel): readonly Inline[] => model.blocks.flatMap((block) => sentencesOf(block).flatMap((one) => one.inlines));

const bookmarks = (model: ReportModel): ReadonlySet<string> =>
  new Set([...model.blocks, ...model.annexes.flatMap((annex) => annex.blocks)].flatMap((block) => ("id" in block ? [block.id] : [])).concat(model.annexes.map((annex) => annex.id)));

const references = (model: ReportModel): readonly { readonly to: string; readonly where: string }[] => {
  const cells = (blocks: readonly Block[], where: string) =>
    blocks.flatMap((block) => (block.kind === "table" ? block.rows.flat(2).flat().flatMap((one) => (one.kind === "reference" ? [{ to: one.to, where }] : [])) : []));
  return [...cells(model.blocks, "body"), ...model.annexes.flatMap((annex) => cells(annex.blocks, annex.number)), ...inlinesOf(model).flatMap((one) => (one.kind === "reference" ? [{ to: one.to, where: "body" }] : []))];
};

/** Printed words from its heading on, by chapter, notes with the paragraph that bears them. */
const wordsBySection = (model: ReportModel): ReadonlyMap<string, number> => {
  const counts = new Map<string, number>();
  const notes = new Map(model.notes.map((note) => [note.number, wordsIn(plain(note.inlines))]));
  let section = "introduction";
  for (const block of model.blocks) {
    if (block.kind === "heading") section = block.section;
    const marks = sentencesOf(block).flatMap((one) => one.inlines).flatMap((one) => (one.kind === "note" ? [notes.get(one.number) ?? 0] : []));
    const own = block.kind === "heading" || block.kind === "quotation" ? wordsIn(block.text) : wordsIn(textOf(sentencesOf(block)));
    counts.set(section, (counts.get(section) ?? 0) + own + marks.reduce((sum, one) => sum + one, 0));
  }
  return counts;
};

const NAMES = Object.values(STATES)
  .flat()
  .toSorted((a, b) => b.length - a.length)
  .map((name) => name.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
/** A State given as the source of something, in text that no originator released. */
const STATE_AS_SOURCE = new RegExp(
  `\\b(?:information|imagery|intelligence|material|images?|documents?)\\b[^.]{0,60}\\b(?:from|by|of)\\s+(?:the\\s+)?(?:Government of\\s+)?(?:the\\s+)?(${NAMES.join("|")})(?![\\p{L}])|\\b[Aa]ccording to\\s+(?:the\\s+)?(?:Government of\\s+)?(?:the\\s+)?(${NAMES.join("|")})(?![\\p{L}])`,
  "gu",
);

// ── the rules, by their number in the form ───────────────────────────────────────────────────────────────────────────

const RULES: Readonly<Record<string, Rule>> = {
  P01: {
    severity: "blocks",
    says: "Paragraph numbers run without a gap: {given} stands where {expected} is due.",
    check: (model) => paragraphs(model).flatMap((block, index) => (block.number === index + 1 ? [] : [{ where: `paragraph ${block.number}`, params: { given: block.number, expected: index + 1 } }])),
  },
  P02: {
    severity: "warns",
    says: "A heading of this level stands alone.",
    check: (model) => {
      const headings = model.blocks.filter((block) => block.kind === "heading");
      return headings.flatMap((one, index) => {
        if (one.level === 1) return [];
        const siblings = headings.filter((other, at) => other.level === one.level && !headings.slice(Math.min(at, index), Math.max(at, index)).some((between) => between.level < one.level));
        return siblings.length > 1 ? [] : [{ where: `heading ${one.number}`, params: { heading: one.text } }];
      });
    },
  },
  P03: {
    severity: "blocks",
    says: "A cross reference names a paragraph that exists: {given}.",
    check: (model) => [
      ...references(model).filter(({ to }) => !bookmarks(model).has(to)).map(({ to, where }) => ({ where, params: { given: to } })),
      ...matching(model, /\b[Ss]ee pages? \d+/),
    ],
  },
  P05: {
    severity: "blocks",
    says: "Every adopted sentence that says more than an absence names its claims.",
    check: (model) =>
      paragraphs(model).flatMap((block) =>
        block.sentences
          .filter((one) => one.finding !== undefined && one.claims.some((claim) => !model.findings.some((finding) => finding.caseId === one.finding && finding.claims.some((known) => known.id === claim))))
          .map((one) => ({ where: `paragraph ${block.number}`, params: { sentence: one.id ?? "" } })),
      ),
  },
  P06: {
    severity: "blocks",
    says: "Every exhibit that is cited has a hash and a version in the store: {given}.",
    check: (model) => {
      const known = new Map(model.findings.flatMap((finding) => finding.exhibits).map((one) => [one.ref, one]));
      const cited = new Set([...model.notes.flatMap((note) => note.exhibits), ...model.findings.flatMap((finding) => finding.claims.flatMap((claim) => claim.exhibits))]);
      return [...cited].filter((ref) => !/^[0-9a-f]{64}$/.test(known.get(ref)?.sha256 ?? "") || !known.get(ref)?.version).map((given) => ({ where: "annex I", params: { given } }));
    },
  },
  P08: {
    severity: "blocks",
    says: "Likelihood and confidence do not stand in one sentence.",
    check: (model) =>
      paragraphs(model).flatMap((block) =>
        block.sentences
          .filter(({ inlines }) => /\b(?:un)?likely\b|\bprobabl[ey]\b/i.test(plain(inlines)) && /\b(?:high|moderate|medium|low) confidence\b/i.test(plain(inlines)))
          .map(() => ({ where: `paragraph ${block.number}` })),
      ),
  },
  P09: {
    severity: "blocks",
    says: "Text that no originator released gives a State as a source: {given}.",
    check: (model) =>
      paragraphs(model).flatMap((block) =>
        block.sentences
          .filter((one) => one.finding === undefined && block.finding === undefined)
          .flatMap(({ inlines }) => [...plain(inlines).matchAll(STATE_AS_SOURCE)].map((match) => ({ where: `paragraph ${block.number}`, params: { given: match[1] ?? match[2] ?? "" } }))),
      ),
  },
  P11: {
    severity: "blocks",
    says: "A sentence is handled more strictly than the file it stands in.",
    check: (model) =>
      model.kind === "report" ? paragraphs(model).flatMap((block) => block.sentences.filter((one) => one.handling !== "unclassified").map(() => ({ where: `paragraph ${block.number}` }))) : [],
  },
  P13: {
    severity: "warns",
    says: "A vessel is named without an IMO number: {given}.",
    check: (model) => model.findings.flatMap((finding) => finding.vessels.filter((one) => one.imo === undefined).map((one) => ({ where: finding.caseId, params: { given: one.name } }))),
  },
  P14: {
    severity: "blocks",
    says: "The check digit of an IMO number is wrong: {given}.",
    check: (model) =>
      model.findings.flatMap((finding) =>
        finding.vessels.flatMap((one) => [one.imo, ...one.excluded.map((other) => other.imo)]).filter((imo) => imo !== undefined && !imoCheck(imo)).map((imo) => ({ where: finding.caseId, params: { given: imo ?? "" } })),
      ),
  },
  P18: {
    severity: "blocks",
    says: "What is not known about a claim does not stand with its finding: {given}.",
    check: (model) => {
      const body = model.blocks.map((block) => textOf(sentencesOf(block))).join("\n").toLowerCase();
      return model.kind !== "report"
        ? []
        : model.findings.flatMap((finding) =>
            finding.unknowns.filter((one) => !body.includes(one.trim().replace(/[.;,]+$/, "").toLowerCase())).map((given) => ({ where: finding.caseId, params: { given } })),
          );
    },
  },
  P21: {
    severity: "warns",
    says: "The text has {words} words; {allowed} are allowed.",
    check: (model) => {
      const counts = wordsBySection(model);
      const total = [...counts.values()].reduce((sum, one) => sum + one, 0);
      const sections = [...counts].filter(([section, words]) => words > (SECTIONS[section as SectionId]?.words ?? Number.POSITIVE_INFINITY));
      return [
        ...(total > en.maxWords ? [{ where: "report", params: { words: total, allowed: en.maxWords } }] : []),
        ...sections.map(([section, words]) => ({ where: SECTIONS[section as SectionId].title, params: { words, allowed: SECTIONS[section as SectionId].words } })),
      ];
    },
  },
  P23: { severity: "warns", says: "Write “per cent” for {given}.", check: (model) => matching(model, /\d+(?:\.\d+)?\s?%/) },
  P24: {
    severity: "warns",
    says: "Write dates as “2 February 2024”: {given}.",
    check: (model) => matching(model, new RegExp(`\\b(?:${en.months.map((month) => month.slice(0, 3)).join("|")})[a-z]* \\d{1,2},? \\d{4}|\\b\\d{1,2}/\\d{1,2}/\\d{2,4}|\\b\\d{4}-\\d{2}-\\d{2}\\b`)),
  },
  P25: { severity: "warns", says: "Cite as “resolution 1718 (2006)” and “paragraph 8 (b)”: {given}.", check: (model) => matching(model, /\bUNSCR\s?\d*|\bpara\.?\s?\d+|\b[Rr]esolution \d{3,4}\b(?! \()/) },
  P26: {
    severity: "warns",
    says: "The United Nations form of a country's name is “{use}”, not “{given}”.",
    check: (model) => en.countries.flatMap(({ wrong, use }) => matching(model, new RegExp(wrong)).map((one) => ({ ...one, params: { ...one.params, use } }))),
  },
  P27: { severity: "warns", says: "Write out {given}.", check: (model) => matching(model, /\bUNSC\b|\bUNGA\b|(?<![\w/])UN\b/) },
  P29: { severity: "warns", says: "An abbreviation has neither full stops nor a possessive: {given}.", check: (model) => matching(model, /\b[A-Z]{2,6}['’]s\b|\b(?:[A-Z]\.){2,}/) },
  P30: {
    severity: "warns",
    says: "Spell “{use}”: {given}.",
    check: (model) => en.spellings.flatMap(({ wrong, use }) => matching(model, new RegExp(wrong)).map((one) => ({ ...one, params: { ...one.params, use } }))),
  },
  P33: {
    severity: "blocks",
    says: "A figure has a source line, an alternative text and a licence: {given}.",
    check: (model) =>
      model.blocks.flatMap((block) => {
        if (block.kind !== "figure") return [];
        const lacks = [block.source.trim() === "" && "source", block.alt.trim() === "" && "alternative text", !block.licence?.trim() && "licence"].filter((one) => one !== false);
        return lacks.length === 0 ? [] : [{ where: `figure ${block.number}`, params: { given: `no ${lacks.join(", no ")}` } }];
      }),
  },
  P36: {
    severity: "warns",
    says: "A note has its mark in the text and ends with a full stop.",
    check: (model) => {
      const marks = new Set(inlinesOf(model).flatMap((one) => (one.kind === "note" ? [one.number] : [])));
      return model.notes.filter((note) => !marks.has(note.number) || !/[.!?]$/.test(plain(note.inlines).trim())).map((note) => ({ where: `note ${note.number}` }));
    },
  },
  P38: {
    severity: "warns",
    says: "A quotation from a document has {words} words; at most {allowed} are taken.",
    check: (model) =>
      model.blocks.flatMap((block) =>
        block.kind === "quotation" && block.of === "document" && wordsIn(block.text) > en.maxQuotationWords ? [{ where: "quotation", params: { words: wordsIn(block.text), allowed: en.maxQuotationWords } }] : [],
      ),
  },
  P39: {
    severity: "blocks",
    says: "A recommendation says what is recommended and to whom: {given}.",
    check: (model) =>
      model.findings.flatMap((finding) =>
        finding.recommendations
          .filter((one) => one.addressee.trim() === "" || !/\brecommends?\b/i.test(one.text))
          .map((one) => ({ where: finding.caseId, params: { given: one.text.slice(0, 80) } })),
      ),
  },
  P42: {
    severity: "warns",
    says: "A heading has at most {allowed} words and no full stop: {given}.",
    check: (model) =>
      model.blocks.flatMap((block) =>
        block.kind === "heading" && (wordsIn(block.text) > en.maxHeadingWords || /\.$/.test(block.text)) ? [{ where: `heading ${block.number}`, params: { given: block.text, allowed: en.maxHeadingWords } }] : [],
      ),
  },
};

export const blocking = (faults: readonly Fault[]): readonly Fault[] => faults.filter((one) => one.severity === "blocks");
