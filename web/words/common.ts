import { PROBLEMS } from "#shared/domain/problems.ts";
import { ENTRANCE } from "./entrance.ts";
import { PATTERNS } from "./patterns.ts";
import { SEARCH } from "./search.ts";
import { SHELL } from "./shell.ts";

/** English, first: what the first screen may need. The domain's words come with any area (`domain.ts`), an area's own with it (`words.ts`). */
export const COMMON = {
  ...SHELL,
  ...SEARCH,
  ...ENTRANCE,
  ...PATTERNS,
  problem: Object.fromEntries(Object.entries(PROBLEMS).map(([code, row]) => [code, row.says])),
} as const;
