import { EVIDENCE } from "#shared/domain/evidence.ts";
import { GATE_WORDS } from "#shared/domain/gate-words.ts";
import { HANDLING } from "#shared/domain/handling.ts";
import { REPORT_STAGES, STAGES } from "#shared/domain/stages.ts";

const titles = (table: Readonly<Record<string, { readonly title: string }>>) =>
  Object.fromEntries(Object.entries(table).map(([key, row]) => [key, row.title]));
const says = (table: Readonly<Record<string, { readonly says: string }>>) =>
  Object.fromEntries(Object.entries(table).map(([key, row]) => [key, row.says]));

/** The words of the domain's tables, as they stand there: every area needs them, the entrance does not. */
export const WORDS = {
  gate: GATE_WORDS,
  stage: titles(STAGES),
  reportStage: titles(REPORT_STAGES),
  evidence: titles(EVIDENCE),
  handlingSays: {
    classification: says(HANDLING.classification),
    tlp: says(HANDLING.tlp),
    attribution: says(HANDLING.attribution),
  },
};
