import { INVOKE, INVOKE_AND_WAIT } from "#local/workflow/definition.ts";
import type { ExecutionStatus, Json, Workflow } from "#shared/ports.ts";
import type { Page } from "./pages.ts";

/** A definition as a case writes it. What every case has alike (query language, the function, the envelope of what it is given) is added. */
export interface CaseDefinition {
  readonly StartAt: string;
  readonly TimeoutSeconds?: number;
  readonly States: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

/** What the function does at one attempt. The last of a list goes on for ever. */
export type Behaviour =
  | { readonly returns: Json }
  | { readonly throws: string; readonly message?: string }
  /** Answers after so many seconds. */
  | { readonly after: number; readonly returns: Json }
  /** Answers at once; its token is released afterwards, or before it answers. */
  | { readonly releases: Json; readonly first?: boolean }
  /** Answers what it was given. */
  | { readonly echoes: true };

export interface Outcome {
  readonly status: ExecutionStatus;
  readonly output?: unknown;
  readonly error?: string;
  readonly cause?: string;
}
export interface Called {
  readonly given: unknown;
  /** Of a task that waits for its token. */
  readonly token?: string;
  /** Milliseconds. */
  readonly at: number;
}
export interface Expected extends Outcome {
  /** States in the order that they were entered. */
  readonly path?: readonly string[];
  /** What the function of a state was given, call by call. */
  readonly given?: Readonly<Record<string, readonly Json[]>>;
  readonly calls?: Readonly<Record<string, number>>;
  /** Seconds between the calls of a state, at least. (What they are exactly is held without a clock: test/unit/workflow-retry.test.ts.) */
  readonly between?: Readonly<Record<string, readonly number[]>>;
  /** Seconds from the first call of a state to the last, at most; leaves room for a slow machine. */
  readonly within?: Readonly<Record<string, number>>;
}

/** What a case that does more than wait for the end may do. Names of machines are the case's own. */
export interface Stage {
  readonly workflow: Workflow;
  /** The ARN of a machine of this case, for definitions and inputs. */
  readonly arnOf: (machine: string) => string;
  readonly start: (at?: { machine?: string; name?: string; input?: Json }) => Promise<"started" | "known">;
  /** Waits until the execution has ended. */
  readonly ended: (at?: { machine?: string; name?: string }) => Promise<Outcome>;
  /** Waits until a state's function was called so often, and answers the calls. */
  readonly called: (state: string, times: number) => Promise<readonly Called[]>;
  readonly calls: (state: string) => readonly Called[];
  /** Ends the runner without warning and starts it again on what it had written. */
  readonly crash: () => Promise<void>;
}

interface Stated {
  /** A sentence about what is guaranteed. */
  readonly name: string;
  readonly cites: Page;
  readonly definition: CaseDefinition;
  /** Machines besides `main`, the definition. */
  readonly others?: Readonly<Record<string, CaseDefinition>>;
  readonly tasks?: Readonly<Record<string, readonly Behaviour[]>>;
}
/** Runs once with its input and ends as expected; or does what it says and asserts that itself. */
export type WorkflowCase =
  | (Stated & { readonly input?: Json; readonly expected: Expected })
  | (Stated & { readonly act: (stage: Stage) => Promise<void> });

/** Stands for the function that every task calls. */
export const TASK = "the task function";

/** A machine that starts at its first state. */
export const machine = (
  States: CaseDefinition["States"],
  more: Omit<CaseDefinition, "StartAt" | "States"> = {},
): CaseDefinition => ({ StartAt: Object.keys(States)[0] ?? "", States, ...more });

type Fields = Readonly<Record<string, unknown>>;
const task = (Resource: string, { Payload, ...more }: Fields): Fields => ({
  Type: "Task",
  Resource,
  Arguments: { FunctionName: TASK, ...(Payload === undefined ? {} : { Payload }) },
  ...("Next" in more ? {} : { End: true }),
  ...more,
});
/** A call of the function; it ends the execution unless `Next` says otherwise. */
export const call = (more: Fields = {}): Fields => task(INVOKE, more);
/** A call that then waits for its token. */
export const callAndWait = (more: Fields = {}): Fields => task(INVOKE_AND_WAIT, more);
export const pass = (more: Fields = {}): Fields => ({ Type: "Pass", ...("Next" in more ? {} : { End: true }), ...more });
/** A machine of one Pass state with this output. */
export const answers = (Output: unknown): CaseDefinition => machine({ only: pass({ Output }) });
/** What the function answered, as the state's output. */
export const ANSWER = "{% $states.result.Payload %}";
