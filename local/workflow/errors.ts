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

/** Errors that no `States.ALL` catches or tries again. */
const TERMINAL = ["States.DataLimitExceeded", "States.Runtime"];

/** Whether a name in `ErrorEquals` means this error. */
export const errorMatches = (name: string, error: string): boolean => {
  if (name === error) return true;
  if (name === "States.ALL") return !TERMINAL.includes(error);
  if (name === "States.TaskFailed")
    return !TERMINAL.includes(error) && error !== "States.Timeout" && error !== "States.HeartbeatTimeout";
  return name === "States.Timeout" && error === "States.HeartbeatTimeout";
};

/** A function's failure under the name that its runtime gave it; anything else is a fault of the service that called it. */
export const failureOf = (error: unknown): Failed => {
  if (error instanceof Failed) return error;
  const { lambda } = error as { lambda?: { errorType: string } };
  if (lambda !== undefined) return new Failed(lambda.errorType, JSON.stringify(lambda), { cause: error });
  return new Failed("Lambda.ServiceException", error instanceof Error ? error.message : String(error), { cause: error });
};
