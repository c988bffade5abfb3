import type { CaseFile, Exhibit, GateResult, Missing } from "./case.ts";
import { obligationOf } from "./obligations.ts";
import { originsOf } from "./origins.ts";
import type { GateId, StageId } from "./stages.ts";
import { STAGES } from "./stages.ts";
import { namesState, stateName, withoutAttribution } from "./states.ts";
import { findingFaults, strengthOf } from "./wording.ts";

/** One evidence gate (BRIEF 9.2). `check` says what is missing; nothing missing is met. */
export interface GateRow {
  readonly title: string;
  /** Two different experts may waive it with reasons. Integrity, release and adoption never. */
  readonly waivable: boolean;
  /** Met by a named expert's reasons; nothing is computed yet. */
  readonly attested?: boolean;
  readonly check: (file: CaseFile, now: string) => readonly Missing[];
}

const lacks = (key: string, who: string, params: Missing["params"] = {}): Missing => ({ key, who, params });
const none: readonly Missing[] = [];

const attested =
  (gate: GateId) =>
  (file: CaseFile): readonly Missing[] => {
    const others = file.attestations.filter((one) => one.gate === gate && one.by !== file.lead);
    if (others.length === 0) return [lacks(`${gate}.attestation`, "who.verifier")];
    const free = others.some((one) => one.nationality === undefined || !file.statesConcerned.includes(one.nationality));
    return free ? none : [lacks(`${gate}.national`, "who.other-expert")];
  };

const integrity = (file: CaseFile) =>
  file.exhibits.length === 0
    ? [lacks("G1.none", "who.expert")]
    : file.exhibits
        .filter((one) => one.sha256Declared !== one.sha256Stored)
        .map((one) => lacks("G1.hash", "who.originator", { ref: one.ref }));

const accredited = (file: CaseFile) =>
  file.exhibits
    .filter((one) => (one.state === undefined ? one.registeredBy === "" : one.receiptEntry === undefined))
    .map((one) => lacks("G2.receipt", "who.secretariat", { ref: one.ref }));

const handled = (file: CaseFile) =>
  file.exhibits
    .filter((one) => one.handling === undefined)
    .map((one) => lacks("G3.handling", "who.originator", { ref: one.ref }));

/** Claims that a sentence finds or assesses need independent origins; what is only reported ("According to …") does not (BRIEF 9.2). */
const independent = (file: CaseFile) => {
  const asserted = new Set(
    file.finding?.sentences.filter((one) => strengthOf(one.text).strength >= 2).flatMap((one) => one.claims) ?? [],
  );
  const weighed = file.claims.filter((claim) =>
    file.finding === undefined
      ? claim.kinds.includes("observation") && claim.contradictedBy.length === 0
      : asserted.has(claim.id),
  );
  if (weighed.length === 0) return [lacks("G6.no-claims", "who.lead")];
  return weighed
    .map((claim) => ({ claim, count: originsOf(claim, file.exhibits).count }))
    .filter(({ count }) => count < file.originsNeeded)
    .map(({ claim, count }) => lacks("G6.origins", "who.lead", { claim: claim.id, count, needed: file.originsNeeded }));
};

const tagged = (file: CaseFile) =>
  file.claims.flatMap((claim) => [
    ...(claim.kinds.includes("observation") && claim.kinds.includes("inference")
      ? [lacks("G8.mixed", "who.lead", { claim: claim.id })]
      : []),
    ...(claim.unknowns.length === 0 && claim.nothingUnknown === undefined
      ? [lacks("G8.unknowns", "who.lead", { claim: claim.id })]
      : []),
  ]);

const mapped = (file: CaseFile) => {
  if (file.mappings.length === 0) return [lacks("G9.none", "who.lead")];
  return file.mappings.flatMap((mapping) => {
    const needed = Object.keys(obligationOf(mapping.obligation, mapping.own)?.elements ?? {});
    const absent = needed.filter((element) => !mapping.elements.some((one) => one.element === element));
    const bare = mapping.elements.filter((one) => one.state !== "not established" && one.claims.length === 0);
    return [
      ...absent.map((element) => lacks("G9.element", "who.lead", { obligation: mapping.obligation, element })),
      ...bare.map((one) => lacks("G9.claims", "who.lead", { obligation: mapping.obligation, element: one.element })),
    ];
  });
};

