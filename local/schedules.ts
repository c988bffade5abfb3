import { randomUUID } from "node:crypto";
import type { DatabaseSync } from "node:sqlite";
import type { SchedulePart } from "./assembly/description.ts";

interface Options {
  readonly database: DatabaseSync;
  readonly schedules: readonly SchedulePart[];
  readonly invoke: (name: string, event: unknown) => Promise<unknown>;
  /** Told of a run that failed after its attempts. */
  readonly failed: (schedule: string, error: unknown) => void;
  /** Machine time, milliseconds. */
  readonly now?: () => number;
}

/** How often a failed run is tried again, and after how long: as Lambda does for asynchronous calls. */
const RETRIES_AFTER_SECONDS = [60, 120];
/** How often due runs are looked for. */
const LOOK_MILLISECONDS = 1_000;

interface Row {
  readonly last_run: number;
  readonly next_run: number;
  readonly attempt: number;
}

export interface Schedules {
  run(): void;
  /** Runs what is due now; resolves when those runs have ended. */
  tick(): Promise<void>;
  stop(): void;
}

/**
 * Runs functions at their rate by machine time. The last run is kept: runs missed while the home was off are made up for by one at the
 * next start; a schedule never seen before first runs one interval from now.
 */
export const createSchedules = ({ database, schedules, invoke, failed, now = Date.now }: Options): Schedules => {
  database.exec(
    "CREATE TABLE IF NOT EXISTS schedule (id TEXT PRIMARY KEY, last_run INTEGER NOT NULL, next_run INTEGER NOT NULL, attempt INTEGER NOT NULL) STRICT",
  );
  const first = database.prepare("INSERT OR IGNORE INTO schedule VALUES (?, ?, ?, 0)");
  const read = database.prepare("SELECT * FROM schedule WHERE id = ?");
  const keep = database.prepare("UPDATE schedule SET last_run = ?, next_run = ?, attempt = ? WHERE id = ?");
  for (const { id, everySeconds } of schedules) first.run(id, now(), now() + everySeconds * 1000);
  const running = new Set<string>();
  let timer: NodeJS.Timeout | undefined;

  const isDue = ({ id, everySeconds }: SchedulePart): Row | undefined => {
    const row = read.get(id) as unknown as Row | undefined;
    if (row === undefined || running.has(id)) return undefined;
    // A rate that became shorter in the assembly counts from the last run at once.
    // The clock was put back since: what it ran at has not come yet, and an hour is not to become a day.
    if (row.last_run > now()) return row;
    const due = row.attempt > 0 ? row.next_run : Math.min(row.next_run, row.last_run + everySeconds * 1000);
    return due <= now() ? row : undefined;
  };
  const runOne = async (schedule: SchedulePart): Promise<void> => {
    const row = isDue(schedule);
    if (row === undefined) return;
    running.add(schedule.id);
    try {
      const next = await attempted(schedule, row.attempt);
      keep.run(now(), now() + next.seconds * 1000, next.attempt, schedule.id);
    } catch (error) {
      // It ran and could not be noted, on a full disk for example: it runs again, which it bears.
      failed(schedule.id, error);
    } finally {
      running.delete(schedule.id);
    }
  };
  const attempted = async (
    schedule: SchedulePart,
    attempt: number,
  ): Promise<{ readonly seconds: number; readonly attempt: number }> => {
    try {
      await invoke(schedule.function, "input" in schedule ? schedule.input : scheduledEvent(schedule.id, now()));
      return { seconds: schedule.everySeconds, attempt: 0 };
    } catch (error) {
      const pause = RETRIES_AFTER_SECONDS[attempt];
      if (pause !== undefined) return { seconds: pause, attempt: attempt + 1 };
      failed(schedule.id, error);
      return { seconds: schedule.everySeconds, attempt: 0 };
    }
  };
  const tick = async () => void (await Promise.all(schedules.map(runOne)));

  return {
    tick,
    run: () => {
      timer = setInterval(() => void tick(), LOOK_MILLISECONDS);
      timer.unref();
    },
    stop: () => clearInterval(timer),
  };
};

/** What EventBridge sends for a rule over a schedule. */
const scheduledEvent = (id: string, now: number) => ({
  version: "0",
  id: randomUUID(),
  "detail-type": "Scheduled Event",
  source: "aws.events",
  account: "000000000000",
  time: new Date(now).toISOString(),
  region: "local",
  resources: [`arn:aws:events:local:000000000000:rule/${id}`],
  detail: {},
});
