import { DescribeExecutionCommand, SendTaskSuccessCommand, type SFNClient, StartExecutionCommand } from "@aws-sdk/client-sfn";
import type { ExecutionStatus, Workflow } from "../ports.ts";

/** Executions of the machines that a function may use, by logical name and ARN. */
export const sfnWorkflow = (client: SFNClient, machines: Readonly<Record<string, string>>): Workflow => {
  const arnOf = (machine: string): string => {
    const arn = Object.hasOwn(machines, machine) ? machines[machine] : undefined;
    if (arn === undefined) throw new Error(`${machine} is not among the machines of this function`);
    return arn;
  };
  return {
    start: async ({ machine, name, input }) => {
      try {
        await client.send(new StartExecutionCommand({ stateMachineArn: arnOf(machine), name, input: JSON.stringify(input) }));
        return "started";
      } catch (error) {
        // The same name and input while it runs succeeds; any other repetition is this refusal.
        if (nameOf(error) === "ExecutionAlreadyExists") return "known";
        throw error;
      }
    },
    succeed: async ({ token, output }) => {
      try {
        await client.send(new SendTaskSuccessCommand({ taskToken: token, output: JSON.stringify(output) }));
        return "released";
      } catch (error) {
        if (GONE.includes(nameOf(error))) return "gone";
        throw error;
      }
    },
    status: async ({ machine, name }) => {
      const executionArn = `${arnOf(machine).replace(":stateMachine:", ":execution:")}:${name}`;
      try {
        const { status } = await client.send(new DescribeExecutionCommand({ executionArn }));
        return STATUS[status ?? ""];
      } catch (error) {
        if (nameOf(error) === "ExecutionDoesNotExist") return undefined;
        throw error;
      }
    },
  };
};

const nameOf = (error: unknown): string => (error instanceof Error ? error.name : "");
/** A token that was used, whose wait timed out, or whose execution ended. */
const GONE = ["TaskTimedOut", "TaskDoesNotExist", "InvalidToken"];
const STATUS: Readonly<Record<string, ExecutionStatus>> = {
  RUNNING: "running",
  PENDING_REDRIVE: "running",
  SUCCEEDED: "succeeded",
  FAILED: "failed",
  TIMED_OUT: "timed-out",
  ABORTED: "aborted",
};