const offeredReply = (file: CaseFile, now: string) =>
  file.statesConcerned.flatMap((state) => {
    const letters = file.letters.filter((letter) => letter.state === state && letter.purpose === "opportunity to reply");
    if (letters.length === 0) return [lacks("G10.offer", "who.officer", { state: stateName(state) })];
    return letters.flatMap((letter) => {
      if (letter.reply === undefined)
        return letter.dueAt > now
          ? [lacks("G10.waiting", "who.state", { state: stateName(state), due: letter.dueAt.slice(0, 10) })]
          : [];
      return letter.assessment === undefined ? [lacks("G10.assessment", "who.lead", { state: stateName(state) })] : [];
    });
  });

const worded = (file: CaseFile) =>
  file.finding === undefined
    ? [lacks("G11.none", "who.lead")]
    : findingFaults(file).map((fault) =>
        lacks("G11.wording", "who.lead", { sentence: fault.sentence, fault: fault.key, allowed: fault.allowed.join("; ") }),
      );

const declared = (file: CaseFile) => {
  const acting = new Set(
    [file.lead, file.verifier, ...file.positions.map((one) => one.person)].filter((one) => one !== undefined),
  );
  const silent = file.team.filter(
    (member) => acting.has(member.person) && member.interest === undefined && member.recused !== true,
  );
  return [
    ...(file.lead === undefined ? [lacks("G12.lead", "who.coordinator")] : []),
    ...(file.verifier === undefined || file.verifier === file.lead ? [lacks("G12.verifier", "who.coordinator")] : []),
    ...silent.map((member) => lacks("G12.interest", "who.expert", { person: member.person })),
  ];
};

/** The States whose exhibits a sentence rests on, through its claims; a carrier is not the State's own material. */
export const originatorsOf = (file: CaseFile, claims: readonly string[]): readonly string[] => {
  const refs = new Set(file.claims.filter((claim) => claims.includes(claim.id)).flatMap((claim) => claim.supportedBy));
  return [
    ...new Set(
      file.exhibits.filter((one: Exhibit) => refs.has(one.ref)).flatMap((one) => (one.state === undefined ? [] : [one.state])),
    ),
  ].toSorted();
};

/** Something that is printed and rests on States' material: it is put to each of them, and waits for each. */
export interface Statement {
  readonly id: string;
  readonly text: string;
  /** ISO 3166 alpha-2 of the States whose material it rests on. */
  readonly originators: readonly string[];
  readonly exhibits: readonly string[];
}

/** The sentences of a finding, and each figure: printing an image is more than saying what it shows. */
export const statementsOf = (file: CaseFile): readonly Statement[] => {
  const sentences = (file.finding?.sentences ?? []).map(({ id, text, claims }): Statement => {
    const exhibits = file.claims.filter((claim) => claims.includes(claim.id)).flatMap((claim) => claim.supportedBy);
    return { id, text, originators: originatorsOf(file, claims), exhibits };
  });
  const figures = (file.finding?.figures ?? []).map(({ exhibit, title }): Statement => {
    const state = file.exhibits.find((one) => one.ref === exhibit)?.state;
    return {
      id: `figure-${exhibit.replace("/", "-")}`,
      text: `Figure: ${title}`,
      originators: state === undefined ? [] : [state],
      exhibits: [exhibit],
    };
  });
  return [...sentences, ...figures];
};

/** Whether a State lets itself be named wherever its material is used. */
export const namedOpenly = (file: CaseFile, state: string): boolean => {
  const answers = statementsOf(file)
    .filter((one) => one.originators.includes(state))
    .map(
      (one) =>
        file.releases
          .filter((given) => given.state === state && given.sentence === one.id && given.answer !== undefined)
          .toSorted((a, b) => a.askedAt.localeCompare(b.askedAt))
          .at(-1)?.answer,
    );
  return answers.length > 0 && answers.every((one) => one?.as === "named State" || one?.as === "named source");
};

/** Title and recommendations rest on everything: they name no originator that did not let itself be named everywhere. */
const unreleasedNames = (file: CaseFile) => {
  const { finding } = file;
  if (finding === undefined) return [];
  const states = [...new Set(statementsOf(file).flatMap((one) => one.originators))].filter(
    (state) => !file.statesConcerned.includes(state) && !namedOpenly(file, state),
  );
  const texts = [
    { id: "title", text: finding.title },
    ...finding.recommendations.map((one) => ({ id: `recommendation-${one.rank}`, text: one.text })),
  ];
  return texts.flatMap(({ id, text }) =>
    states
      .filter((state) => namesState(text, state))
      .map((state) => lacks("G13.named", "who.lead", { sentence: id, state: stateName(state), as: "a Member State" })),
  );
};

