import type { CaseFile } from "#shared/domain/case.ts";
import { replyWindow } from "#shared/domain/clock.ts";
import { EVIDENCE } from "#shared/domain/evidence.ts";
import { inWords } from "#shared/domain/gate-words.ts";
import { GATES, gateOf, gatesOf, originatorsOf } from "#shared/domain/gates.ts";
import { citation, obligationOf } from "#shared/domain/obligations.ts";
import { originsOf } from "#shared/domain/origins.ts";
import { webAnnotation } from "#shared/domain/places.ts";
import { type GateId, isStage, STAGES } from "#shared/domain/stages.ts";
import { stateName } from "#shared/domain/states.ts";
import { allowedForms, claimStrength, findingFaults } from "#shared/domain/wording.ts";
import type { Run } from "#shared/endpoint.ts";
import { loadCase } from "./case-file.ts";

/** Experts see the whole case. Officers see where it stands and the letters: correspondence is theirs, the analysis is the Panel's. */
export const run: Run<"get-case"> = async ({ record, ports, actor, now }) => {
  const { file } = await loadCase(ports.records, record, now);
  return actor.role === "officer"
    ? { ...standingOf(file), letters: lettersOf(file), gates: gatesNow(file, now) }
    : wholeCase(file, now);
};

const standingOf = (file: CaseFile) => ({
  case: file.id,
  version: file.version,
  title: file.title,
  regime: file.regime,
  section: file.section,
  at: file.at,
  stage: isStage(file.at) ? STAGES[file.at].title : null,
  standing: file.standing ?? null,
  openedAt: file.openedAt,
  enteredAt: file.enteredAt,
  dueAt: file.dueAt ?? null,
  committeeDeadline: file.committeeDeadline,
  statesConcerned: file.statesConcerned.map((state) => ({ state, name: stateName(state) })),
  retaliatory: file.retaliatory ?? false,
  mergedInto: file.mergedInto ?? null,
  lead: file.lead ?? null,
  verifier: file.verifier ?? null,
});

const wholeCase = (file: CaseFile, now: string) => ({
  ...standingOf(file),
  originsNeeded: file.originsNeeded,
  team: file.team,
  exhibits: file.exhibits.map((one) => ({ ...one, kindTitle: EVIDENCE[one.kind].title })),
  claims: file.claims.map((claim) => {
    const strength = claimStrength(claim, file);
    return { ...claim, origins: originsOf(claim, file.exhibits), strength, allowed: allowedForms(strength) };
  }),
  vessels: file.vessels,
  places: file.places ?? [],
  annotations: (file.annotations ?? []).map(webAnnotation),
  mappings: file.mappings.map((mapping) => {
    const row = obligationOf(mapping.obligation, mapping.own);
    return {
      ...mapping,
      citation: row === undefined ? null : citation(row),
      numberVerified: row?.numberVerified ?? false,
      measure: row?.measure ?? null,
    };
  }),
  letters: lettersOf(file),
  replyWindow: replyWindow(
    file.letters
      .filter((one) => one.purpose === "opportunity to reply")
      .map((one) => ({ dueAt: one.dueAt, replied: one.reply !== undefined })),
    { now, committeeDeadline: file.committeeDeadline },
  ),
  attestations: file.attestations.map((one) => ({ ...one, how: "attested, not computed" })),
  waivers: file.waivers,
  positions: file.positions,
  releases: file.releases,
  finding:
    file.finding === undefined
      ? null
      : {
          ...file.finding,
          sentences: file.finding.sentences.map((one) => ({ ...one, originators: originatorsOf(file, one.claims) })),
          faults: findingFaults(file),
        },
  gates: gatesNow(file, now),
  /** Every gate of the whole review, so that nobody is surprised later. */
  allGates: (Object.keys(GATES) as readonly GateId[]).map((gate) => shownGate(file, gate, now)),
  decisions: decisionsOf(file, now),
});

const lettersOf = (file: CaseFile) => file.letters.map((one) => ({ ...one, stateName: stateName(one.state) }));

/** The gates of the present stage with what is missing in words. */
const gatesNow = (file: CaseFile, now: string) =>
  isStage(file.at) ? STAGES[file.at].gates.map((gate) => shownGate(file, gate, now)) : [];

const shownGate = (file: CaseFile, gate: GateId, now: string) => {
  const result = gateOf(gate, file, now);
  return {
    gate,
    title: GATES[gate].title,
    waivable: GATES[gate].waivable,
    ...(result.state === "met"
      ? result
      : { state: result.state, missing: result.missing.map((one) => ({ ...one, ...inWords(one) })) }),
  };
};

/** Decisions of the present stage: where each leads, and whether the gates let it. */
const decisionsOf = (file: CaseFile, now: string) => {
  if (!isStage(file.at)) return [];
  const open = gatesOf(file.at, file, now)
    .filter(({ result }) => result.state === "missing")
    .map(({ gate }) => gate);
  return Object.entries(STAGES[file.at].on).map(([decision, target]) => ({
    decision,
    to: target.to,
    decidedBy: STAGES[file.at as keyof typeof STAGES].decidedBy,
    blockedBy: target.forward ? open : [],
  }));
};
