import { EVIDENCE, metadataSchema } from "#shared/domain/evidence.ts";
import { OBLIGATIONS } from "#shared/domain/obligations.ts";
import { isState } from "#shared/domain/states.ts";
import { toldTooMuch } from "#shared/domain/threads.ts";
import { imoCheck } from "#shared/domain/vessels.ts";
import { caseNeeds } from "./case-needs.ts";
import { foreseen } from "./foreseen.ts";
import type { Fault } from "./read-scenario.ts";
import { mediaTypeByName, type Scenario, type ScenarioCase } from "./scenario.ts";

type Path = readonly (string | number)[];

/** What a scenario asks that cannot be: names of nobody, States that are none, files that a kind does not take, times that run backwards. */
export const crossFaults = (scenario: Scenario): readonly Fault[] => [
  ...twice(scenario),
  ...peopleFaults(scenario),
  ...scenario.submissions.flatMap((one, index) => submissionFaults(scenario, one, ["submissions", index])),
  ...scenario.openSources.flatMap((one, index) => [
    ...roleFaults(scenario, one.by, ["expert", "coordinator"], ["openSources", index, "by"]),
    ...metadataFaults(one.kind, one.metadata, ["openSources", index, "metadata"]),
  ]),
  ...scenario.cases.flatMap((one, index) => caseFaults(scenario, one, ["cases", index])),
  ...scenario.outcomes.flatMap((one, index) => outcomeFaults(scenario, one.read, ["outcomes", index, "read"])),
  ...(scenario.cases.some((one) => one.opened > scenario.report.opened)
    ? [
        {
          path: ["report", "opened"],
          what: `is before a case is opened: cases open until ${latest(scenario.cases.map((one) => one.opened))}`,
        },
      ]
    : []),
];

const latest = (times: readonly string[]) => times.toSorted().at(-1) ?? "";

const twice = (scenario: Scenario): readonly Fault[] => {
  const lists: readonly (readonly [Path, readonly { readonly id: string }[]])[] = [
    [["people"], scenario.people],
    [["submissions"], [...scenario.submissions, ...scenario.openSources]],
    [["cases"], scenario.cases],
    [["outcomes"], scenario.outcomes],
    ...scenario.cases.flatMap((one, index): readonly (readonly [Path, readonly { readonly id: string }[]])[] => [
      [["cases", index, "claims"], one.claims],
      [["cases", index, "vessels"], one.vessels],
      [["cases", index, "obligations"], one.obligations],
      [["cases", index, "finding", "sentences"], one.finding.sentences],
    ]),
  ];
  return lists.flatMap(([path, all]) =>
    all.flatMap((one, index) =>
      all.findIndex((other) => other.id === one.id) === index
        ? []
        : [{ path: [...path, index, "id"], what: `${one.id} is used twice` }],
    ),
  );
};

const stateFault = (code: string | undefined, path: Path): readonly Fault[] =>
  code === undefined || isState(code) ? [] : [{ path, what: `${code} is not the two-letter code of a Member State` }];

const roleFaults = (scenario: Scenario, given: string, roles: readonly string[], path: Path): readonly Fault[] => {
  const found = scenario.people.find((one) => one.id === given);
  if (found === undefined)
    return [{ path, what: `nobody has the id ${given}; people: ${scenario.people.map((one) => one.id).join(", ")}` }];
  return roles.includes(found.role) ? [] : [{ path, what: `${given} is ${found.role}; this takes ${roles.join(" or ")}` }];
};

const peopleFaults = ({ people }: Scenario): readonly Fault[] => [
  ...people.flatMap((one, index): readonly Fault[] => {
    const path = ["people", index];
    const expert = one.role === "expert" || one.role === "coordinator";
    return [
      ...stateFault(one.state, [...path, "state"]),
      ...stateFault(one.nationality, [...path, "nationality"]),
      ...(one.role === "delegate" && one.state === undefined
        ? [{ path, what: "a delegate represents a State: give state" }]
        : []),
      ...(expert && (one.nationality === undefined || one.specialism === undefined)
        ? [{ path, what: "an expert has a nationality and a specialism" }]
        : []),
    ];
  }),
  ...(["coordinator", "expert", "officer", "committee", "auditor"] as const)
    .filter((role) => !people.some((one) => one.role === role))
    .map((role) => ({ path: ["people"], what: `nobody has the role ${role}` })),
];

