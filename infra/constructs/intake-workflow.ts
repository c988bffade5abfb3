import { branch, type Definition, expression, INVOKE, placeholder, RETRY, type State } from "./states.ts";

/** Seconds: a little more than the function's own limit, so that its own error is what is seen. */
const HASH_SECONDS = 930;
const INSPECT_SECONDS = 330;
const CONCLUDE_SECONDS = 90;

const ANSWER = "$states.result.Payload";
const joinedWith = (more: string) => expression(`$merge([$states.input, ${more}])`);

/** A file that cannot be read is concluded as quarantined with its reason, never left hanging. */
const concludedAnyway = [
  {
    ErrorEquals: ["States.ALL"],
    Output: joinedWith(
      '{ "failed": { "error": $states.errorOutput.Error, "cause": $substring($states.errorOutput.Cause, 0, 400) } }',
    ),
    Next: "conclude",
  },
];

const call = (task: string, more: Readonly<Record<string, unknown>>): State => ({
  Type: "Task",
  Resource: INVOKE,
  Arguments: { FunctionName: placeholder(task), Payload: expression("$states.input") },
  Retry: RETRY,
  ...more,
});

/**
 * Verification of one file. Input `{ state, reference, item }`. `hash` runs until the whole file is read, carrying what it answers
 * (`done`, `progress`) into its next run; what `inspect` answers is carried on as `inspected`; an error as `failed`.
 */
export const intakeWorkflow = (): Definition => ({
  Comment: "Verifies one file of a sealed submission: hash, type, conclusion.",
  QueryLanguage: "JSONata",
  StartAt: "hash",
  States: {
    hash: call("HashFile", {
      TimeoutSeconds: HASH_SECONDS,
      Catch: concludedAnyway,
      Output: joinedWith(ANSWER),
      Next: "hashed",
    }),
    hashed: { Type: "Choice", Choices: [branch("$states.input.done = true", "inspect")], Default: "hash" },
    inspect: call("InspectFile", {
      TimeoutSeconds: INSPECT_SECONDS,
      Catch: concludedAnyway,
      Output: joinedWith(`{ "inspected": ${ANSWER} }`),
      Next: "conclude",
    }),
    conclude: call("ConcludeFile", { TimeoutSeconds: CONCLUDE_SECONDS, Output: expression(ANSWER), Next: "concluded" }),
    concluded: { Type: "Succeed" },
  },
});
