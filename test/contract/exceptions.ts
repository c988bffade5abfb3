/** A case that a store or service with the interface of AWS does not pass, although AWS is documented to and the embedded home does. */
export interface Exception {
  readonly suite: "records" | "files" | "queues" | "workflow";
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

/** Exceptions of MiniStack 1.5.33. The suites of records, files, queues, keys and clock need none. A case that passes after all fails its test. */
export const EXCEPTIONS: readonly Exception[] = [
  ...[
    "a task that waited for its token waits on after the runner ended, and its token holds",
    "a call that was under way is made again, with the same token, and counts once",
    "retries that were used up stay so, and one that was waited for comes in its time",
    "a timeout that passed while the runner was down is taken when it is back",
    "variables and inputs are as they were",
  ].map((name) => untried(name, NO_CRASH, DURABLE)),
];
export const exceptionsOf = (suite: Exception["suite"]): readonly Exception[] => EXCEPTIONS.filter((one) => one.suite === suite);