const metadataFaults = (kind: keyof typeof EVIDENCE, metadata: object, path: Path): readonly Fault[] => {
  const parsed = metadataSchema(kind).safeParse(metadata);
  const named = Object.keys(EVIDENCE[kind].metadata).join(", ");
  return parsed.success
    ? []
    : parsed.error.issues.map((issue) => ({
        path: [...path, ...issue.path.map(String)],
        what: `${issue.message}; ${kind} takes ${named}`,
      }));
};

const submissionFaults = (scenario: Scenario, one: Scenario["submissions"][number], path: Path): readonly Fault[] => [
  ...roleFaults(scenario, one.by, ["delegate"], [...path, "by"]),
  ...one.items.flatMap((item, index): readonly Fault[] => {
    const at = [...path, "items", index];
    const type = mediaTypeByName(item.file);
    const allowed = EVIDENCE[item.kind].mediaTypes as readonly string[];
    return [
      ...(type === undefined
        ? [{ path: [...at, "file"], what: `${item.file} has no ending that is made: .jpg, .png, .tif, .pdf, .txt, .csv` }]
        : []),
      ...(type !== undefined && !allowed.includes(type)
        ? [{ path: [...at, "file"], what: `${type} is not taken for ${item.kind}; allowed: ${allowed.join(", ")}` }]
        : []),
      ...metadataFaults(item.kind, item.metadata, [...at, "metadata"]),
    ];
  }),
  ...one.messages.flatMap((message, index) => writerFaults(scenario, one.by, message, [...path, "messages", index])),
];

/** Of delegates those of the State that submitted; what others write must not tell it what it may not learn. */
const writerFaults = (
  scenario: Scenario,
  submittedBy: string,
  { by, text }: Scenario["submissions"][number]["messages"][number],
  path: Path,
): readonly Fault[] => {
  const [writer, delegate] = [by, submittedBy].map((id) => scenario.people.find((one) => one.id === id));
  if (writer?.role !== "delegate") {
    const told = delegate?.state === undefined ? undefined : toldTooMuch(text, delegate.state);
    return [
      ...roleFaults(scenario, by, ["delegate", "expert", "coordinator", "officer"], [...path, "by"]),
      ...(told === undefined
        ? []
        : [{ path: [...path, "text"], what: `${told.text} ${told.what}, which the State must not learn` }]),
    ];
  }
  return writer.state === delegate?.state
    ? []
    : [{ path: [...path, "by"], what: `${by} represents another State than ${submittedBy}` }];
};

/** Evidence by its name in the scenario; an open source is one item and has no number. */
const knownEvidence = (scenario: Scenario): ReadonlySet<string> =>
  new Set([
    ...scenario.submissions.flatMap((one) => one.items.map((_, index) => `${one.id}/${index + 1}`)),
    ...scenario.openSources.map((one) => one.id),
  ]);

