/** The States Language as far as it is run here: JSONata; Task, Choice, Pass, Wait, Succeed, Fail. `checked.ts` refuses the rest. */
export interface Definition {
  readonly StartAt: string;
  readonly States: Readonly<Record<string, StateDefinition>>;
  readonly TimeoutSeconds?: number;
}
export interface StateDefinition {
  readonly Type: StateType;
  readonly Next?: string;
  readonly End?: boolean;
  readonly Output?: unknown;
  readonly Assign?: Readonly<Record<string, unknown>>;
  readonly Resource?: string;
  readonly Arguments?: unknown;
  /** Whole seconds from 1, or an expression that answers them. */
  readonly TimeoutSeconds?: unknown;
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
  readonly Condition: string;
  readonly Next: string;
  readonly Output?: unknown;
  readonly Assign?: Readonly<Record<string, unknown>>;
}

export const INVOKE = "arn:aws:states:::lambda:invoke";
export const INVOKE_AND_WAIT = "arn:aws:states:::lambda:invoke.waitForTaskToken";
export const START_EXECUTION = "arn:aws:states:::states:startExecution";

/** What may be called, and which fields of `Arguments` are taken. */
export const RESOURCES: Readonly<Record<string, readonly string[]>> = {
  [INVOKE]: ["FunctionName", "Payload"],
  [INVOKE_AND_WAIT]: ["FunctionName", "Payload"],
  [START_EXECUTION]: ["StateMachineArn", "Name", "Input"],
};

/** Fields of each type of state; `Type`, `Comment` and `QueryLanguage` every state may have. A field that is not here is refused. */
export const FIELDS = {
  Task: ["Resource", "Arguments", "TimeoutSeconds", "Retry", "Catch", "Output", "Assign", "Next", "End"],
  Choice: ["Choices", "Default", "Output", "Assign"],
  Pass: ["Output", "Assign", "Next", "End"],
  Wait: ["Seconds", "Timestamp", "Output", "Assign", "Next", "End"],
  Succeed: ["Output"],
  Fail: ["Error", "Cause"],
} as const;
export type StateType = keyof typeof FIELDS;

/** Numbers of the Step Functions quotas and of the language. Bytes are UTF-8 JSON. */
export const LIMITS = {
  /** Input, output, arguments or result of a state or execution; one variable; all variables of one `Assign`. */
  payloadBytes: 262_144,
  /** All variables of an execution. */
  variablesBytes: 10 * 1024 ** 2,
  historyEvents: 25_000,
  nameCharacters: 80,
  seconds: 99_999_999,
} as const;
