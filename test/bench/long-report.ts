import type { AdoptedFinding, AssemblyInput, Plates } from "#shared/report/adopted.ts";
import type { Inline, ReportModel } from "#shared/report/model.ts";
import { placeholderHash, plate, record } from "#test/fixtures/report-findings.ts";

const FINDINGS = 100;
const SENTENCES = 114;
const NOTES = 15;
const FIGURES = 2;
const SECTIONS = ["sectoral-maritime", "finance", "nuclear-missile"] as const;

const WORDS =
  "the vessel was seen at a berth of the port with containers on deck while its transmitter was silent for several days and no record of the call was found".split(
    " ",
  );

const sentence = (finding: number, number: number): string =>
  `The Panel found in case ${finding}, part ${number}, that ${WORDS.slice(0, 10 + (number % 12)).join(" ")}.`;

const finding = (number: number): AdoptedFinding => {
  const id = `CASE-${number}`;
  const exhibits = Array.from({ length: NOTES }, (_, index) => ({
    ref: `SUB-${String(number).padStart(3, "0")}/${index + 1}`,
    kind: "satellite image",
    title: `Berth ${index + 1}`,
    sha256: placeholderHash(`${id}/${index}`),
    bytes: 1_048_576,
    version: "1",
    mediaType: "image/png",
    date: "2023-10-01",
    source: "Member State",
    classification: "unclassified" as const,
  }));
  return {
    caseId: id,
    title: `Port calls, series ${number}`,
    section: SECTIONS[number % SECTIONS.length] ?? "finance",
    hash: placeholderHash(id),
    standing: "corroborated",
    adoptedAt: "2024-01-31T14:06:00Z",
    objections: [],
    sentences: Array.from({ length: SENTENCES }, (_, index) => ({
      id: `s${index}`,
      paragraph: 1 + Math.floor(index / 5),
      text: sentence(number, index),
      claims: index % 7 === 0 && index / 7 < NOTES ? [`CL-${index / 7}`] : [],
    })),
    claims: exhibits.map(({ ref }, index) => ({
      id: `CL-${index}`,
      text: "A vessel was at a berth.",
      kind: "observation",
      exhibits: [ref],
      unknowns: [],
      origins: 2,
      needed: 2,
    })),
    exhibits,
    vessels: [],
    unknowns: [],
    replies: [],
    obligations: [],
    figures: exhibits.slice(0, FIGURES).map(({ ref }, index) => ({
      exhibit: ref,
      title: `Berth ${index + 1}`,
      alt: "Grey plate: outline of a vessel between two piers.",
      source: "Member State",
      date: "2023-10-01",
    })),
    recommendations: [],
  };
};

/** A report of about 300,000 words, 1,500 footnotes and 200 figures: far beyond any real one. */
export const longReport = (): { readonly input: AssemblyInput; readonly plates: Plates } => {
  const findings = Array.from({ length: FINDINGS }, (_, index) => finding(index + 1));
  const refs = findings.flatMap(({ figures }) => figures.map(({ exhibit }) => exhibit));
  return {
    input: { report: { ...record, demonstration: false }, findings },
    plates: Object.fromEntries(
      refs.map((ref, index) => [
        ref,
        { bytes: plate(880 + index, 400), mediaType: "image/png", width: 880 + index, height: 400 },
      ]),
    ),
  };
};

const plain = (inlines: readonly Inline[]): string =>
  inlines.map((one) => (one.kind === "note" ? `[^${one.number}]` : one.text)).join("");

/** The same text for another converter: headings, paragraphs and footnotes as Markdown; figures and tables are left to us. */
export const markdownOf = (model: ReportModel): string => {
  const body = model.blocks.flatMap((block) => {
    if (block.kind === "heading") return [`${"#".repeat(block.level)} ${block.text}`];
    return "sentences" in block ? [block.sentences.map(({ inlines }) => plain(inlines)).join(" ")] : [];
  });
  const notes = model.notes.map(({ number, inlines }) => `[^${number}]: ${plain(inlines)}`);
  return [...body, ...notes].join("\n\n");
};
