import jsonata from "jsonata";
import {
  type Catcher,
  type Definition,
  FIELDS,
  LIMITS,
  RESOURCES,
  type Retrier,
  type Rule,
  type StateDefinition,
  type StateType,
} from "./definition.ts";

const ANY_STATE = ["Type", "Comment", "QueryLanguage"];
const ANY_MACHINE = ["Comment", "QueryLanguage", "Version", "TimeoutSeconds", "StartAt", "States"];
const TYPES = Object.keys(FIELDS) as readonly StateType[];

/** The definition, checked. Throws for anything that would run otherwise than on AWS: what is not run here is refused, never ignored. */
export const checked = (name: string, given: unknown): Definition => {
  const fault = faultOf(given as Given);
  if (fault !== undefined)
    throw new Error(
      `machine ${name}: ${fault}; this home runs JSONata definitions of ${TYPES.join(", ")} (docs/workflow-runner.md says with what)`,
    );
  return given as Definition;
};

type Given = Definition & { readonly QueryLanguage?: string };
type Fault = string | undefined;

const first = (faults: Iterable<Fault>): Fault => {
  for (const fault of faults) if (fault !== undefined) return fault;
  return undefined;
};
const unknownField = (value: object, known: readonly string[]): Fault => {
  const field = Object.keys(value).find((one) => !known.includes(one));
  return field === undefined ? undefined : `has ${field}, which is not run here (known: ${known.join(", ")})`;
};
const wholeFrom = (least: number, value: unknown): boolean =>
  typeof value === "number" && Number.isInteger(value) && value >= least && value <= LIMITS.seconds;

const faultOf = (machine: Given): Fault => {
  const { QueryLanguage, StartAt, States, TimeoutSeconds } = machine;
  if (QueryLanguage !== "JSONata") return `its query language is ${QueryLanguage ?? "JSONPath"}`;
  if (!Object.hasOwn(States, StartAt)) return `it starts at ${StartAt}, which is not among its states`;
  if (TimeoutSeconds !== undefined && !wholeFrom(1, TimeoutSeconds)) return `it has TimeoutSeconds ${TimeoutSeconds}`;
  const ofMachine = unknownField(machine, ANY_MACHINE);
  if (ofMachine !== undefined) return `it ${ofMachine}`;
  for (const [id, state] of Object.entries(States)) {
    const fault = id.length > LIMITS.nameCharacters ? "has a name of more than 80 characters" : stateFault(state, States);
    if (fault !== undefined) return `state ${id} ${fault}`;
  }
  return undefined;
};

function* stateFaults(state: StateDefinition, states: Definition["States"]): Iterable<Fault> {
  const { QueryLanguage = "JSONata" } = state as { QueryLanguage?: string };
  if (QueryLanguage !== "JSONata") yield `has the query language ${QueryLanguage}`;
  yield unknownField(state, [...ANY_STATE, ...FIELDS[state.Type]]);
  const moves = FIELDS[state.Type] as readonly string[];
  if (moves.includes("Next") && (state.Next === undefined) !== (state.End === true)) yield "needs either Next or End";
  yield* (state.Retry ?? []).map((one, index, all) => retrierFault(one, index === all.length - 1));
  yield* (state.Catch ?? []).map((one, index, all) => catcherFault(one, index === all.length - 1));
  if (state.Type === "Task") yield taskFault(state);
  if (state.Type === "Choice") yield choiceFault(state);
  if (state.Type === "Wait" && (state.Seconds === undefined) === (state.Timestamp === undefined))
    yield "needs either Seconds or Timestamp";
  yield* [state, ...(state.Catch ?? []), ...(state.Choices ?? [])].map((one) => assignFault(one.Assign));
  const targets = [state.Next, state.Default, ...[...(state.Catch ?? []), ...(state.Choices ?? [])].map((one) => one.Next)];
  yield* targets.map((target) =>
    target === undefined || Object.hasOwn(states, target) ? undefined : `leads to ${target}, which is not among its states`,
  );
  yield expressionFault(state);
}

const stateFault = (state: StateDefinition, states: Definition["States"]): Fault =>
  TYPES.includes(state.Type) ? first(stateFaults(state, states)) : `is of type ${state.Type}`;

