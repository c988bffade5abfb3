import type { Missing } from "./case.ts";
import { fill } from "./problems.ts";

/** What is missing, in words, by catalogue key; and who can supply it. */
export const GATE_WORDS: Readonly<Record<string, string>> = {
  "G1.none": "No evidence is linked to the case.",
  "G1.hash": "{ref}: the stored file is not the file that was declared.",
  "G2.receipt": "{ref} has no signed receipt.",
  "G3.handling": "{ref}: classification, caveat and attribution are not set.",
  "G4.attestation": "Nobody but the lead has answered for the metadata of the imagery.",
  "G4.national": "Only a national of a State concerned answers for the metadata of the imagery.",
  "G5.attestation": "Nobody but the lead has answered for the grading of the evidence.",
  "G5.national": "Only a national of a State concerned answers for the grading of the evidence.",
  "G6.no-claims": "No claim is recorded that the finding could rest on.",
  "G6.origins":
    "{claim} has {count} of the {needed} independent origins needed. Until then it can only be reported: “According to …”.",
  "G7.attestation": "Nobody but the lead has answered for the identity of the vessels.",
  "G7.national": "Only a national of a State concerned answers for the identity of the vessels.",
  "G8.mixed": "{claim} mixes what was seen with what is inferred: split it.",
  "G8.unknowns": "{claim} does not say what is not known.",
  "G9.none": "No obligation is mapped.",
  "G9.element": "{obligation}: nothing is said of the element “{element}”.",
  "G9.claims": "{obligation}: the element “{element}” names no claim.",
  "G10.offer": "{state} has not been offered an opportunity to reply.",
  "G10.waiting": "{state} may reply until {due}.",
  "G10.assessment": "The reply of {state} is not assessed.",
  "G11.none": "No text of a finding is written.",
  "G11.wording": "Sentence {sentence} says more than its evidence shows ({fault}). Allowed: {allowed}.",
  "G12.lead": "No lead expert is named.",
  "G12.verifier": "No second expert is named.",
  "G12.interest": "{person} has not declared an interest, or that there is none.",
  "G13.none": "No text of a finding is written.",
  "G13.ask": "Sentence {sentence} rests on material of {state}, which was not asked to release it.",
  "G13.waiting": "{state} has not answered for sentence {sentence}.",
  "G13.refused": "{state} does not release sentence {sentence}: leave it out, reword it or move it to the confidential annex.",
  "G13.named": "Sentence {sentence} names {state}, which released it as “{as}” only.",
  "G13.pointed": "Sentence {sentence} points to a Member State; {state} released it without any attribution.",
  "G14.none": "No text of a finding is written.",
  "G14.position": "{person} has taken no position on the text as it stands.",
  "G14.objection": "{person} objects to the text as it stands.",
  "who.lead": "the lead expert",
  "who.verifier": "the second expert",
  "who.other-expert": "an expert of another nationality",
  "who.expert": "the expert named",
  "who.panel": "the Panel",
  "who.coordinator": "the coordinator",
  "who.officer": "the Secretariat, by a letter",
  "who.secretariat": "the Secretariat",
  "who.originator": "the originator",
  "who.state": "the State named",
};

/** "CL-01 has 1 of the 2 independent origins needed. … Who can supply it: the lead expert." */
export const inWords = (missing: Missing): { readonly says: string; readonly who: string } => ({
  says: fill(GATE_WORDS[missing.key] ?? missing.key, missing.params),
  who: GATE_WORDS[missing.who] ?? missing.who,
});
