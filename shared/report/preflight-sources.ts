import { namesState, STATES, stateName } from "../domain/states.ts";
import { plain } from "./inlines.ts";
import type { ExhibitRecord, FindingRecord, ReportModel } from "./model.ts";
import { type Found, figuresOf, type Known, type Placed, printed, type Rules, statements } from "./preflight-places.ts";

/** What stands for a State that did not release its name. */
const UNATTRIBUTED = "Information held by the Panel";
const MASKED: readonly string[] = ["Member State", UNATTRIBUTED];
const isMasked = (exhibit: ExhibitRecord): boolean => MASKED.includes(exhibit.source);

const NAMES = Object.values(STATES)
  .flat()
  .toSorted((a, b) => b.length - a.length)
  .map((name) => name.replace(/[.*+?^${}()|[\]\\]/g, "\\$&").replaceAll("’", "['’]"))
  .join("|");
const STATE = `(?:the\\s+)?(?:(?:Government|authorities|Permanent Mission|Ministry of [A-Z]\\w+) of\\s+)?(?:the\\s+)?(${NAMES})(?!\\p{L})`;
const GIVEN = "[Ii]nformation|[Ii]magery|[Ii]ntelligence|[Mm]aterial|[Ii]mages?|[Pp]hotographs?|[Dd]ocuments?|[Ee]vidence";
const HANDED = "provided|supplied|submitted|obtained|received|released|shared|given|transmitted|made available";
/** What a State gave; what an image shows of a State, or where a vessel of it sailed, is no source. */
const AS_SOURCE = [
  `\\b(?:${GIVEN})\\s+(?:(?:${HANDED})\\s+)?(?:to\\s+the\\s+Panel\\s+)?(?:from|by)\\s+${STATE}`,
  `\\b(?:[Ii]nformation|[Ii]ntelligence|[Mm]aterial)\\s+of\\s+${STATE}`,
  `\\b[Aa]ccording to\\s+${STATE}`,
  `\\b(?:[Ss]ource|[Cc]redit|[Cc]ourtesy)(?: of)?:?\\s+${STATE}`,
  `(?<!\\p{L})(${NAMES})\\s+(?:Government |authorities )?(?:provided|informed|submitted|supplied|reported|stated|shared|transmitted)\\b`,
].join("|");

/** Ways in which a text gives States as sources, each as it stands there. */
const statesAsSource = (text: string): readonly string[] =>
  [...text.matchAll(new RegExp(AS_SOURCE, "gu"))].flatMap((match) => match.slice(1).filter((name) => name !== undefined));

const codeOf = (name: string): string =>
  Object.entries(STATES).find(([, names]) => names.some((one) => one === name.replaceAll("'", "’") || one === name))?.[0] ?? "";

const released = (exhibits: readonly ExhibitRecord[], name: string): boolean =>
  exhibits.some((exhibit) => exhibit.source === stateName(codeOf(name)));

const unreleased = (texts: readonly Placed[], exhibits: readonly ExhibitRecord[]): readonly Found[] =>
  texts.flatMap(({ where, text }) =>
    statesAsSource(text)
      .filter((name) => !released(exhibits, name))
      .map((given) => ({ where, params: { given } })),
  );

/** Exhibits that the claims of a sentence rest on. */
const restsOn = (finding: FindingRecord, claims: readonly string[]): readonly ExhibitRecord[] => {
  const refs = new Set(finding.claims.filter((claim) => claims.includes(claim.id)).flatMap((claim) => claim.exhibits));
  return finding.exhibits.filter((exhibit) => refs.has(exhibit.ref));
};

/** Adopted sentences against the sources of their own claims; a sentence on public sources alone may say whose they are. */
const inAdopted = (model: ReportModel): readonly Found[] =>
  statements(model).flatMap(({ where, text, sentence }) => {
    const finding = model.findings.find((one) => one.caseId === sentence.finding);
    if (finding === undefined) return [];
    const exhibits = restsOn(finding, sentence.claims);
    return exhibits.some(isMasked) ? unreleased([{ where, text }], exhibits) : [];
  });

