/** A case that a store or service with the interface of AWS does not pass, although AWS is documented to and the embedded home does. */
export interface Exception {
  readonly suite: "records" | "files" | "queues" | "workflow" | "access-log";
  /** The name of the case. */
  readonly case: string;
  /** What happens there instead. */
  readonly why: string;
  /** What AWS documents. */
  readonly documented: string;
  /** The case cannot even be tried there: it would never end, or needs what a client cannot do. Without it the case is run and must fail. */
  readonly untried?: true;
}

const workflow = (name: string, why: string, documented: string): Exception => ({
  suite: "workflow",
  case: name,
  why,
  documented,
});
const untried = (name: string, why: string, documented: string): Exception => ({
  ...workflow(name, why, documented),
  untried: true,
});

const DURABLE = "Executions of Standard workflows are kept by the service; a client sees nothing of its restarts.";
const NO_CRASH = "a client cannot end the service in the middle of a step";
const SIZES =
  "Input, output, arguments and results are at most 256 KiB; more is States.DataLimitExceeded, which States.ALL does not catch.";
const NO_SIZES = "sizes have no bound there";

/**
 * Exceptions of MiniStack 1.5.33. The suites of records, files, queues, keys and clock need none. A case that passes after all fails its
 * test, so that this list says no more than is so.
 */
const EXCEPTIONS: readonly Exception[] = [
  {
    suite: "access-log",
    case: "of more lines than are read at once the newest come, and with the place of the last one those behind it",
    why: "startFromHead is ignored, and of more events than the limit the oldest are answered without a token for the rest",
    documented: "With startFromHead false the newest events come first; nextToken goes on from there.",
  },
  workflow(
    "a Succeed state answers its Output",
    "Output of a Succeed state is ignored",
    "A Succeed state may have Output, which is its output.",
  ),
  workflow(
    "a Choice's own Output applies when its Default is taken",
    "only the Output of rules is evaluated",
    "A Choice state has the common fields of states, Output among them.",
  ),
  workflow(
    "a condition that is neither true nor false fails in the evaluation",
    "anything that JSONata takes for true holds",
    "A condition is a JSONata expression that evaluates to true or false.",
  ),
  workflow("$eval is not there", "$eval evaluates", "JSONata's $eval is not supported; $parse is offered instead."),
  workflow(
    "all of an Assign is evaluated over the variables as they were, so that two can be swapped",
    "variables are assigned one after the other",
    "All expressions of an Assign are evaluated first, over the values that variables have when the state is entered.",
  ),
  ...[
    "a task may take its TimeoutSeconds from an expression",
    "TimeoutSeconds that are no whole seconds from 1 fail in the evaluation",
  ].map((name) =>
    workflow(
      name,
      "an expression is taken for a number of seconds",
      "TimeoutSeconds may be a JSONata expression that answers a positive integer.",
    ),
  ),
  workflow(
    "MaxDelaySeconds bounds the interval",
    "MaxDelaySeconds is ignored",
    "MaxDelaySeconds is the most that an interval grows to.",
  ),
  workflow(
    "every attempt has a token of its own",
    "all attempts of a state have one token",
    "A task token stands for one task; that of an attempt which timed out has expired.",
  ),
  workflow(
    "a function that fails when it is to open the wait fails the task, which is tried again",
    "the failure is dropped, and the token is waited for",
    "An error of the call fails the task, and Retry and Catch apply.",
  ),
  untried(
    "of two who release a token at once one does, and the other finds it gone",
    "by chance both are told that they did, for the token goes a moment later",
    "A token of a task that has been closed is TaskTimedOut.",
  ),
  workflow(
    "more bytes are refused, and the token stays as it was",
    NO_SIZES,
    "The output of SendTaskSuccess has at most 262,144 bytes.",
  ),
  ...[
    "an execution that may take so long times out, as such and whatever would catch it",
    "an execution times out also while it waits for a retry",
  ].map((name) =>
    workflow(
      name,
      "the machine's TimeoutSeconds is ignored",
      "An execution that runs longer than the machine's TimeoutSeconds fails with States.Timeout.",
    ),
  ),
  workflow(
    "a name of more than 80 characters, or with white space, a bracket or a wildcard, is refused",
    "any name is taken",
    "Names have at most 80 characters and no white space, brackets or wildcards.",
  ),
  workflow(
    "a larger input is refused, and nothing is started",
    NO_SIZES,
    "The input of StartExecution has at most 262,144 bytes.",
  ),
  workflow(
    "starting a name that has ended fails the task, and that can be caught",
    "the error is named ExecutionAlreadyExists, without the service",
    "Errors of an integrated service begin with its name: StepFunctions.ExecutionAlreadyExistsException.",
  ),
  ...[
    "the output of a state is at most 262,144 bytes",
    "what a function answers is at most 262,144 bytes, also where the Output would be less; States.ALL does not catch that",
    "what a function is given is at most 262,144 bytes",
  ].map((name) => workflow(name, NO_SIZES, SIZES)),
  workflow("one Assign is at most 262,144 bytes", NO_SIZES, "The variables of one Assign have at most 256 KiB together."),
  untried(
    "a history has at most 25,000 events: a machine that never ends fails then, and nothing catches it",
    "a history has no end there, and the machine would run for ever",
    "An execution whose history reaches 25,000 events fails.",
  ),
  ...[
    "a task that waited for its token waits on after the runner ended, and its token holds",
    "a call that was under way is made again, with the same token, and counts once",
    "retries that were used up stay so, and one that was waited for comes in its time",
    "a timeout that passed while the runner was down is taken when it is back",
    "variables and inputs are as they were",
  ].map((name) => untried(name, NO_CRASH, DURABLE)),
];
export const exceptionsOf = (suite: Exception["suite"]): readonly Exception[] => EXCEPTIONS.filter((one) => one.suite === suite);
