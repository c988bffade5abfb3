import type { DatabaseSync } from "node:sqlite";
import { atomically } from "#local/database.ts";
import type { Definition } from "./definition.ts";

/**
 * What the current state waits for. `run`: to be evaluated. `call`: its task is to be called. `called`: the call is under way; after a
 * restart it is made again. `token`: the call returned and its token is awaited. `retry`, `wait`: the time `dueAt`.
 */
export type Phase = "run" | "call" | "called" | "token" | "retry" | "wait";
export type Status = "running" | "succeeded" | "failed" | "timed-out";

/** An execution as the journal holds it. Times are milliseconds of machine time. */
export interface Execution {
  readonly id: number;
  readonly machine: string;
  readonly name: string;
  readonly definition: Definition;
  readonly input: unknown;
  readonly status: Status;
  readonly startedAt: number;
  readonly state: string;
  readonly enteredAt: number;
  readonly stateInput: unknown;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly phase: Phase;
  /** Attempts used up, by retrier of the state. */
  readonly retries: readonly number[];
  readonly token: string | null;
  /** When the phase ends by itself: a timeout of the task, the end of a wait. */
  readonly dueAt: number | null;
  readonly events: number;
}
export type Change = Partial<Omit<Execution, "id" | "machine" | "name" | "definition" | "input">> & {
  readonly endedAt?: number;
  readonly output?: unknown;
  readonly error?: string;
  readonly cause?: string;
};
export interface HistoryEvent {
  readonly type: string;
  readonly details: Readonly<Record<string, unknown>>;
}

export interface Journal {
  /** Answers false when the machine has an execution of that name already, whatever became of it. */
  begin(at: { machine: string; name: string; definition: Definition; input: unknown; now: number }): boolean;
  /** One step and its events, in one transaction. */
  step(execution: Execution, change: Change, events: readonly HistoryEvent[], now: number): void;
  /** A mark that is no event of the history; `dueAt` where the time that the phase may take begins with it. */
  mark(id: number, phase: Phase, dueAt?: number | null): void;
  /** Moves every time that a running execution waits for. */
  shift(milliseconds: number): void;
  byId(id: number): Execution | undefined;
  byToken(token: string): Execution | undefined;
  find(
    machine: string,
    name: string,
  ):
    | {
        readonly status: Status;
        readonly output: unknown;
        readonly error: string | null;
        readonly cause: string | null;
        readonly input: unknown;
      }
    | undefined;
  history(machine: string, name: string): readonly { readonly type: string; readonly details: unknown }[];
  /** Running executions that have something to do now. */
  due(now: number): readonly number[];
  /** When the next one has, if any waits for a time. */
  nextDue(): number | undefined;
  /** Calls that were under way when the process ended are to be made again. */
  resume(): void;
}

const SCHEMA = `
CREATE TABLE IF NOT EXISTS execution (
  id INTEGER PRIMARY KEY, machine TEXT NOT NULL, name TEXT NOT NULL, definition TEXT NOT NULL, input TEXT NOT NULL, status TEXT NOT NULL,
  startedAt INTEGER NOT NULL, endedAt INTEGER, output TEXT, error TEXT, cause TEXT, state TEXT NOT NULL, enteredAt INTEGER NOT NULL,
  stateInput TEXT NOT NULL, variables TEXT NOT NULL, phase TEXT NOT NULL, retries TEXT NOT NULL, token TEXT, dueAt INTEGER,
  events INTEGER NOT NULL, UNIQUE (machine, name)
) STRICT;
CREATE UNIQUE INDEX IF NOT EXISTS execution_token ON execution (token) WHERE token IS NOT NULL;
CREATE INDEX IF NOT EXISTS execution_due ON execution (dueAt) WHERE status = 'running' AND dueAt IS NOT NULL;
CREATE INDEX IF NOT EXISTS execution_ready ON execution (phase) WHERE status = 'running';
CREATE TABLE IF NOT EXISTS execution_event (
  execution INTEGER NOT NULL REFERENCES execution (id), number INTEGER NOT NULL, at INTEGER NOT NULL, type TEXT NOT NULL, details TEXT NOT NULL,
  PRIMARY KEY (execution, number)
) STRICT, WITHOUT ROWID;
`;
const JSON_COLUMNS = ["definition", "input", "stateInput", "variables", "retries", "output"];

