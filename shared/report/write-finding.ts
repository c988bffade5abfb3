import { FORMAT } from "../domain/format.ts";
import type { AdoptedExhibit, AdoptedFinding, AdoptedSentence } from "./adopted.ts";
import { formula, text, vesselName, vesselNames, withVessels } from "./inlines.ts";
import type { Inline, Sentence } from "./model.ts";
import type { Pen } from "./pen.ts";
import { dateInWords, fill, withoutEnd } from "./wording.ts";

const en = FORMAT.en;
const say = en.sentences;

/** Which side of the wall a file stands on: what it prints of sentences, exhibits and figures. */
export interface Side {
  readonly prints: (sentence: AdoptedSentence) => boolean;
  readonly describes: (exhibit: AdoptedExhibit) => boolean;
}

export const isHeld = (one: { readonly handling?: string; readonly classification?: string }): boolean =>
  (one.handling ?? one.classification ?? "unclassified") !== "unclassified";

/** A finding of which no sentence may be public: not even its title is printed there. */
export const isWhollyHeld = (finding: AdoptedFinding): boolean => finding.sentences.length > 0 && finding.sentences.every(isHeld);

export const PUBLIC_SIDE: Side = { prints: (sentence) => !isHeld(sentence), describes: (exhibit) => !isHeld(exhibit) };
export const HELD_SIDE: Side = { prints: isHeld, describes: () => true };

/** Paragraph breaks as adopted: sentences of one number, in the order of their first. */
export const paragraphsOf = (sentences: readonly AdoptedSentence[]): readonly (readonly AdoptedSentence[])[] => [
  ...Map.groupBy(sentences, (sentence) => sentence.paragraph ?? 1).values(),
];

/** Exhibits that a sentence rests on, through its claims, each once. */
export const exhibitsOf = (finding: AdoptedFinding, sentence: AdoptedSentence): readonly AdoptedExhibit[] => {
  const refs = new Set(sentence.claims.flatMap((id) => finding.claims.find((claim) => claim.id === id)?.exhibits ?? []));
  return [...refs].flatMap((ref) => finding.exhibits.find((exhibit) => exhibit.ref === ref) ?? []);
};

/** Everything not known that bears on the finding, in order, each once. */
export const unknownsOf = (finding: AdoptedFinding): readonly string[] => [
  ...new Set([...finding.unknowns, ...finding.claims.flatMap((claim) => claim.unknowns)].map(withoutEnd)),
];

/** The adopted paragraphs, each sentence with its note, each figure after the paragraph that first cites its exhibit. */
export const writeAdopted = (pen: Pen, finding: AdoptedFinding, side: Side): void => {
  const names = vesselNames(finding.vessels);
  const figures = new Map<string, number>();
  const waiting = finding.figures.filter((figure) => {
    const exhibit = finding.exhibits.find((one) => one.ref === figure.exhibit);
    return exhibit !== undefined && side.describes(exhibit) && (side !== HELD_SIDE || isHeld(exhibit));
  });
  for (const paragraph of paragraphsOf(finding.sentences.filter(side.prints))) {
    const cited = new Set(paragraph.flatMap((sentence) => exhibitsOf(finding, sentence).map((one) => one.ref)));
    const due = waiting.filter((figure) => cited.has(figure.exhibit) && !figures.has(figure.exhibit));
    for (const figure of due) figures.set(figure.exhibit, pen.nextFigure());
    pen.paragraph(
      paragraph.map((sentence) => printed(pen, finding, sentence, { names, figures, side })),
      finding.caseId,
    );
    for (const figure of due) writeFigure(pen, finding, figure, figures.get(figure.exhibit) ?? 0);
  }
  for (const figure of waiting.filter((one) => !figures.has(one.exhibit))) writeFigure(pen, finding, figure, pen.nextFigure());
};

const printed = (
  pen: Pen,
  finding: AdoptedFinding,
  sentence: AdoptedSentence,
  { names, figures, side }: { names: readonly string[]; figures: ReadonlyMap<string, number>; side: Side },
): Sentence => {
  const exhibits = exhibitsOf(finding, sentence);
  const words = withVessels(sentence.text, names);
  return {
    id: sentence.id,
    finding: finding.caseId,
    claims: sentence.claims,
    handling: sentence.handling ?? "unclassified",
    inlines: exhibits.length === 0 ? words : [...words, pen.cite(exhibits, figures, side.describes)],
  };
};

