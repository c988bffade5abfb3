import type { HomeClock } from "#local/clock.ts";
import type { Queues, Workflow } from "#shared/ports.ts";
import type { PortCall } from "./messages.ts";

interface Served {
  readonly workflow: Workflow;
  readonly queues: Queues;
  readonly clock: HomeClock;
}

type Call<P extends PortCall["port"]> = Extract<PortCall, { readonly port: P }>;

/** Answers what functions ask of the process that owns the database. */
export const portServer = ({ workflow, queues, clock }: Served): ((call: PortCall) => Promise<unknown>) => {
  const rows: { readonly [P in PortCall["port"]]: (call: Call<P>) => Promise<unknown> } = {
    "workflow.start": ({ machine, name, input }) => workflow.start({ machine, name, input }),
    "workflow.succeed": ({ token, output }) => workflow.succeed({ token, output }),
    "workflow.status": ({ machine, name }) => workflow.status({ machine, name }),
    "queues.send": ({ queue, messages }) => queues.send(queue, messages),
    "clock.set": async ({ now }) => clock.set(now),
  };
  return (call) => (rows[call.port] as (call: PortCall) => Promise<unknown>)(call);
};
