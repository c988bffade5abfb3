import { casePk, pointerKey } from "#shared/adapters/keys.ts";
import type { CaseFile } from "#shared/domain/case.ts";
import { type Statement, statementsOf } from "#shared/domain/gates.ts";
import { Problem } from "#shared/domain/problems.ts";
import { namesState, stateName, withoutAttribution } from "#shared/domain/states.ts";
import type { Run } from "#shared/endpoint.ts";
import { part, type ReleasePart } from "./case-file.ts";
import { workOn } from "./work.ts";

/** States asked by one request; a transaction holds ten writes. Asking again takes the next ones. */
const STATES_AT_ONCE = 3;

/** Puts every sentence and figure that rests on a State's material to that State: in its own references, and never one that names another originator. */
export const run: Run<"request-release"> = ({ input, ...work }) =>
  workOn(work, ({ file }) => {
    if (file.version !== input.version) throw new Problem("STALE", { given: input.version, actual: file.version });
    if (file.finding === undefined) throw new Problem("NOT_READY", { what: "no text is written" });
    const open = openRequests(file);
    const now = open.slice(0, STATES_AT_ONCE);
    if (now.length === 0)
      throw new Problem("NOT_READY", { what: "every sentence that rests on a State's material was put to it as it stands" });
    const request = work.ports.newId();
    const parts = now.map(({ state, sentences }) => {
      const body: ReleasePart = {
        request,
        state,
        askedAt: work.now,
        sentences: sentences.map((one) => ({ sentence: one.id, text: one.text })),
      };
      return part(file.id, "RELEASE", `${request}#${state}`, body);
    });
    const pointer = { put: { ...pointerKey("RELEASE", request), schema: 1, case: file.id }, ifAbsent: true } as const;
    return {
      parts: [pointer, ...parts],
      event: "release.requested",
      data: { requests: [request] },
      messages: now.map(({ state, sentences }) => ({
        pk: casePk(file.id),
        kind: "release-request" as const,
        id: `${request}-${state}`,
        body: {
          state,
          request,
          askedAt: work.now,
          sentences: sentences.map((one) => ({ sentence: one.id, text: one.text, material: materialOf(file, one, state) })),
        },
      })),
      answer: { request, states: now.map((one) => one.state), remaining: open.slice(STATES_AT_ONCE).map((one) => one.state) },
    };
  });

const openRequests = (file: CaseFile) => {
  const pairs = statementsOf(file).flatMap((sentence) => {
    mustNotTell(sentence);
    return sentence.originators.filter((state) => !wasAsked(file, sentence, state)).map((state) => ({ state, sentence }));
  });
  const states = [...new Set(pairs.map((one) => one.state))].toSorted();
  return states.map((state) => ({ state, sentences: pairs.filter((one) => one.state === state).map((one) => one.sentence) }));
};

const wasAsked = (file: CaseFile, sentence: Statement, state: string): boolean =>
  file.releases.some(
    (one) =>
      one.state === state &&
      one.sentence === sentence.id &&
      withoutAttribution(one.text, state) === withoutAttribution(sentence.text, state),
  );

/** A State must not learn from the text put to it that another one gave material. */
const mustNotTell = (sentence: Statement): void => {
  const named =
    sentence.originators.length < 2 ? undefined : sentence.originators.find((state) => namesState(sentence.text, state));
  if (named === undefined) return;
  throw new Problem("INVALID", {
    where: `sentences.${sentence.id}`,
    what: `names ${stateName(named)} and rests on material of other States too, who would learn of it: write “a Member State” before asking`,
  });
};

const materialOf = (file: CaseFile, sentence: Statement, state: string): string[] =>
  file.exhibits
    .filter((one) => one.state === state && sentence.exhibits.includes(one.ref))
    .map((one) => one.submission ?? "")
    .toSorted();
