import type { Person } from "#shared/domain/people.ts";
import type { Assembly } from "./assembly/description.ts";

interface Described {
  readonly assembly: Assembly;
  readonly stage: string;
  readonly startedAt: string;
  readonly businessTime: string;
  /** Demonstration accounts; empty outside the `demo` stage. */
  readonly accounts: readonly Person[];
  readonly deadLetters: number;
}

/** What `/home.json` says: names and counts, nothing that anybody gave. */
export const describeHome = ({ assembly, accounts, ...rest }: Described) => ({
  ...rest,
  accounts: accounts.map(({ id, label }) => ({ id, label })),
  routes: assembly.routes.length,
  functions: assembly.functions.map(({ id, name, timeoutSeconds }) => ({
    name,
    timeoutSeconds,
    routes: assembly.routes.filter((route) => route.function === id).length,
  })),
  tables: assembly.tables.map((table) => table.name),
  buckets: assembly.buckets,
  machines: assembly.machines.map((machine) => machine.name),
  queues: assembly.queues.map((queue) => queue.name),
  schedules: assembly.schedules.map((schedule) => ({ function: schedule.function, everySeconds: schedule.everySeconds })),
});
