import { answerLetters, sendLetter } from "./letters.ts";
import { decide, type Play, refsOf, seen, splitRef } from "./played.ts";
import type { ScenarioCase } from "./scenario.ts";

/** Exhibits that one request takes. */
const OPENED_WITH = 5;
const LINKED_AT_ONCE = 7;

/** Opens a case at triage with its evidence, and says who first knew each thing. */
export const openCase = async (play: Play): Promise<void> => {
  const { stage, one } = play;
  await stage.advanceTo(one.opened);
  const coordinator = stage.roleOf("coordinator");
  const exhibits = refsOf(play, one.evidence);
  stage.heading(`${one.id}: ${one.title}`);
  await stage.as(coordinator, "open-case", {
    id: one.id,
    title: one.title,
    regime: stage.scenario.regime,
    section: one.section,
    statesConcerned: one.statesConcerned,
    exhibits: exhibits.slice(0, OPENED_WITH),
    ...(one.committeeDeadline === undefined ? {} : { committeeDeadline: one.committeeDeadline }),
  });
  for (let at = OPENED_WITH; at < exhibits.length; at += LINKED_AT_ONCE) {
    await stage.as(coordinator, "link-exhibits", { case: one.id, exhibits: exhibits.slice(at, at + LINKED_AT_ONCE) });
  }
  stage.tell(coordinator, `opens the case with ${exhibits.length} exhibits`);
  await assign(play, coordinator);
  for (const person of stage.scenario.people.filter((other) => other.role === "expert" || other.role === "coordinator")) {
    await stage.as(person.id, "declare-interest", { case: one.id, interest: "none", recused: false });
  }
  stage.tell("every expert", "declares an interest, or none");
  await attribute(play);
};

/** The first verifier of the list whom the rules let verify alone is assigned; who was refused is kept. */
const assign = async (play: Play, coordinator: string): Promise<void> => {
  const { stage, one, tried } = play;
  for (const verifier of one.verifiers) {
    const before = await seen(play);
    const refused = await stage.refusal(coordinator, "assign-team", {
      case: one.id,
      version: before.version,
      lead: stage.idOf(one.lead),
      verifier: stage.idOf(verifier),
    });
    const after = await seen(play);
    if (refused === undefined) {
      stage.tell(coordinator, `assigns ${one.lead} as lead, ${verifier} as second expert`);
      return;
    }
    if (after.verifier !== null) throw refused;
    tried.verifiers.push({ person: verifier, code: refused.code });
    stage.tell(coordinator, `may not assign ${verifier} as second expert`, refused.message);
  }
  throw new Error(`${one.id}: none of ${one.verifiers.join(", ")} may verify alone`);
};

const attribute = async (play: Play): Promise<void> => {
  const { stage, one } = play;
  for (const origin of one.origins) {
    const ref = play.refs.get(origin.of);
    if (ref === undefined) continue;
    await stage.as(one.lead, "attribute-origin", {
      case: one.id,
      ...splitRef(ref),
      origin: origin.origin,
      ...(origin.carries === undefined ? {} : { carries: origin.carries }),
      ...(origin.sceneId === undefined ? {} : { sceneId: origin.sceneId }),
      ...(origin.objectId === undefined ? {} : { objectId: origin.objectId }),
      reasons: origin.why,
    });
  }
  if (one.origins.length > 0) stage.tell(one.lead, `says of ${one.origins.length} items who first knew, and what merely repeats`);
};