/** What one State's release of one statement lacks. */
const releaseOf = (file: CaseFile, statement: Statement, state: string): readonly Missing[] => {
  const named = { sentence: statement.id, state: stateName(state) };
  const put = withoutAttribution(statement.text, state);
  const asked = file.releases
    .filter((one) => one.state === state && one.sentence === statement.id && withoutAttribution(one.text, state) === put)
    .toSorted((a, b) => a.askedAt.localeCompare(b.askedAt))
    .at(-1);
  if (asked === undefined) return [lacks("G13.ask", "who.lead", named)];
  if (asked.answer === undefined) return [lacks("G13.waiting", "who.originator", named)];
  if (asked.answer.says === "refused") return [lacks("G13.refused", "who.lead", named)];
  return attributionLacks(statement.text, asked.answer.as ?? "none", { ...named, code: state });
};

const attributionLacks = (
  text: string,
  as: string,
  { code, ...named }: { sentence: string; state: string; code: string },
): readonly Missing[] => {
  const open = as === "named State" || as === "named source";
  if (!open && namesState(text, code)) return [lacks("G13.named", "who.lead", { ...named, as })];
  return as === "none" && /\bMember States?\b/i.test(text) ? [lacks("G13.pointed", "who.lead", named)] : none;
};

const released = (file: CaseFile) => {
  if (file.finding === undefined) return [lacks("G13.none", "who.lead")];
  const statements = statementsOf(file).flatMap((one) => one.originators.flatMap((state) => releaseOf(file, one, state)));
  return [...statements, ...unreleasedNames(file)];
};

const adopted = (file: CaseFile) => {
  const { finding } = file;
  if (finding === undefined) return [lacks("G14.none", "who.lead")];
  return file.team
    .filter((member) => member.recused !== true)
    .flatMap((member) => {
      const position = file.positions.find(
        (one) => one.stage === "adoption" && one.person === member.person && one.hash === finding.hash,
      );
      if (position === undefined) return [lacks("G14.position", "who.expert", { person: member.person })];
      return position.says === "agree" ? [] : [lacks("G14.objection", "who.panel", { person: member.person })];
    });
};

/** The gates, one row each. */
export const GATES = {
  G1: { title: "Hash at source and in store agree", waivable: false, check: integrity },
  G2: { title: "Accredited submitter, signed receipt", waivable: false, check: accredited },
  G3: { title: "Handling set by the originator", waivable: false, check: handled },
  G4: { title: "Imagery metadata", waivable: true, attested: true, check: attested("G4") },
  G5: { title: "Graded by experts", waivable: true, attested: true, check: attested("G5") },
  G6: { title: "Independent origins", waivable: false, check: independent },
  G7: { title: "Identity of vessels and persons", waivable: true, attested: true, check: attested("G7") },
  G8: { title: "Observed, inferred, unknown", waivable: true, check: tagged },
  G9: { title: "Legal elements", waivable: false, check: mapped },
  G10: { title: "Opportunity to reply", waivable: false, check: offeredReply },
  G11: { title: "Wording matches the evidence", waivable: false, check: worded },
  G12: { title: "Interests declared", waivable: false, check: declared },
  G13: { title: "Released by the originators", waivable: false, check: released },
  G14: { title: "Adopted over the exact text", waivable: false, check: adopted },
} as const satisfies Record<GateId, GateRow>;

/** One gate's answer; a waiver counts when two different experts gave reasons. */
export const gateOf = (id: GateId, file: CaseFile, now: string): GateResult => {
  const row: GateRow = GATES[id];
  const missing = row.check(file, now);
  if (missing.length === 0) return { state: "met", how: row.attested ? "attested, not computed" : "computed" };
  const waivers = new Set(file.waivers.filter((one) => one.gate === id).map((one) => one.by));
  return row.waivable && waivers.size >= 2 ? { state: "met", how: "waived" } : { state: "missing", missing };
};

/** The gates that a stage needs, each with its answer. */
export const gatesOf = (
  stage: StageId,
  file: CaseFile,
  now: string,
): readonly { readonly gate: GateId; readonly result: GateResult }[] =>
  STAGES[stage].gates.map((gate) => ({ gate, result: gateOf(gate, file, now) }));
