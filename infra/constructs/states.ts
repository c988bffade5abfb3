/** The parts of the States Language that the machines are made of: Task, Choice, Succeed and Fail. */
export type State = Readonly<Record<string, unknown>> & { readonly Type: "Task" | "Choice" | "Succeed" | "Fail" };

export interface Definition {
  readonly Comment: string;
  readonly QueryLanguage: "JSONata";
  readonly StartAt: string;
  readonly States: Readonly<Record<string, State>>;
}

/** Faults of the service that runs a task, not of the task: tried again soon and often. */
const SERVICE_FAULTS = [
  "Lambda.ServiceException",
  "Lambda.AWSLambdaException",
  "Lambda.SdkClientException",
  "Lambda.ClientExecutionTimeoutException",
  "Lambda.TooManyRequestsException",
];

/** Waits 2, 4, 8 … at most 60 seconds. Anything else that fails a task may pass too: a store that throttles, a conflict. */
export const RETRY = [
  {
    ErrorEquals: SERVICE_FAULTS,
    IntervalSeconds: 2,
    BackoffRate: 2,
    MaxAttempts: 8,
    MaxDelaySeconds: 60,
    JitterStrategy: "FULL",
  },
  {
    ErrorEquals: ["States.TaskFailed"],
    IntervalSeconds: 2,
    BackoffRate: 2,
    MaxAttempts: 6,
    MaxDelaySeconds: 60,
    JitterStrategy: "FULL",
  },
] as const;

export const INVOKE = "arn:aws:states:::lambda:invoke";
export const INVOKE_AND_WAIT = "arn:aws:states:::lambda:invoke.waitForTaskToken";
export const START_EXECUTION = "arn:aws:states:::states:startExecution";

/** Stands for the ARN of a task function; the template says which (`DefinitionSubstitutions`). */
export const placeholder = (task: string): string => `\${${task}}`;

/** A JSONata expression where the States Language expects a value. */
export const expression = (text: string): string => `{% ${text} %}`;

export const branch = (when: string, next: string, assign?: Readonly<Record<string, unknown>>) => ({
  Condition: expression(when),
  Next: next,
  ...(assign === undefined ? {} : { Assign: assign }),
});
