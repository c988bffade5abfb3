import { functionIn } from "./assembly/compute.ts";
import type { Assembly } from "./assembly/description.ts";

/** Calls a function with a Lambda event and answers what it answers. */
export type Invoke = (name: string, event: unknown) => Promise<unknown>;

interface Subscribable {
  subscribe(queue: string, batchSize: number, deliver: (event: unknown) => Promise<unknown>): void;
}

/** Joins queues to the functions that read them. The queues shape the events; a failed call leaves its whole batch undelivered. */
export const feedFromQueues = ({
  assembly,
  queues,
  invoke,
}: {
  readonly assembly: Assembly;
  readonly queues: Subscribable;
  readonly invoke: Invoke;
}): void => {
  for (const source of assembly.queueSources)
    queues.subscribe(source.queue, source.batchSize, (event) => invoke(source.function, event));
};

/** The readers of the tables' streams. */
export const streamSources = ({ assembly, invoke }: { readonly assembly: Assembly; readonly invoke: Invoke }) =>
  assembly.streamSources.map((source) => ({
    id: source.id,
    table: source.table,
    batchSize: source.batchSize,
    filters: source.filters,
    deliver: (event: unknown) => invoke(source.function, event),
  }));

/** State machines name a function by its ARN or its name. */
export const taskInvoker =
  (invoke: Invoke) =>
  (name: string, payload: unknown): Promise<unknown> =>
    invoke(name.startsWith("arn:") ? functionIn(name) : name, payload);
