import type { CaseFile, Exhibit } from "#shared/domain/case.ts";
import { gateOf } from "#shared/domain/gates.ts";
import { mayGrade } from "#shared/domain/grades.ts";
import { REGIMES } from "#shared/domain/regimes.ts";
import { wordingFaults } from "#shared/domain/wording.ts";
import type { Fault } from "./read-scenario.ts";
import type { Scenario, ScenarioCase } from "./scenario.ts";

type Path = readonly (string | number)[];

/** What the domain's own rules will refuse, computed before anything starts from the facts as the scenario gives them. */
export const foreseen = (scenario: Scenario, one: ScenarioCase, path: Path): readonly Fault[] => {
  const file = fileOf(scenario, one);
  const graded = one.grades.flatMap((grade, index): readonly Fault[] => {
    const exhibit = file.exhibits.find((other) => other.ref === grade.of);
    const allowed = exhibit === undefined ? undefined : mayGrade({ grade, exhibit, file });
    return allowed === undefined
      ? []
      : [
          {
            path: [...path, "grades", index, "information"],
            what: `${grade.information} is not given here; allowed: ${allowed}`,
          },
        ];
  });
  if (one.corroboration === "unsubstantiated") return graded;
  return [...graded, ...unspeakable(file, one, path), ...uncorroborated(file, one, path)];
};

/** Sentences none of whose texts the evidence carries, whatever their originators answer. */
const unspeakable = (file: CaseFile, one: ScenarioCase, path: Path): readonly Fault[] =>
  one.finding.sentences.flatMap((sentence, index) => {
    if (sentence.claims.some((id) => !file.claims.some((claim) => claim.id === id))) return [];
    const refused = sentence.texts.map((text) => wordingFaults({ ...sentence, text }, file)[0]);
    const last = refused.at(-1);
    if (last === undefined || refused.includes(undefined)) return [];
    const what = `none of its texts can stand; the last is refused with ${last.key}; allowed: ${last.allowed.join(" or ") || "another wording"}`;
    return [{ path: [...path, "finding", "sentences", index, "texts"], what }];
  });

/** A case is corroborated only where something is found or assessed on enough independent origins. */
const uncorroborated = (file: CaseFile, one: ScenarioCase, path: Path): readonly Fault[] => {
  if (one.corroboration !== "corroborated") return [];
  const sentences = one.finding.sentences.map((sentence) => {
    const text = sentence.texts.find((each) => wordingFaults({ ...sentence, text: each }, file).length === 0);
    return { ...sentence, text: text ?? "It is not known." };
  });
  const { title } = one.finding;
  const finding = { title, sentences, recommendations: [], figures: [], hash: "", changedAt: "", changedBy: "", changes: [] };
  const result = gateOf("G6", { ...file, finding }, file.openedAt);
  const what =
    "corroborated needs a sentence that finds or assesses, on the regime's number of independent origins; decide under-investigation or unsubstantiated";
  return result.state === "met" ? [] : [{ path: [...path, "corroboration"], what }];
};

/** The case with its evidence as it will be registered: what is damaged on the way is held back. */
const fileOf = (scenario: Scenario, one: ScenarioCase): CaseFile => {
  const held = new Set(
    scenario.submissions.flatMap((given) => given.items.flatMap((item, at) => (item.damaged ? [`${given.id}/${at + 1}`] : []))),
  );
  const standing = (refs: readonly string[]) => refs.filter((ref) => !held.has(ref));
  return {
    id: one.id,
    title: one.title,
    regime: scenario.regime,
    section: one.section,
    version: 1,
    at: "corroboration",
    openedAt: one.opened,
    enteredAt: one.opened,
    ...(one.corroboration === "under-investigation" ? { standing: "under investigation" as const } : {}),
    statesConcerned: one.statesConcerned,
    lead: one.lead,
    originsNeeded: REGIMES[scenario.regime].originsNeeded,
    committeeDeadline: one.committeeDeadline ?? REGIMES[scenario.regime].mandate.finalToCommittee,
    team: [],
    exhibits: standing(one.evidence).map((ref) => exhibitOf(scenario, one, ref)),
    claims: one.claims.map(({ nothingUnknown, ...claim }) => ({
      ...claim,
      supportedBy: standing(claim.supportedBy),
      contradictedBy: standing(claim.contradictedBy),
      ...(nothingUnknown === undefined ? {} : { nothingUnknown }),
    })),
    vessels: one.vessels.map(({ id, name, features, listed }) => ({
      id,
      name,
      features,
      excluded: [],
      listed: listed.map(({ list, by, from }) => ({ list, by, from })),
    })),
    mappings: one.obligations.map(({ id, elements }) => ({ obligation: id, elements })),
    letters: [],
    attestations: [],
    waivers: [],
    positions: [],
    releases: [],
  };
};

const exhibitOf = (scenario: Scenario, one: ScenarioCase, ref: string): Exhibit => {
  const [id, number] = ref.split("/");
  const item = scenario.submissions.find((given) => given.id === id)?.items[Number(number) - 1];
  const origin = one.origins.find((given) => given.of === ref);
  const mark = (key: "sceneId" | "objectId") => {
    const value = origin?.[key] ?? item?.metadata[key];
    return value === undefined ? {} : { [key]: String(value) };
  };
  return {
    ref,
    kind: item?.kind ?? "open-source",
    title: item?.title ?? ref,
    sha256Declared: "",
    sha256Stored: ref,
    bytes: 0,
    mediaType: "",
    fileVersion: "1",
    origin: origin?.origin ?? defaultOrigin(scenario, ref),
    ...(origin?.carries === undefined ? {} : { carries: origin.carries }),
    ...mark("sceneId"),
    ...mark("objectId"),
    registeredAt: one.opened,
    registeredBy: "",
    grades: [],
  };
};

/** Who first knew, until an expert says otherwise: the Government that submitted, or who published. */
const defaultOrigin = (scenario: Scenario, ref: string): string => {
  const given = scenario.submissions.find((other) => ref.startsWith(`${other.id}/`));
  return given === undefined
    ? (scenario.openSources.find((other) => other.id === ref)?.publisher ?? ref)
    : `Government of ${scenario.people.find((person) => person.id === given.by)?.state}`;
};