const writeFigure = (pen: Pen, finding: AdoptedFinding, figure: AdoptedFinding["figures"][number], number: number): void =>
  pen.figure(
    {
      exhibit: figure.exhibit,
      title: withVessels(figure.title, vesselNames(finding.vessels)),
      alt: figure.alt,
      source: figure.source,
      handling: finding.exhibits.find((one) => one.ref === figure.exhibit)?.classification ?? "unclassified",
      ...(figure.date === undefined ? {} : { date: figure.date }),
      ...(figure.licence === undefined ? {} : { licence: figure.licence }),
      ...(figure.placeholder === undefined ? {} : { placeholder: figure.placeholder }),
    },
    number,
  );

/** The finding and what must stand with it: vessels told apart, what is not known, replies or their absence, objections. */
export const writeFinding = (pen: Pen, finding: AdoptedFinding, side: Side): void => {
  const id = finding.caseId;
  const saysSo = finding.sentences.some((sentence) => sentence.text.includes("continues to investigate"));
  if (finding.standing === "under investigation" && !saysSo) pen.paragraph([formula(say.investigating)], id);
  writeAdopted(pen, finding, side);
  if (finding.vessels.length > 0) writeVessels(pen, finding);
  writeUnknowns(pen, finding);
  writeReplies(pen, finding);
  for (const objection of finding.objections) {
    pen.paragraph([formula(fill(say.objected, { specialism: objection.specialism }))], id);
    pen.quotation({ of: "objection", finding: id, text: objection.reason });
  }
};

/** Words that open a clause lose their capital after a colon; a name keeps it. */
const afterColon = (text: string): string =>
  /^(?:The|A|An|Whether|When|Where|Which|Who|What|Why|How|In|At|On|Any)\b/.test(text)
    ? text.charAt(0).toLowerCase() + text.slice(1)
    : text;

const writeUnknowns = (pen: Pen, finding: AdoptedFinding): void => {
  const names = vesselNames(finding.vessels);
  const unknowns = unknownsOf(finding);
  const only = unknowns.length === 1 ? unknowns[0] : undefined;
  if (only !== undefined) pen.paragraph([formula(fill(say.unknownsOne, { unknown: afterColon(only) }), names)], finding.caseId);
  if (unknowns.length < 2) return;
  pen.paragraph([formula(say.unknownsMany)], finding.caseId);
  const end = (index: number) => (index === unknowns.length - 1 ? "." : ";");
  pen.items(
    1,
    unknowns.map((unknown, index) => formula(`${unknown}${end(index)}`, names)),
    finding.caseId,
  );
};

const writeReplies = (pen: Pen, finding: AdoptedFinding): void => {
  const id = finding.caseId;
  if (finding.replies.length === 0) pen.paragraph([formula(say.nobodyAsked)], id);
  for (const reply of finding.replies) {
    const asked = fill(say.asked, { state: reply.state, asked: dateInWords(reply.asked), due: dateInWords(reply.due) });
    const outcome = reply.text === undefined ? fill(say.silent, { adopted: dateInWords(finding.adoptedAt) }) : say.replied;
    pen.paragraph([formula(asked), formula(outcome)], id);
    if (reply.text !== undefined) pen.quotation({ of: "reply", finding: id, text: reply.text });
    if (reply.assessment !== undefined)
      pen.paragraph(
        [formula(fill(say.assessed, { assessment: withoutEnd(reply.assessment) }), vesselNames(finding.vessels))],
        id,
      );
  }
};

const writeVessels = (pen: Pen, finding: AdoptedFinding): void => {
  pen.paragraph([formula(fill(say.vessels, { number: pen.nextTable() }))], finding.caseId);
  const excludedLine = (one: { name: string; imo?: string; why: string }): readonly Inline[] => [
    vesselName(one.name),
    text(`${one.imo === undefined ? "" : ` (IMO No. ${one.imo})`}: ${one.why}`),
  ];
  pen.table({
    title: en.labels.vessels,
    wide: false,
    columns: en.labels.columns.vessels.map((head, index) => ({ head, share: [20, 14, 19, 47][index] ?? 25 })),
    rows: finding.vessels.map((vessel) => [
      [[vesselName(vessel.name)], ...(vessel.note === undefined ? [] : [[text(vessel.note)]])],
      [[text(vessel.imo ?? en.labels.unknown)]],
      [[text(vessel.flag ?? en.labels.unknown)]],
      vessel.excluded.length === 0 ? [[text(en.labels.none)]] : vessel.excluded.map(excludedLine),
    ]),
  });
};