/** The journal of executions in the home's database: a step is there in full with its events, or not at all. */
export const openJournal = (database: DatabaseSync): Journal => {
  database.exec(SCHEMA);
  const insert = database.prepare(
    "INSERT INTO execution (machine, name, definition, input, status, startedAt, state, enteredAt, stateInput, variables, phase, retries, dueAt, events) VALUES (?, ?, ?, ?, 'running', ?, ?, ?, ?, '{}', 'run', '[]', NULL, 1) ON CONFLICT DO NOTHING",
  );
  const insertEvent = database.prepare("INSERT INTO execution_event VALUES (?, ?, ?, ?, ?)");
  const select = database.prepare("SELECT * FROM execution WHERE id = ?");
  const selectToken = database.prepare("SELECT * FROM execution WHERE token = ? AND status = 'running'");
  const selectName = database.prepare("SELECT * FROM execution WHERE machine = ? AND name = ?");
  const selectDue = database.prepare(
    "SELECT id FROM execution WHERE status = 'running' AND (phase IN ('run', 'call') OR dueAt <= ?) ORDER BY id LIMIT 200",
  );
  const selectNext = database.prepare(
    "SELECT min(dueAt) AS next FROM execution WHERE status = 'running' AND phase <> 'call' AND dueAt IS NOT NULL",
  );
  const setPhase = database.prepare("UPDATE execution SET phase = ? WHERE id = ?");
  const setPhaseAndDue = database.prepare("UPDATE execution SET phase = ?, dueAt = ? WHERE id = ?");
  const move = database.prepare("UPDATE execution SET dueAt = dueAt + ? WHERE status = 'running' AND dueAt IS NOT NULL");

  return {
    begin: ({ machine, name, definition, input, now }) =>
      atomically(database, () => {
        const text = JSON.stringify(input);
        const { changes, lastInsertRowid } = insert.run(
          machine,
          name,
          JSON.stringify(definition),
          text,
          now,
          definition.StartAt,
          now,
          text,
        );
        if (changes === 0) return false;
        insertEvent.run(lastInsertRowid, 1, now, "ExecutionStarted", JSON.stringify({ input }));
        return true;
      }),
    step: (execution, change, events, now) =>
      atomically(database, () => {
        const columns = Object.entries({ ...change, events: execution.events + events.length });
        const values = columns.map(([name, value]) =>
          JSON_COLUMNS.includes(name) ? JSON.stringify(value ?? null) : (value as string | number | null),
        );
        database
          .prepare(`UPDATE execution SET ${columns.map(([name]) => `${name} = ?`).join(", ")} WHERE id = ?`)
          .run(...values, execution.id);
        events.forEach(
          ({ type, details }, index) =>
            void insertEvent.run(execution.id, execution.events + index + 1, now, type, JSON.stringify(details)),
        );
      }),
    mark: (id, phase, dueAt) => void (dueAt === undefined ? setPhase.run(phase, id) : setPhaseAndDue.run(phase, dueAt, id)),
    shift: (milliseconds) => void move.run(milliseconds),
    byId: (id) => read(select.get(id)) as unknown as Execution | undefined,
    byToken: (token) => read(selectToken.get(token)) as unknown as Execution | undefined,
    find: (machine, name) => read(selectName.get(machine, name)) as never,
    history: (machine, name) =>
      (
        database
          .prepare(
            "SELECT e.type, e.details FROM execution_event e JOIN execution x ON x.id = e.execution WHERE x.machine = ? AND x.name = ? ORDER BY e.number",
          )
          .all(machine, name) as { type: string; details: string }[]
      ).map(({ type, details }) => ({ type, details: JSON.parse(details) as unknown })),
    due: (now) => (selectDue.all(now) as { id: number }[]).map(({ id }) => id),
    nextDue: () => (selectNext.get() as { next: number | null }).next ?? undefined,
    resume: () => database.exec("UPDATE execution SET phase = 'call' WHERE status = 'running' AND phase = 'called'"),
  };
};

/** Definitions by their text: executions share the few that there are, and each step reads one. */
const definitions = new Map<string, unknown>();
const definitionIn = (text: string): unknown => {
  const known = definitions.get(text) ?? (JSON.parse(text) as unknown);
  definitions.set(text, known);
  return known;
};

const read = (row: unknown): Readonly<Record<string, unknown>> | undefined =>
  row === undefined
    ? undefined
    : Object.fromEntries(
        Object.entries(row as Record<string, unknown>).map(([name, value]) => {
          if (name === "definition") return [name, definitionIn(value as string)];
          return [name, JSON_COLUMNS.includes(name) && value !== null ? JSON.parse(value as string) : value];
        }),
      );
