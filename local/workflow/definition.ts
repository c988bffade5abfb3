/** The States Language as far as it is run here: JSONata; Task, Choice, Pass, Wait, Succeed, Fail. */
export interface Definition {
  readonly StartAt: string;
  readonly States: Readonly<Record<string, StateDefinition>>;
  readonly TimeoutSeconds?: number;
}
export interface StateDefinition {
  readonly Type: "Task" | "Choice" | "Pass" | "Wait" | "Succeed" | "Fail";
  readonly Next?: string;
  readonly End?: boolean;
  readonly Output?: unknown;
  readonly Assign?: Readonly<Record<string, unknown>>;
  readonly Resource?: string;
  readonly Arguments?: unknown;
  readonly TimeoutSeconds?: number;
  readonly Retry?: readonly Retrier[];
  readonly Catch?: readonly Catcher[];
  readonly Choices?: readonly Rule[];
  readonly Default?: string;
  readonly Seconds?: unknown;
  readonly Timestamp?: unknown;
  readonly Error?: unknown;
  readonly Cause?: unknown;
}
export interface Retrier {
  readonly ErrorEquals: readonly string[];
  readonly IntervalSeconds?: number;
  readonly BackoffRate?: number;
  readonly MaxAttempts?: number;
  readonly MaxDelaySeconds?: number;
  readonly JitterStrategy?: "FULL" | "NONE";
}
export interface Catcher {
  readonly ErrorEquals: readonly string[];
  readonly Next: string;
  readonly Output?: unknown;
  readonly Assign?: Readonly<Record<string, unknown>>;
}
export interface Rule {
  readonly Condition: unknown;
  readonly Next: string;
  readonly Output?: unknown;
  readonly Assign?: Readonly<Record<string, unknown>>;
}

export const INVOKE = "arn:aws:states:::lambda:invoke";
export const INVOKE_AND_WAIT = "arn:aws:states:::lambda:invoke.waitForTaskToken";
export const START_EXECUTION = "arn:aws:states:::states:startExecution";

const TYPES = ["Task", "Choice", "Pass", "Wait", "Succeed", "Fail"];
const RESOURCES = [INVOKE, INVOKE_AND_WAIT, START_EXECUTION];
/** Fields of the language that change what a state does and that this runner does not have. */
const NOT_HERE = [
  "HeartbeatSeconds",
  "InputPath",
  "OutputPath",
  "ResultPath",
  "ResultSelector",
  "Parameters",
  "Iterator",
  "ItemProcessor",
  "Branches",
];

/** The definition, checked. Throws for anything that would run otherwise than on AWS: what is not run here is refused, never ignored. */
export const checked = (name: string, given: unknown): Definition => {
  const definition = given as Definition & { readonly QueryLanguage?: string };
  const refuse = (what: string): never => {
    throw new Error(
      `machine ${name}: ${what}; this home runs JSONata definitions of ${TYPES.join(", ")} without ${NOT_HERE.join(", ")}`,
    );
  };
  if (definition.QueryLanguage !== "JSONata") refuse(`its query language is ${definition.QueryLanguage ?? "JSONPath"}`);
  const names = Object.keys(definition.States);
  if (!names.includes(definition.StartAt)) refuse(`it starts at ${definition.StartAt}, which is not among its states`);
  for (const [id, state] of Object.entries(definition.States)) {
    const fault = faultOf(state, names);
    if (fault !== undefined) refuse(`state ${id} ${fault}`);
  }
  return definition;
};

const faultOf = (state: StateDefinition, names: readonly string[]): string | undefined => {
  if (!TYPES.includes(state.Type)) return `is of type ${state.Type}`;
  const unknown = NOT_HERE.find((field) => field in state);
  if (unknown !== undefined) return `has ${unknown}`;
  if (state.Type === "Task" && !RESOURCES.includes(state.Resource ?? "")) return `calls ${state.Resource}`;
  const others = [...(state.Catch ?? []), ...(state.Choices ?? [])].map((one) => one.Next);
  const missing = [state.Next, state.Default, ...others].find((target) => target !== undefined && !names.includes(target));
  return missing === undefined ? undefined : `leads to ${missing}, which is not among its states`;
};
