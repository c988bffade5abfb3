import { casePk, duePk, stepKey } from "#shared/adapters/keys.ts";
import type { CaseFile } from "#shared/domain/case.ts";
import { addDays } from "#shared/domain/clock.ts";
import { type Decided, isCleared } from "#shared/domain/decide.ts";
import { isStage, STAGES } from "#shared/domain/stages.ts";
import type { Item, Json, Write } from "#shared/ports.ts";
import type { EntryDraft } from "#shared/record/change.ts";
import { exactHash } from "#shared/record/exact.ts";

/** A decision taken: which stage is left, how, and where to. */
export interface Move {
  readonly stage: string;
  readonly decision: string;
  readonly decided: Decided;
  readonly by: string;
  readonly reasons: string;
}

interface Moved {
  /** Changes of the head after all moves. */
  readonly head: Readonly<Record<string, Json | undefined>>;
  readonly steps: readonly Write[];
  readonly entries: readonly EntryDraft[];
  /** The case as it stands afterwards. */
  readonly file: CaseFile;
}

/**
 * Takes a case along one decision, and on through clearance where nothing is left to be released. Every decision leaves a step that
 * the waiting execution is released by; the dispatcher reads it.
 */
export const move = (at: { head: Item; file: CaseFile; now: string }, first: Move): Moved => {
  const one = taken(at, first, Number(at.head["step"]));
  const passes = one.file.at === "clearance" && one.file.finding !== undefined && isCleared(one.file, at.now);
  if (!passes) return one;
  const on = taken({ ...at, file: one.file }, CLEARED, Number(at.head["step"]) + 1);
  return {
    head: { ...one.head, ...on.head },
    steps: [...one.steps, ...on.steps],
    entries: [...one.entries, ...on.entries],
    file: on.file,
  };
};

/** At clearance nobody decides: the originators' answers do. */
export const CLEARED: Move = {
  stage: "clearance",
  decision: "released",
  decided: { to: STAGES.clearance.on.released.to },
  by: "system",
  reasons: "every sentence is released as it stands",
};

const taken = (at: { file: CaseFile; now: string }, { stage, decision, decided, by, reasons }: Move, step: number): Moved => {
  const pk = casePk(at.file.id);
  const reasonsSha256 = exactHash(reasons, 1);
  const { to } = decided;
  const entered = enteredAt(to, at.now);
  const { dueAt: _due, ...rest } = at.file;
  return {
    head: { at: to, step: step + 1, ...entered, ...standingOf(decided) },
    steps: [{ put: { ...stepKey(pk, step), schema: 1, stage, decision, to, by, reasons, at: at.now }, ifAbsent: true }],
    entries: [{ pk, event: "case.decided", subject: at.file.id, data: { stage, decision, to, reasonsSha256 } }],
    file: { ...rest, ...standingOf(decided), at: to as CaseFile["at"], enteredAt: at.now },
  };
};

const standingOf = ({ standing, retaliatory, mergedInto }: Decided) => ({
  ...(standing === undefined ? {} : { standing }),
  ...(retaliatory === undefined ? {} : { retaliatory }),
  ...(mergedInto === undefined ? {} : { mergedInto }),
});

/** What entering a stage or an outcome does to the head: a closed case falls due no more. */
export const enteredAt = (to: string, now: string): Readonly<Record<string, Json | undefined>> =>
  isStage(to)
    ? { enteredAt: now, duePk: duePk(), dueAt: addDays(now, STAGES[to].dueDays) }
    : { enteredAt: now, duePk: undefined, dueAt: undefined };
