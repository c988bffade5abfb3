import {
  branch,
  type Definition,
  expression,
  INVOKE_AND_WAIT,
  placeholder,
  RETRY,
  START_EXECUTION,
  type State,
} from "./states.ts";

/** Stage → decision → stage or outcome, as the tables of the domain say. */
export type Transitions = Readonly<Record<string, Readonly<Record<string, string>>>>;

const DAY_SECONDS = 86_400;
/** After this the wait is opened anew with a fresh token: tokens live no longer than a year, and a lost one heals sooner. */
const WAIT_SECONDS = 30 * DAY_SECONDS;
/** An execution may last a year; an older one hands over to its successor in time. */
const HAND_OVER_MILLISECONDS = 300 * DAY_SECONDS * 1000;

/** Names of states that are not stages; no stage or outcome may have one. */
const RESERVED = ["start", "continue", "continued", "UnknownStage", "UnknownDecision"];

const FROM_INPUT = {
  id: expression("$states.input.id"),
  step: expression("$states.input.step"),
  execution: expression("$states.input.execution"),
  startedAt: expression("$states.context.Execution.StartTime"),
};

/**
 * The machine of a case or report. Input `{ id, at, step, execution }`: which record, the stage it stands at, how many decisions were
 * taken, and the number of this execution. `${OpenStage}` stands for the function that opens a stage. Throws on a stage whose name is taken.
 */
export const stageWorkflow = (comment: string, transitions: Transitions): Definition => {
  const stages = Object.keys(transitions);
  const outcomes = outcomesOf(transitions);
  const taken = [...stages, ...outcomes].find((name) => RESERVED.includes(name) || /-(decided|again)$/.test(name));
  if (taken !== undefined) throw new Error(`a stage or outcome cannot be named ${taken}: the machine has a state of that name`);
  return {
    Comment: comment,
    QueryLanguage: "JSONata",
    StartAt: "start",
    States: {
      start: {
        Type: "Choice",
        Choices: stages.map((stage) => branch(`$states.input.at = "${stage}"`, stage, FROM_INPUT)),
        Default: "UnknownStage",
      },
      ...Object.assign({}, ...stages.map((stage) => statesOf(stage, transitions[stage] ?? {}))),
      continue: handOver,
      continued: { Type: "Succeed" },
      ...Object.fromEntries(outcomes.map((outcome) => [outcome, { Type: "Succeed" } satisfies State])),
      UnknownStage: { Type: "Fail", Error: "UnknownStage", Cause: "the input names a stage that this definition does not have" },
      UnknownDecision: {
        Type: "Fail",
        Error: "UnknownDecision",
        Cause: "the record took a decision that this definition does not have",
      },
    },
  };
};

export const outcomesOf = (transitions: Transitions): readonly string[] => {
  const targets = Object.values(transitions).flatMap((on) => Object.values(on));
  return [...new Set(targets)].filter((target) => !Object.hasOwn(transitions, target));
};

const statesOf = (stage: string, on: Readonly<Record<string, string>>): Readonly<Record<string, State>> => ({
  [stage]: {
    Type: "Task",
    Resource: INVOKE_AND_WAIT,
    Arguments: {
      FunctionName: placeholder("OpenStage"),
      Payload: {
        id: expression("$id"),
        stage,
        step: expression("$step"),
        execution: expression("$execution"),
        token: expression("$states.context.Task.Token"),
      },
    },
    TimeoutSeconds: WAIT_SECONDS,
    Retry: RETRY,
    Catch: [{ ErrorEquals: ["States.Timeout", "States.HeartbeatTimeout"], Next: `${stage}-again` }],
    Assign: { step: expression("$step + 1"), decision: expression("$states.result.decision") },
    Next: `${stage}-decided`,
  },
  [`${stage}-decided`]: {
    Type: "Choice",
    Choices: Object.entries(on).map(([decision, target]) => branch(`$decision = "${decision}"`, target)),
    Default: "UnknownDecision",
  },
  [`${stage}-again`]: {
    Type: "Choice",
    Choices: [
      branch(`$toMillis($states.context.State.EnteredTime) - $toMillis($startedAt) > ${HAND_OVER_MILLISECONDS}`, "continue", {
        at: stage,
      }),
    ],
    Default: stage,
  },
});

/** Starts the successor under a name of its own, so that doing it twice starts one. */
const handOver: State = {
  Type: "Task",
  Resource: START_EXECUTION,
  Arguments: {
    StateMachineArn: expression("$states.context.StateMachine.Id"),
    Name: expression('$id & "-" & $string($execution + 1)'),
    Input: { id: expression("$id"), at: expression("$at"), step: expression("$step"), execution: expression("$execution + 1") },
  },
  Retry: [
    {
      ErrorEquals: ["StepFunctions.SdkClientException", "StepFunctions.ServiceException"],
      IntervalSeconds: 5,
      BackoffRate: 2,
      MaxAttempts: 6,
    },
  ],
  Catch: [
    { ErrorEquals: ["StepFunctions.ExecutionAlreadyExistsException", "StepFunctions.ExecutionAlreadyExists"], Next: "continued" },
  ],
  Next: "continued",
};

/** The table as a picture: stages, decisions on the arrows, outcomes with an end. */
export const mermaid = (transitions: Transitions): string => {
  const first = Object.keys(transitions)[0] ?? "";
  const id = (name: string) => name.replaceAll("-", "_");
  const arrows = Object.entries(transitions).flatMap(([stage, on]) => [
    ...Object.entries(on).map(([decision, target]) => `    ${id(stage)} --> ${id(target)}: ${decision}`),
  ]);
  const ends = outcomesOf(transitions).map((outcome) => `    ${id(outcome)} --> [*]`);
  return ["```mermaid", "stateDiagram-v2", `    [*] --> ${id(first)}`, ...arrows, ...ends, "```", ""].join("\n");
};
