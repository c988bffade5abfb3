import type { DatabaseSync } from "node:sqlite";

/** Business time of the home. */
export interface HomeClock {
  /** Milliseconds that business time is ahead of machine time, shared with every function's thread. */
  readonly offset: SharedArrayBuffer;
  now(): string;
  /** Throws outside the `demo` stage and for what is no time. */
  set(now: string): void;
}

/** Keeps the offset over restarts; outside the `demo` stage it is always nothing. */
export const homeClock = ({ database, stage }: { readonly database: DatabaseSync; readonly stage: string }): HomeClock => {
  database.exec("CREATE TABLE IF NOT EXISTS clock (only INTEGER PRIMARY KEY CHECK (only = 1), offset INTEGER NOT NULL) STRICT");
  const stored = database.prepare("SELECT offset FROM clock").get() as { readonly offset: number } | undefined;
  const offset = new SharedArrayBuffer(8);
  const milliseconds = new BigInt64Array(offset);
  if (stage === "demo") Atomics.store(milliseconds, 0, BigInt(stored?.offset ?? 0));
  const keep = database.prepare("INSERT OR REPLACE INTO clock VALUES (1, ?)");
  return {
    offset,
    now: () => new Date(Date.now() + Number(Atomics.load(milliseconds, 0))).toISOString(),
    set: (now) => {
      if (stage !== "demo") throw new Error("business time can be set in the demo stage only");
      const at = Date.parse(now);
      if (Number.isNaN(at)) throw new Error(`${now} is no time`);
      const ahead = at - Date.now();
      keep.run(ahead);
      Atomics.store(milliseconds, 0, BigInt(ahead));
    },
  };
};
