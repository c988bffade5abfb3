/** A state or execution failed: error name and cause as the States Language reports them. */
export class Failed extends Error {
  override readonly name = "Failed";
  readonly error: string;
  readonly reason: string;
  constructor(error: string, reason: string, options?: ErrorOptions) {
    super(`${error}: ${reason}`, options);
    this.error = error;
    this.reason = reason;
  }
}

/** Errors that no wildcard means. `States.Runtime` is fatal under its own name too: it is never tried again and never caught. */
const TERMINAL = ["States.DataLimitExceeded", "States.Runtime"];

/** Whether a name in `ErrorEquals` means this error. `States.TaskFailed` means every error that is no timeout. */
export const errorMatches = (name: string, error: string): boolean => {
  if (error === "States.Runtime") return false;
  if (name === error) return true;
  if (name === "States.ALL") return !TERMINAL.includes(error);
  return name === "States.TaskFailed" && !TERMINAL.includes(error) && error !== "States.Timeout";
};

/** A function's failure under the name that its runtime gave it; anything else is a fault of the service that called it. */
export const failureOf = (error: unknown): Failed => {
  if (error instanceof Failed) return error;
  const { lambda } = error as { lambda?: { errorType: string } };
  if (lambda !== undefined) return new Failed(lambda.errorType, JSON.stringify(lambda), { cause: error });
  return new Failed("Lambda.ServiceException", error instanceof Error ? error.message : String(error), { cause: error });
};