const taskFault = ({ Resource = "", Arguments, TimeoutSeconds }: StateDefinition): Fault => {
  const known = Object.hasOwn(RESOURCES, Resource) ? RESOURCES[Resource] : undefined;
  if (known === undefined) return `calls ${Resource}, which is not run here (known: ${Object.keys(RESOURCES).join(", ")})`;
  if (typeof Arguments === "object" && Arguments !== null) {
    const fault = unknownField(Arguments, known);
    if (fault !== undefined) return `in its Arguments ${fault}`;
  }
  if (TimeoutSeconds === undefined || isExpression(TimeoutSeconds) || wholeFrom(1, TimeoutSeconds)) return undefined;
  return `has TimeoutSeconds ${String(TimeoutSeconds)}: whole seconds from 1 to ${LIMITS.seconds}, or an expression`;
};

const choiceFault = ({ Choices = [] }: StateDefinition): Fault => {
  if (Choices.length === 0) return "has no Choices";
  return first(
    Choices.map(
      (rule: Rule) =>
        unknownField(rule, ["Condition", "Next", "Output", "Assign", "Comment"]) ??
        (isExpression(rule.Condition) ? undefined : `has the condition ${String(rule.Condition)}, which is no expression`),
    ),
  );
};

const errorsFault = (names: readonly string[] | undefined, isLast: boolean): Fault => {
  if (names === undefined || names.length === 0) return "has an ErrorEquals without names";
  if (names.includes("States.ALL") && (names.length > 1 || !isLast)) return "has States.ALL elsewhere than alone and last";
  return undefined;
};
const retrierFault = (one: Retrier, isLast: boolean): Fault => {
  const { IntervalSeconds = 1, BackoffRate = 2, MaxAttempts = 3, MaxDelaySeconds, JitterStrategy = "NONE" } = one;
  const bounds: readonly (readonly [boolean, string])[] = [
    [wholeFrom(1, IntervalSeconds), "IntervalSeconds of whole seconds from 1"],
    [typeof BackoffRate === "number" && BackoffRate >= 1, "BackoffRate from 1"],
    [wholeFrom(0, MaxAttempts), "MaxAttempts from 0"],
    [
      MaxDelaySeconds === undefined || (wholeFrom(2, MaxDelaySeconds) && MaxDelaySeconds > IntervalSeconds),
      "MaxDelaySeconds above IntervalSeconds",
    ],
    [["FULL", "NONE"].includes(JitterStrategy), "JitterStrategy FULL or NONE"],
  ];
  const broken = bounds.find(([holds]) => !holds)?.[1];
  return (
    errorsFault(one.ErrorEquals, isLast) ??
    unknownField(one, [
      "ErrorEquals",
      "IntervalSeconds",
      "BackoffRate",
      "MaxAttempts",
      "MaxDelaySeconds",
      "JitterStrategy",
      "Comment",
    ]) ??
    (broken === undefined ? undefined : `has a retrier that is not within bounds: ${broken}`)
  );
};
const catcherFault = (one: Catcher, isLast: boolean): Fault =>
  errorsFault(one.ErrorEquals, isLast) ?? unknownField(one, ["ErrorEquals", "Next", "Output", "Assign", "Comment"]);

const assignFault = (assign: Readonly<Record<string, unknown>> = {}): Fault => {
  const name = Object.keys(assign).find(
    (one) => one === "states" || one.length > LIMITS.nameCharacters || !/^[\p{ID_Start}_][\p{ID_Continue}]*$/u.test(one),
  );
  return name === undefined ? undefined : `assigns to ${name}, which cannot be a variable`;
};

const isExpression = (value: unknown): boolean => typeof value === "string" && value.startsWith("{%") && value.endsWith("%}");

/** The first expression anywhere in a value that is not closed or cannot be read as JSONata. */
const expressionFault = (value: unknown): Fault => {
  if (typeof value === "object" && value !== null) return first(Object.values(value).map(expressionFault));
  if (typeof value !== "string" || !value.startsWith("{%")) return undefined;
  if (!value.endsWith("%}")) return `has the expression ${value}, which is not closed`;
  try {
    jsonata(value.slice(2, -2));
    return undefined;
  } catch (error) {
    return `has the expression ${value}, which cannot be read: ${(error as Error).message}`;
  }
};
