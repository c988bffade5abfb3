import type { CaseFile, Exhibit, Member } from "#shared/domain/case.ts";
import { EVIDENCE } from "#shared/domain/evidence.ts";
import { statementsOf } from "#shared/domain/gates.ts";
import { type Handling, strictest } from "#shared/domain/handling.ts";
import { citation, obligationOf } from "#shared/domain/obligations.ts";
import { originsOf } from "#shared/domain/origins.ts";
import { Problem } from "#shared/domain/problems.ts";
import { namesState, stateInText, stateName } from "#shared/domain/states.ts";
import { listedByCommittee } from "#shared/domain/wording.ts";
import type {
  AdoptedClaim,
  AdoptedExhibit,
  AdoptedFigure,
  AdoptedFinding,
  AdoptedObligation,
  AdoptedReply,
  AdoptedVessel,
} from "#shared/report/adopted.ts";

/** The finding with the count of the Panel's letters on the case, which a report tells. */
export type SentFinding = AdoptedFinding & { readonly letters: { readonly sent: number; readonly answered: number } };

/** What the Secretariat needs to print a case: the adopted text and what it rests on, with sources named only as released. */
export const adoptedFinding = (file: CaseFile, now: string): SentFinding => {
  const { finding } = file;
  if (finding === undefined) throw new Problem("NOT_READY", { what: "no text is written" });
  const cited = new Set(finding.sentences.flatMap((sentence) => sentence.claims));
  const claims = file.claims.filter((claim) => cited.has(claim.id));
  const refs = new Set([
    ...claims.flatMap((claim) => [...claim.supportedBy, ...claim.contradictedBy]),
    ...finding.figures.map((one) => one.exhibit),
  ]);
  const exhibits = file.exhibits.filter((one) => refs.has(one.ref));
  return {
    caseId: file.id,
    title: finding.title,
    section: file.section as AdoptedFinding["section"],
    hash: finding.hash,
    standing: file.standing === "under investigation" ? "under investigation" : "corroborated",
    adoptedAt: now,
    objections: file.positions
      .filter((one) => one.stage === "adoption" && one.says === "object" && one.hash === finding.hash)
      .map((one) => ({ specialism: memberOf(file, one.person)?.specialism ?? one.role, reason: one.reasons ?? "" })),
    sentences: finding.sentences.map(({ id, text, claims: of, paragraph }) => ({
      id,
      text,
      claims: of,
      paragraph,
      ...heldAs(file, of),
    })),
    claims: claims.map(
      (claim): AdoptedClaim => ({
        id: claim.id,
        text: claim.text,
        kind: claim.kinds[0] ?? "observation",
        exhibits: claim.supportedBy,
        unknowns: claim.unknowns,
        origins: originsOf(claim, file.exhibits).count,
        needed: file.originsNeeded,
      }),
    ),
    exhibits: exhibits.map((one) => exhibitFor(file, one)),
    vessels: file.vessels.map(
      (one): AdoptedVessel => ({
        name: one.name,
        ...(one.imo === undefined ? {} : { imo: one.imo }),
        ...(one.flag === undefined ? {} : { flag: stateName(one.flag) }),
        ...(listedByCommittee(one) ? { listedByCommittee: true } : {}),
        excluded: one.excluded,
      }),
    ),
    unknowns: [...new Set(claims.flatMap((claim) => claim.unknowns))],
    replies: file.letters
      .filter((one) => one.purpose === "opportunity to reply")
      .map(
        (one): AdoptedReply => ({
          state: stateInText(one.state),
          asked: one.sentAt.slice(0, 10),
          due: one.dueAt.slice(0, 10),
          ...(one.reply === undefined ? {} : { text: one.reply.text }),
          ...(one.assessment === undefined ? {} : { assessment: one.assessment.text }),
        }),
      ),
    obligations: file.mappings.flatMap((mapping): readonly AdoptedObligation[] => {
      const row = obligationOf(mapping.obligation, mapping.own);
      if (row === undefined) return [];
      const named = row.elements as Readonly<Record<string, string>>;
      const elements = mapping.elements.map((one) => ({ element: named[one.element] ?? one.element, state: one.state }));
      return [{ citation: citation(row), verified: row.numberVerified, measure: row.measure, elements }];
    }),
    figures: finding.figures.map((one): AdoptedFigure => {
      const exhibit = exhibits.find((other) => other.ref === one.exhibit);
      return {
        exhibit: one.exhibit,
        title: one.title,
        alt: one.alt,
        source: exhibit === undefined ? "" : sourceOf(file, exhibit),
        licence: one.licence,
        ...(exhibit?.shows === undefined ? {} : { date: exhibit.shows.slice(0, 10) }),
      };
    }),
    recommendations: finding.recommendations,
    letters: { sent: file.letters.length, answered: file.letters.filter((one) => one.reply !== undefined).length },
  };
};