/** All other printed text against every source of the report: nobody was asked about it, so only released names may stand there. */
const inTheRest = (model: ReportModel): readonly Found[] => {
  const adopted = new Set(
    statements(model).flatMap(({ sentence }) => (sentence.finding === undefined ? [] : [plain(sentence.inlines)])),
  );
  const formulas = statements(model).filter(({ sentence }) => sentence.finding === undefined);
  const blocks = new Set(statements(model).map(({ where }) => where));
  const others = printed(model).filter(({ where, text }) => !blocks.has(where) && !adopted.has(text));
  return unreleased(
    [...formulas, ...others],
    model.findings.flatMap((finding) => finding.exhibits),
  );
};

/** With the caller's knowledge: what is printed about an exhibit, or in a heading, may not name its originator at all. */
const ofOriginators = (model: ReportModel, { withheld = {} }: Known): readonly Found[] =>
  Object.entries(withheld).flatMap(([caseId, codes]) => {
    const finding = model.findings.find((one) => one.caseId === caseId);
    if (finding === undefined) return [];
    const masked = finding.exhibits.filter(isMasked);
    const isOfMasked = (refs: readonly string[]) => masked.some((exhibit) => refs.includes(exhibit.ref));
    const figures = figuresOf(model).filter((figure) => isOfMasked([figure.exhibit]));
    const texts: readonly Placed[] = [
      { where: caseId, text: finding.title },
      ...masked.map(({ ref, title = "" }) => ({ where: `exhibit ${ref}`, text: title })),
      ...figures.flatMap((figure) =>
        [plain(figure.title), figure.alt, figure.source].map((text) => ({ where: `figure ${figure.number}`, text })),
      ),
    ];
    return codes.flatMap((code) =>
      texts.filter(({ text }) => namesState(text, code)).map(({ where }) => ({ where, params: { given: stateName(code) } })),
    );
  });

const FILE_NAME = /\b[\w-]+\.(?:png|jpe?g|tiff?|nitf?|pdf|docx?|xlsx?|csv|mp4|zip)\b/i;
/** Print references are SUB-001/1 or OS-001: a reference that carries a State's code is not one of them. */
const TELLING_REFERENCE = new RegExp(`\\b[A-Z]{2,4}-(?:${Object.keys(STATES).join("|")})-\\d+`);

/** Rules on how sources are named. */
export const SOURCE_RULES: Rules = {
  P09: {
    severity: "blocks",
    mends: "officer",
    says: "A State is given as a source and did not release its name for it: {given}.",
    check: (model, known) => [...inAdopted(model), ...inTheRest(model), ...ofOriginators(model, known)],
  },
  P10: {
    severity: "blocks",
    mends: "Panel",
    says: "A sentence points to a Member State and rests on material that was released without any attribution: {given}.",
    check: (model) =>
      statements(model).flatMap(({ where, text, sentence }) => {
        const finding = model.findings.find((one) => one.caseId === sentence.finding);
        if (finding === undefined || !/\bMember States?\b/.test(text)) return [];
        const silent = restsOn(finding, sentence.claims).filter((exhibit) => exhibit.source === UNATTRIBUTED);
        return silent.length === 0 ? [] : [{ where, params: { given: silent.map((one) => one.ref).join(", ") } }];
      }),
  },
  P44: {
    severity: "blocks",
    mends: "officer",
    says: "The source line of a figure says “{given}”; the exhibit's source is released as “{released}”.",
    check: (model) =>
      figuresOf(model).flatMap((figure) => {
        const exhibit = model.findings.flatMap((finding) => finding.exhibits).find((one) => one.ref === figure.exhibit);
        if (exhibit === undefined || !isMasked(exhibit) || figure.source === exhibit.source) return [];
        return [{ where: `figure ${figure.number}`, params: { given: figure.source, released: exhibit.source } }];
      }),
  },
  P45: {
    severity: "blocks",
    mends: "officer",
    says: "A printed reference or name of a file can tell more of an origin than was released: {given}.",
    check: (model) => {
      const exhibits = model.findings.flatMap((finding) => finding.exhibits);
      const texts = [
        ...printed(model),
        ...exhibits.map((one) => ({ where: `exhibit ${one.ref}`, text: `${one.ref} ${one.title ?? ""}` })),
      ];
      return texts.flatMap(({ where, text }) => {
        const given = FILE_NAME.exec(text)?.[0] ?? TELLING_REFERENCE.exec(text)?.[0];
        return given === undefined ? [] : [{ where, params: { given } }];
      });
    },
  },
};
