import { casePk } from "#shared/adapters/keys.ts";
import type { CaseFile, Finding } from "#shared/domain/case.ts";
import { isCleared, reopenedBy } from "#shared/domain/decide.ts";
import { Problem } from "#shared/domain/problems.ts";
import { STAGE_IDS } from "#shared/domain/stages.ts";
import { findingFaults } from "#shared/domain/wording.ts";
import type { Run } from "#shared/endpoint.ts";
import type { Item } from "#shared/ports.ts";
import type { EntryDraft, MessageDraft } from "#shared/record/change.ts";
import { exactHash } from "#shared/record/exact.ts";
import { reopeningOf } from "./adoption.ts";
import { loadCase, mustBeOpen, mustFit, nextHead, part } from "./case-file.ts";
import { CLEARED, enteredAt, move } from "./moves.ts";

/** Largest finding kept in the record, bytes of JSON. */
const MAX_BYTES = 90_000;

/**
 * Faults of the wording are told, not refused: they block leaving the stage. A change of substance sends the text back to where it is
 * tested; a change of form after adoption sends it back to adoption, because the hash adopted is no longer the text.
 */
export const run: Run<"write-finding"> = async ({ input, record, actor, ports, now, commit }) => {
  const { head, file, parts } = await loadCase(ports.records, record, now);
  mustBeOpen(file, [...STAGE_IDS, "adopted", "incident-report"]);
  if (file.version !== input.version) throw new Problem("STALE", { given: input.version, actual: file.version });
  const { title, sentences, recommendations, figures } = input;
  mustBeWhole(file, input);
  const body = { title, sentences, recommendations, figures };
  const hash = exactHash(body, 1);
  if (!input.substance && touchesSubstance(file.finding, body)) {
    throw new Problem("INVALID", { where: "substance", what: "the claims cited change, so the change is one of substance" });
  }
  const change = { why: input.why, substance: input.substance, by: actor.id, at: now, hash };
  const finding = { ...body, hash, changedAt: now, changedBy: actor.id };
  const next: CaseFile = { ...file, finding: { ...finding, changes: [...(file.finding?.changes ?? []), change] } };
  const effect =
    hash === file.finding?.hash
      ? NOTHING
      : effectOf({ head, file, next, by: actor.id, substance: input.substance, why: input.why, now });
  const pk = casePk(file.id);
  const texts = [part(file.id, "FINDING", "TEXT", finding), part(file.id, "CHANGE", ports.newId(), change)];
  mustFit(parts, texts);
  return commit(
    {
      writes: [nextHead(head, effect.head), ...texts, ...effect.steps],
      entries: [
        { pk, event: "finding.written", subject: file.id, data: { hash, substance: input.substance } },
        ...effect.entries,
      ],
      messages: effect.messages,
    },
    { case: file.id, version: file.version + 1, at: effect.at ?? file.at, hash, faults: findingFaults(next) },
  );
};

/** What a changed text does to where the case stands. */
interface Effect {
  readonly head: Readonly<Record<string, never>> | ReturnType<typeof move>["head"];
  readonly steps: ReturnType<typeof move>["steps"];
  readonly entries: readonly EntryDraft[];
  readonly messages: readonly MessageDraft[];
  readonly at?: string;
}
const NOTHING: Effect = { head: {}, steps: [], entries: [], messages: [] };

const effectOf = (at: {
  head: Item;
  file: CaseFile;
  next: CaseFile;
  by: string;
  substance: boolean;
  why: string;
  now: string;
}): Effect => {
  const { head, file, next, now } = at;
  const back = reopenedBy(file, at.substance);
  if (back === undefined) {
    if (file.at !== "clearance" || !isCleared(next, now)) return NOTHING;
    const moved = move({ head, file: next, now }, CLEARED);
    return { ...moved, messages: [], at: moved.file.at };
  }
  const reopened: EntryDraft = {
    pk: casePk(file.id),
    event: "finding.reopened",
    subject: file.id,
    data: { hash: next.finding?.hash ?? "", to: back.to },
  };
  if (back.decision !== undefined) {
    const moved = move(
      { head, file: next, now },
      { stage: file.at, decision: back.decision, decided: { to: back.to }, by: at.by, reasons: at.why },
    );
    return { ...moved, entries: [...moved.entries, reopened], messages: [], at: moved.file.at };
  }
  // The execution that led to adoption has ended: the reopened case gets a new one, from where it stands now.
  const reopening = reopeningOf(file, head);
  return {
    head: { at: back.to, execution: Number(head["execution"]) + 1, ...enteredAt(back.to, now), ...reopening.head },
    steps: [],
    entries: [reopened],
    messages: [reopening.message],
    at: back.to,
  };
};

const mustBeWhole = (file: CaseFile, input: Pick<Finding, "sentences" | "figures">): void => {
  const ids = input.sentences.map((one) => one.id);
  const twice = ids.find((id, index) => ids.indexOf(id) !== index);
  if (twice !== undefined) throw new Problem("INVALID", { where: "sentences", what: `${twice} is the id of two sentences` });
  const figure = input.figures.find(
    (one) => !file.exhibits.some((exhibit) => exhibit.ref === one.exhibit && exhibit.figure !== undefined),
  );
  if (figure !== undefined)
    throw new Problem("INVALID", { where: "figures", what: `${figure.exhibit} is not an image among the exhibits of this case` });
  const bytes = Buffer.byteLength(JSON.stringify(input));
  if (bytes > MAX_BYTES)
    throw new Problem("OUT_OF_BOUNDS", { where: "sentences", given: `${bytes} bytes`, allowed: `at most ${MAX_BYTES} bytes` });
};

/** Which claims are cited where, and what is recommended, is substance; how it is worded need not be. */
const touchesSubstance = (before: Finding | undefined, after: Pick<Finding, "sentences" | "recommendations">): boolean => {
  if (before === undefined) return false;
  const cited = (sentences: Finding["sentences"]) =>
    sentences
      .map((one) => `${one.id}:${[...one.claims].toSorted().join(",")}`)
      .toSorted()
      .join(";");
  const asked = (all: Finding["recommendations"]) =>
    all
      .map((one) => `${one.rank}:${one.addressee}`)
      .toSorted()
      .join(";");
  return cited(before.sentences) !== cited(after.sentences) || asked(before.recommendations) !== asked(after.recommendations);
};