const caseFaults = (scenario: Scenario, one: ScenarioCase, path: Path): readonly Fault[] => {
  const all = knownEvidence(scenario);
  const own = new Set(one.evidence);
  const claims = one.claims.map((claim) => claim.id);
  const among = (given: readonly string[], of: ReadonlySet<string>, at: Path, what: string): readonly Fault[] =>
    given.flatMap((ref, index) =>
      of.has(ref) ? [] : [{ path: [...at, index], what: `${ref} is not ${what}: ${[...of].join(", ")}` }],
    );
  const experts = ["expert", "coordinator"];
  return [
    ...roleFaults(scenario, one.lead, experts, [...path, "lead"]),
    ...one.verifiers.flatMap((id, index) => roleFaults(scenario, id, experts, [...path, "verifiers", index])),
    ...one.reviewers.flatMap((id, index) => roleFaults(scenario, id, ["expert"], [...path, "reviewers", index])),
    ...one.statesConcerned.flatMap((code, index) => stateFault(code, [...path, "statesConcerned", index])),
    ...among(one.evidence, all, [...path, "evidence"], "evidence of this scenario"),
    ...among(
      one.origins.map((origin) => origin.of),
      own,
      [...path, "origins"],
      "evidence of this case",
    ),
    ...among(
      one.grades.map((grade) => grade.of),
      own,
      [...path, "grades"],
      "evidence of this case",
    ),
    ...one.claims.flatMap((claim, index) => [
      ...among(claim.supportedBy, own, [...path, "claims", index, "supportedBy"], "evidence of this case"),
      ...among(claim.contradictedBy, own, [...path, "claims", index, "contradictedBy"], "evidence of this case"),
      ...(claim.unknowns.length === 0 && claim.nothingUnknown === undefined
        ? [
            {
              path: [...path, "claims", index],
              what: "says neither what is not known (unknowns) nor why nothing is (nothingUnknown)",
            },
          ]
        : []),
    ]),
    ...one.vessels.flatMap((vessel, index) => [
      ...stateFault(vessel.flag, [...path, "vessels", index, "flag"]),
      ...(vessel.imo !== undefined && !imoCheck(vessel.imo)
        ? [{ path: [...path, "vessels", index, "imo"], what: `the check digit of ${vessel.imo} is wrong` }]
        : []),
    ]),
    ...one.vessels.flatMap((vessel, index) =>
      vessel.excluded.flatMap((other, at) =>
        other.imo === undefined || imoCheck(other.imo)
          ? []
          : [{ path: [...path, "vessels", index, "excluded", at, "imo"], what: `the check digit of ${other.imo} is wrong` }],
      ),
    ),
    ...one.finding.recommendations.flatMap(({ text }, index) =>
      /\brecommends?\b/i.test(text)
        ? []
        : [
            {
              path: [...path, "finding", "recommendations", index, "text"],
              what: "a recommendation is a sentence that recommends: “The Panel recommends that …”",
            },
          ],
    ),
    ...one.obligations.flatMap((obligation, index) => obligationFaults(obligation, claims, [...path, "obligations", index])),
    ...one.finding.sentences.flatMap((sentence, index) =>
      among(sentence.claims, new Set(claims), [...path, "finding", "sentences", index, "claims"], "a claim of this case"),
    ),
    ...among(
      one.finding.figures.map((figure) => figure.exhibit),
      own,
      [...path, "finding", "figures"],
      "evidence of this case",
    ),
    ...one.letters.flatMap((letter, index) =>
      addresseeFaults(scenario, letter.state, letter.reply !== undefined, [...path, "letters", index, "state"]),
    ),
    ...one.releases.flatMap((release, index) =>
      addresseeFaults(scenario, release.state, true, [...path, "releases", index, "state"]),
    ),
    ...caseNeeds(scenario, one, path),
    ...mergeFaults(scenario, one, path),
    ...changeFaults(one, path),
    ...timeFaults(scenario, one, path),
    ...silentOriginators(scenario, one, path),
    ...foreseen(scenario, one, path),
  ];
};

const obligationFaults = (one: ScenarioCase["obligations"][number], claims: readonly string[], path: Path): readonly Fault[] => {
  const known = Object.hasOwn(OBLIGATIONS, one.id) ? OBLIGATIONS[one.id as keyof typeof OBLIGATIONS].elements : one.own?.elements;
  if (known === undefined)
    return [
      {
        path: [...path, "id"],
        what: `${one.id} is not in the table of obligations: describe it in own, or use one of ${Object.keys(OBLIGATIONS).join(", ")}`,
      },
    ];
  return one.elements.flatMap((element, index) => [
    ...(Object.hasOwn(known, element.element)
      ? []
      : [
          {
            path: [...path, "elements", index, "element"],
            what: `${element.element} is not an element of ${one.id}: ${Object.keys(known).join(", ")}`,
          },
        ]),
    ...element.claims.flatMap((claim, at) =>
      claims.includes(claim)
        ? []
        : [{ path: [...path, "elements", index, "claims", at], what: `${claim} is not a claim of this case` }],
    ),
  ]);
};

/** Who is written to must have a delegate if an answer is to come. */
const addresseeFaults = (scenario: Scenario, code: string, answers: boolean, path: Path): readonly Fault[] => {
  const delegate = scenario.people.some((one) => one.role === "delegate" && one.state === code);
  return [
    ...stateFault(code, path),
    ...(answers && !delegate ? [{ path, what: `${code} has no delegate among the people who could answer` }] : []),
  ];
};

