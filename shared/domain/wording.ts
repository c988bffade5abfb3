import type { CaseFile, Claim, Sentence, Vessel } from "./case.ts";
import { originsOf } from "./origins.ts";

/**
 * Panel idiom by strength (BRIEF 2.2: phrases seen in Panel texts). What the Panel itself confirms or assesses is as strong as that, also
 * where the same sentence reports or leaves something open; else the first row whose signal stands in a sentence is its strength; a
 * sentence without any signal states its content as fact and is as strong as "confirmed". ICD 203 words stay internal.
 */
export const WORDING = [
  {
    strength: 0,
    name: "states an absence",
    signal:
      /\b(could not (independently )?(verify|identify|establish|confirm)|has been unable to verify|continues to investigate|remains? under investigation|is not known|not established)\b/i,
    example: "The Panel could not independently verify …",
  },
  {
    strength: 1,
    name: "reports",
    signal:
      /\b(according to|information (provided|obtained|supplied) by|stated that|reported that|indicates?|may have originated)\b/i,
    example: "According to a Member State, …",
  },
  {
    strength: 3,
    name: "confirms",
    own: /\bPanel (?:(?:has|have|also|then|therefore|further|\w+ly) )*(?:confirm(?:s|ed)?|establish(?:es|ed)|proves?|proved|demonstrate[sd]?)\b/i,
    signal: /\b(confirm(s|ed)?|established that|proves?|proved|demonstrates?|demonstrated|without doubt|certainly)\b/i,
    example: "The Panel confirmed that …",
  },
  {
    strength: 2,
    name: "assesses",
    own: /\bPanel (?:(?:has|have|also|then|therefore|further|\w+ly) )*(?:assess(?:es|ed)?|finds?|found|considers?|concludes?|concluded)\b/i,
    signal: /\b(assess(es|ed)?|finds? that|found that|considers? (it )?(likely|probable)|likely|probably)\b/i,
    example: "The Panel assesses that …",
  },
] as const;
const PLAIN = { strength: 3, name: "states as fact", example: "…" } as const;

export interface WordingFault {
  readonly key:
    | "wording.strong"
    | "wording.mixed"
    | "wording.unsourced"
    | "wording.contradicted"
    | "wording.unknown-claim"
    | "wording.designated";
  readonly sentence: string;
  readonly params: Readonly<Record<string, string | number>>;
  /** Forms that the evidence carries today. */
  readonly allowed: readonly string[];
}

export const strengthOf = (text: string): { readonly strength: number; readonly name: string } =>
  WORDING.find((row) => "own" in row && row.own.test(text)) ?? WORDING.find((row) => row.signal.test(text)) ?? PLAIN;

/**
 * How strongly a claim may be written: 3 confirmed, 2 assessed, 1 reported. Confirmed needs N origins, a thing observed (not inferred,
 * attributed or counted), no element of an obligation resting on it that is inferred or not established, and a case that is no longer
 * under investigation. Assessed needs N origins.
 */
export const claimStrength = (claim: Claim, file: CaseFile): 0 | 1 | 2 | 3 => {
  const { count } = originsOf(claim, file.exhibits);
  if (count === 0) return 0;
  if (count < file.originsNeeded) return 1;
  if (file.standing === "under investigation") return 2;
  const elements = file.mappings.flatMap((mapping) => mapping.elements).filter((element) => element.claims.includes(claim.id));
  const observed = claim.kinds.every((kind) => kind === "observation" || kind === "list fact");
  return observed && claim.contradictedBy.length === 0 && elements.every((element) => element.state === "established") ? 3 : 2;
};

/** Forms that a strength allows, strongest first. */
export const allowedForms = (strength: number): readonly string[] =>
  WORDING.filter((row) => row.strength <= strength)
    .toSorted((a, b) => b.strength - a.strength)
    .map((row) => row.example);

/** Whether a list of the Committee has the vessel; national lists are kept apart (BRIEF 5.2). */
export const listedByCommittee = (vessel: Vessel): boolean =>
  vessel.listed.some((one) => /United Nations|Committee|1718/i.test(`${one.list} ${one.by}`));

/** What is wrong with a sentence of a finding. Faults block leaving the stage, never writing. */
export const wordingFaults = (sentence: Sentence, file: CaseFile): readonly WordingFault[] => {
  const { strength, name } = strengthOf(sentence.text);
  const claims = sentence.claims.map((id) => file.claims.find((one) => one.id === id));
  const fault = (
    key: WordingFault["key"],
    params: WordingFault["params"] = {},
    allowed: readonly string[] = [],
  ): WordingFault => ({ key, sentence: sentence.id, params, allowed });
  const faults: WordingFault[] = [];
  const unknown = sentence.claims.filter((_, index) => claims[index] === undefined);
  for (const claim of unknown) faults.push(fault("wording.unknown-claim", { claim }));
  const known = claims.filter((claim) => claim !== undefined);
  if (sentence.claims.length === 0) {
    if (strength > 0) faults.push(fault("wording.unsourced", {}, allowedForms(0)));
  } else {
    const carried = Math.min(...known.map((claim) => claimStrength(claim, file)), 3);
    if (strength > carried)
      faults.push(
        fault(
          "wording.strong",
          {
            says: name,
            origins: Math.min(...known.map((claim) => originsOf(claim, file.exhibits).count)),
            needed: file.originsNeeded,
          },
          allowedForms(carried),
        ),
      );
  }
  for (const claim of known) {
    if (claim.contradictedBy.length > 0 && strength > 1)
      faults.push(fault("wording.contradicted", { claim: claim.id, by: claim.contradictedBy.join(", ") }, allowedForms(1)));
  }
  if (/\b(un)?likely\b|\bprobabl[ey]\b/i.test(sentence.text) && /\b(high|moderate|medium|low) confidence\b/i.test(sentence.text))
    faults.push(fault("wording.mixed"));
  if (/\bdesignated (vessel|ship)s?\b/i.test(sentence.text) && !file.vessels.some(listedByCommittee)) {
    faults.push(fault("wording.designated", {}, ["vessel"]));
  }
  return faults;
};

/** All faults of the finding. */
export const findingFaults = (file: CaseFile): readonly WordingFault[] =>
  file.finding?.sentences.flatMap((sentence) => wordingFaults(sentence, file)) ?? [];
