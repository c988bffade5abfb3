import { OBLIGATIONS } from "#shared/domain/obligations.ts";
import type { Fault } from "./read-scenario.ts";
import { mediaTypeByName, type Scenario, type ScenarioCase } from "./scenario.ts";

type Path = readonly (string | number)[];

/** What a case lacks so that it could never leave a stage of the review. */
export const caseNeeds = (scenario: Scenario, one: ScenarioCase, path: Path): readonly Fault[] => [
  ...dutyFaults(scenario, one, path),
  ...figureFaults(scenario, one, path),
  ...(one.corroboration === "unsubstantiated" ? [] : [...legalFaults(one, path), ...replyFaults(one, path)]),
  ...(one.corroboration === "corroborated" ? mixedFaults(one, path) : []),
];

/** Lead, second expert and reviewer are three people; a national of a State concerned neither verifies nor approves alone. */
const dutyFaults = ({ people }: Scenario, one: ScenarioCase, path: Path): readonly Fault[] => {
  const found = (id: string) => people.find((person) => person.id === id);
  const concerned = (id: string) => one.statesConcerned.includes(found(id)?.nationality ?? "");
  const verifier = one.verifiers.find((id) => !concerned(id));
  const specialism = found(one.lead)?.specialism;
  const approver = one.reviewers.find((id) => !concerned(id) && found(id)?.specialism !== specialism);
  const coordinates = (id: string | undefined) => id !== undefined && found(id)?.role === "coordinator";
  const taken = (list: "verifiers" | "reviewers", by: readonly (string | undefined)[], what: string): readonly Fault[] =>
    one[list].flatMap((id, index) =>
      by.includes(id) ? [{ path: [...path, list, index], what: `${id} is ${what} of this case already` }] : [],
    );
  const fault = (key: string, holds: boolean, what: string): readonly Fault[] => (holds ? [{ path: [...path, key], what }] : []);
  return [
    ...taken("verifiers", [one.lead], "the lead"),
    ...taken("reviewers", [one.lead, verifier], "the lead or the second expert"),
    ...fault("verifiers", verifier === undefined, "all are nationals of a State concerned: nobody can verify"),
    ...fault(
      "reviewers",
      approver === undefined,
      "nobody is of another specialism than the lead's and no national of a State concerned: nobody can approve",
    ),
    ...fault(
      "lead",
      coordinates(one.lead),
      `${one.lead} coordinates, and agrees to the text at peer review: another expert leads`,
    ),
    ...fault(
      "verifiers",
      coordinates(verifier),
      `${verifier} coordinates, and agrees to the text at peer review: another expert verifies`,
    ),
  ];
};

const figureFaults = ({ submissions }: Scenario, one: ScenarioCase, path: Path): readonly Fault[] =>
  one.finding.figures.flatMap(({ exhibit }, index) => {
    const [id, number] = exhibit.split("/");
    const item = submissions.find((other) => other.id === id)?.items[Number(number) - 1];
    const type = item === undefined ? undefined : mediaTypeByName(item.file);
    return type?.startsWith("image/")
      ? []
      : [{ path: [...path, "finding", "figures", index, "exhibit"], what: `${exhibit} is not an image that somebody submits` }];
  });

/** Every element of an obligation is answered for, and what is said to be there names the claims that it rests on. */
const legalFaults = (one: ScenarioCase, path: Path): readonly Fault[] => {
  if (one.obligations.length === 0)
    return [{ path: [...path, "obligations"], what: "no obligation is mapped: the case cannot leave the legal stage" }];
  return one.obligations.flatMap((obligation, index): readonly Fault[] => {
    const at = [...path, "obligations", index, "elements"];
    const row = Object.hasOwn(OBLIGATIONS, obligation.id)
      ? OBLIGATIONS[obligation.id as keyof typeof OBLIGATIONS].elements
      : obligation.own?.elements;
    const silent = Object.keys(row ?? {}).filter((element) => !obligation.elements.some((other) => other.element === element));
    return [
      ...silent.map((element) => ({ path: at, what: `nothing is said of the element ${element} of ${obligation.id}` })),
      ...obligation.elements.flatMap((other, number) =>
        other.state !== "not established" && other.claims.length === 0
          ? [{ path: [...at, number], what: `${other.element} is ${other.state} and names no claim` }]
          : [],
      ),
    ];
  });
};

/** Where no State is concerned nobody is owed an opportunity to reply. */
const replyFaults = (one: ScenarioCase, path: Path): readonly Fault[] =>
  one.statesConcerned
    .filter((state) => !one.letters.some((letter) => letter.state === state && letter.purpose === "opportunity to reply"))
    .map((state) => ({ path: [...path, "letters"], what: `${state} is concerned and is not offered an opportunity to reply` }));

const mixedFaults = (one: ScenarioCase, path: Path): readonly Fault[] =>
  one.claims.flatMap((claim, index) =>
    claim.kinds.includes("observation") && claim.kinds.includes("inference")
      ? [{ path: [...path, "claims", index, "kinds"], what: `${claim.id} mixes what was seen with what is inferred: split it` }]
      : [],
  );