/** Records what the evidence is cited for: claims, vessels, grades, the elements of obligations. */
export const recordClaims = async (play: Play): Promise<void> => {
  const { stage, one } = play;
  for (const claim of one.claims) {
    await stage.as(one.lead, "record-claim", {
      case: one.id,
      claim: claim.id,
      text: claim.text,
      kinds: claim.kinds,
      supportedBy: refsOf(play, claim.supportedBy),
      contradictedBy: refsOf(play, claim.contradictedBy),
      unknowns: claim.unknowns,
      ...(claim.nothingUnknown === undefined ? {} : { nothingUnknown: claim.nothingUnknown }),
    });
  }
  await recordVessels(play);
  await recordPlaces(play);
  stage.tell(
    one.lead,
    `records ${[`${one.claims.length} claims`, `${one.vessels.length} vessels`, `${one.places.length} places`].join(", ")}`,
  );
  const now = await seen(play);
  for (const claim of now.claims) {
    const names = claim.origins.origins.map((origin: { names: readonly string[] }) => origin.names.join(" = ")).join("; ");
    stage.tell(
      "Corroborate",
      `counts ${claim.id}: ${claim.supportedBy.length} items, ${claim.origins.count} origin${claim.origins.count === 1 ? "" : "s"}`,
      names,
    );
  }
  for (const grade of one.grades) {
    const ref = play.refs.get(grade.of);
    if (ref !== undefined)
      await stage.as(one.lead, "grade-exhibit", {
        case: one.id,
        ...splitRef(ref),
        source: grade.source,
        information: grade.information,
        reasons: grade.why,
      });
  }
  await mapObligations(play);
};

const recordVessels = async ({ stage, one }: Play): Promise<void> => {
  for (const { id: vessel, name, imo, flag, features, excluded, listed } of one.vessels) {
    await stage.as(one.lead, "record-vessel", {
      case: one.id,
      vessel,
      name,
      ...(imo === undefined ? {} : { imo }),
      ...(flag === undefined ? {} : { flag }),
      features,
      excluded: excluded.map(({ imo: number, ...rest }) => ({ ...rest, ...(number === undefined ? {} : { imo: number }) })),
      listed: listed.map(({ linkedTo, ...rest }) => ({ ...rest, ...(linkedTo === undefined ? {} : { linkedTo }) })),
    });
  }
};

const recordPlaces = async (play: Play): Promise<void> => {
  const { stage, one } = play;
  for (const { id: place, cites, ...rest } of one.places)
    await stage.as(one.lead, "record-place", { case: one.id, place, ...rest, cites: refsOf(play, cites) });
};

const mapObligations = async ({ stage, one }: Play): Promise<void> => {
  for (const obligation of one.obligations) {
    await stage.as(one.lead, "map-obligation", {
      case: one.id,
      obligation: obligation.id,
      elements: obligation.elements,
      ...(obligation.own === undefined ? {} : { own: obligation.own }),
    });
    const open = obligation.elements
      .filter((element) => element.state === "not established")
      .map((element) => `${element.element} not established: ${element.why}`);
    stage.tell(one.lead, `maps ${obligation.id}`, open.length === 0 ? undefined : open.join("; "));
  }
};

/** Triage, with an attempt to merge where the scenario has one, and enquiries with their replies. */
export const triageAndEnquire = async (play: Play): Promise<void> => {
  const { stage, one } = play;
  const coordinator = stage.roleOf("coordinator");
  if (one.mergeInto !== undefined) {
    const before = await seen(play);
    const refused = await stage.refusal(coordinator, "decide-stage", {
      case: one.id,
      version: before.version,
      stage: "triage",
      decision: "merge",
      reasons: "the events are close in time",
      into: one.mergeInto,
    });
    const after = await seen(play);
    play.tried.merge =
      refused === undefined ? "merged" : after.at === "triage" ? refused.code : `${refused.code}, yet at ${after.at}`;
    stage.tell(
      coordinator,
      `tries to merge it into ${one.mergeInto}: ${refused === undefined ? "merged" : "refused"}`,
      refused?.message,
    );
    if (refused === undefined) return;
  }
  await decide(play, coordinator, "open", "Within the mandate; hashes agree, receipts and handling are there.");
  const enquiries: [string, ScenarioCase["letters"][number]][] = [];
  for (const letter of one.letters.filter((other) => other.purpose === "enquiry"))
    enquiries.push([await sendLetter(play, letter), letter]);
  await answerLetters(play, enquiries, "go on");
  await decide(play, one.lead, "proceed", "Enquiries are sent; what came back is recorded.");
};