const mergeFaults = (scenario: Scenario, one: ScenarioCase, path: Path): readonly Fault[] =>
  one.mergeInto === undefined || scenario.cases.some((other) => other.id === one.mergeInto && other.id !== one.id)
    ? []
    : [{ path: [...path, "mergeInto"], what: `${one.mergeInto} is not another case of this scenario` }];

const changeFaults = (one: ScenarioCase, path: Path): readonly Fault[] => {
  const change = one.changeAfterAdoption;
  if (change === undefined) return [];
  const sentence = one.finding.sentences.find((other) => other.id === change.sentence);
  const at = [...path, "changeAfterAdoption"];
  if (sentence === undefined) return [{ path: [...at, "sentence"], what: `${change.sentence} is not a sentence of the finding` }];
  return sentence.texts.every((text) => text.includes(change.replace))
    ? []
    : [{ path: [...at, "replace"], what: `“${change.replace}” does not stand in every text of ${change.sentence}` }];
};

const timeFaults = (scenario: Scenario, one: ScenarioCase, path: Path): readonly Fault[] => {
  const submitted = scenario.submissions.filter((other) => one.evidence.some((ref) => ref.startsWith(`${other.id}/`)));
  const collected = scenario.openSources.filter((other) => one.evidence.includes(other.id));
  return [
    ...submitted.map(({ id, at }) => ({ id, at, how: "submitted" })),
    ...collected.map(({ id, at }) => ({ id, at, how: "registered" })),
  ]
    .filter((other) => other.at > one.opened)
    .slice(0, 1)
    .map(({ id, at, how }) => ({
      path: [...path, "opened"],
      what: `is before ${id} is ${how} (${at}), which the case rests on`,
    }));
};

/** Everyone whose material the text rests on will be asked, and must have an answer. */
const silentOriginators = (scenario: Scenario, one: ScenarioCase, path: Path): readonly Fault[] => {
  const cited = new Set(one.finding.sentences.flatMap((sentence) => sentence.claims));
  const refs = one.claims.filter((claim) => cited.has(claim.id)).flatMap((claim) => claim.supportedBy);
  const givers = scenario.submissions.filter((submission) => refs.some((ref) => ref.startsWith(`${submission.id}/`)));
  const states = [
    ...new Set(
      givers.flatMap((submission) =>
        scenario.people.filter((person) => person.id === submission.by).flatMap((person) => person.state ?? []),
      ),
    ),
  ];
  return states
    .filter((state) => !one.releases.some((release) => release.state === state))
    .map((state) => ({
      path: [...path, "releases"],
      what: `the text rests on material of ${state}, which will be asked to release it and has no answer here`,
    }));
};

const outcomeFaults = (scenario: Scenario, read: Scenario["outcomes"][number]["read"], path: Path): readonly Fault[] => {
  const faults: Fault[] = [];
  const absent = (key: string, value: string, all: readonly string[]) => {
    if (!all.includes(value)) faults.push({ path: [...path, key], what: `${value} is not among ${all.join(", ")}` });
  };
  if ("submission" in read)
    absent(
      "submission",
      read.submission,
      scenario.submissions.map((one) => one.id),
    );
  if ("item" in read)
    absent(
      "item",
      String(read.item),
      (scenario.submissions.find((one) => one.id === read.submission)?.items ?? []).map((_, index) => String(index + 1)),
    );
  if (!("case" in read)) return faults;
  absent(
    "case",
    read.case,
    scenario.cases.map((one) => one.id),
  );
  const of = scenario.cases.find((one) => one.id === read.case);
  if (of === undefined) return faults;
  if ("claim" in read)
    absent(
      "claim",
      read.claim,
      of.claims.map((one) => one.id),
    );
  if ("sentence" in read)
    absent(
      "sentence",
      read.sentence,
      of.finding.sentences.map((one) => one.id),
    );
  if ("obligation" in read)
    absent(
      "obligation",
      read.obligation,
      of.obligations.map((one) => one.id),
    );
  if ("element" in read)
    absent(
      "element",
      read.element,
      (of.obligations.find((one) => one.id === read.obligation)?.elements ?? []).map((one) => one.element),
    );
  return [...faults, ...("state" in read ? stateFault(read.state, [...path, "state"]) : [])];
};
