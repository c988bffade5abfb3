import { openDatabase } from "#local/database.ts";
import { createRunner, workflowOf } from "#local/workflow/runner.ts";
import { machineArn } from "#local/workflow/steps.ts";
import { enveloped, type Machines, type OpenWorkflow, type TaskEvent } from "./workflow.contract.ts";

/** The runner of the embedded home over a database in memory. A crash leaves calls under way and starts another runner on the same database. */
export const openEmbedded = async ({ definitions, answer }: Machines): Promise<OpenWorkflow> => {
  const database = openDatabase(":memory:");
  const started = () => {
    const runner = createRunner({
      database,
      now: () => Date.now(),
      invoke: async (_, payload) => {
        try {
          return await answer(payload as TaskEvent);
        } catch (cause) {
          const { name, message } = cause as Error;
          throw Object.assign(new Error(message, { cause }), { lambda: { errorType: name, errorMessage: message } });
        }
      },
      definitions: Object.fromEntries(Object.entries(definitions).map(([name, one]) => [name, enveloped(one, "task")])),
    });
    runner.run();
    return runner;
  };
  let runner = started();
  return {
    workflow: {
      start: (at) => workflowOf(runner).start(at),
      succeed: (at) => workflowOf(runner).succeed(at),
      status: (at) => workflowOf(runner).status(at),
    },
    arnOf: machineArn,
    outcome: async ({ machine, name }) => {
      const { status = "running", output, error, cause } = runner.journal.find(machine, name) ?? {};
      if (status === "running") return undefined;
      return status === "succeeded" ? { status, output } : { status, error: error ?? "", cause: cause ?? "" };
    },
    path: async ({ machine, name }) =>
      runner.journal
        .history(machine, name)
        .filter(({ type }) => type.endsWith("StateEntered"))
        .map(({ details }) => (details as { name: string }).name),
    crash: async () => {
      await runner.stop();
      runner = started();
    },
    close: async () => {
      await runner.stop();
      database.close();
    },
  };
};
