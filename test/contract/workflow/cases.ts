import { EXPRESSIONS } from "./expressions.ts";
import { CATCHES, RETRIES } from "./failures.ts";
import { LIMIT_CASES, RESUMPTION } from "./limits.ts";
import { STARTS } from "./starts.ts";
import { STATES } from "./states.ts";
import { TOKENS } from "./tokens.ts";

/** Every case, by what it is about. */
export const CASES = {
  States: STATES,
  "Expressions and variables": EXPRESSIONS,
  Retry: RETRIES,
  Catch: CATCHES,
  "Task tokens and timeouts": TOKENS,
  "Starting executions": STARTS,
  Limits: LIMIT_CASES,
  "After the runner ended": RESUMPTION,
} as const;
