import { EVIDENCE } from "#shared/domain/evidence.ts";
import { GATE_WORDS } from "#shared/domain/gate-words.ts";
import { HANDLING } from "#shared/domain/handling.ts";
import { PROBLEMS } from "#shared/domain/problems.ts";
import { REPORT_STAGES, STAGES } from "#shared/domain/stages.ts";
import { ENTRANCE } from "./entrance.ts";
import { PATTERNS } from "./patterns.ts";
import { SEARCH } from "./search.ts";
import { SHELL } from "./shell.ts";

const titles = (table: Readonly<Record<string, { readonly title: string }>>) =>
  Object.fromEntries(Object.entries(table).map(([key, row]) => [key, row.title]));
const says = (table: Readonly<Record<string, { readonly says: string }>>) =>
  Object.fromEntries(Object.entries(table).map(([key, row]) => [key, row.says]));

/** English, first: what every area uses. The words of tables stand in the tables; an area's own come with the area (`words.ts`). */
export const COMMON = {
  ...SHELL,
  ...SEARCH,
  ...ENTRANCE,
  ...PATTERNS,
  problem: says(PROBLEMS),
  gate: GATE_WORDS,
  stage: titles(STAGES),
  reportStage: titles(REPORT_STAGES),
  evidence: { ...PATTERNS.evidence, ...titles(EVIDENCE) },
  handlingSays: {
    classification: says(HANDLING.classification),
    tlp: says(HANDLING.tlp),
    attribution: says(HANDLING.attribution),
  },
} as const;