/** A sentence inherits the strictest handling of what it rests on, until a recorded release: a State's is G13, the Panel's own has none. */
const heldAs = (file: CaseFile, claims: readonly string[]): { readonly handling?: Handling["classification"] } => {
  const refs = new Set(file.claims.filter((one) => claims.includes(one.id)).flatMap((one) => one.supportedBy));
  const own = file.exhibits.filter((one) => refs.has(one.ref) && one.state === undefined).flatMap((one) => one.handling ?? []);
  const classification = own.length === 0 ? "unclassified" : strictest(own).classification;
  return classification === "unclassified" ? {} : { handling: classification };
};

const memberOf = (file: CaseFile, person: string): Member | undefined => file.team.find((one) => one.person === person);

const exhibitFor = (file: CaseFile, exhibit: Exhibit): AdoptedExhibit => {
  const kind = EVIDENCE[exhibit.kind].title;
  // A title that the originator gave may name it: what was not released by name is described by its kind.
  const named = exhibit.state !== undefined && !mayName(file, exhibit) && namesState(exhibit.title, exhibit.state);
  return {
    ref: exhibit.ref,
    kind,
    title: named ? kind : exhibit.title,
    sha256: exhibit.sha256Stored,
    bytes: exhibit.bytes,
    version: exhibit.fileVersion,
    mediaType: exhibit.mediaType,
    source: sourceOf(file, exhibit),
    // A release lets a sentence be said; it does not declassify the item, which is described in the confidential annex only.
    classification: exhibit.handling?.classification ?? "unclassified",
    ...(exhibit.shows === undefined ? {} : { date: exhibit.shows.slice(0, 10) }),
    ...(exhibit.carries === undefined ? {} : { carriedBy: exhibit.carries }),
  };
};

/** As released: by name only where every answer for a sentence that rests on it says so. */
const sourceOf = (file: CaseFile, exhibit: Exhibit): string => {
  if (exhibit.state === undefined) return exhibit.publisher ?? exhibit.origin;
  if (mayName(file, exhibit)) return stateName(exhibit.state);
  return attributionsOf(file, exhibit).includes("none") ? "Information held by the Panel" : "Member State";
};

const mayName = (file: CaseFile, exhibit: Exhibit): boolean => {
  const all = attributionsOf(file, exhibit);
  return all.length > 0 && all.every((as) => as === "named State" || as === "named source");
};

const attributionsOf = (file: CaseFile, exhibit: Exhibit): readonly string[] =>
  statementsOf(file)
    .filter((one) => one.exhibits.includes(exhibit.ref))
    .flatMap((statement) => {
      const answers = file.releases.filter(
        (one) => one.state === exhibit.state && one.sentence === statement.id && one.answer !== undefined,
      );
      const last = answers.toSorted((a, b) => a.askedAt.localeCompare(b.askedAt)).at(-1);
      return last?.answer?.as === undefined ? [] : [last.answer.as];
    });
