import * as z from "zod";
import { TRUST_ZONES } from "../domain/zones.ts";
import { count, me, pageOf, sha, when } from "./answers-common.ts";
import { DELEGATION_ANSWERS } from "./answers-delegation.ts";
import { PANEL_ANSWERS } from "./answers-panel.ts";
import { SECRETARIAT_ANSWERS } from "./answers-secretariat.ts";
import type { RouteName } from "./routes.ts";

const logSize = { log: z.string(), size: count, published: count };

const RECORD_ANSWERS = {
  "my-record": me,
  "get-openapi": z.object({ openapi: z.literal("3.1.0"), paths: z.record(z.string(), z.unknown()) }),
  "get-health": z.strictObject({ ok: z.literal(true), stage: z.string().nullable(), now: when }),
  "set-clock": z.strictObject({ now: when }),
  "list-logs": z.strictObject({ logs: z.array(z.strictObject(logSize)) }),
  "get-log": z.strictObject({
    ...logSize,
    origin: z.string(),
    vkey: z.string(),
    checkpoint: z.string().nullable(),
    paths: z.array(z.string()),
  }),
  "get-log-file": z.strictObject({ path: z.string(), base64: z.string() }),
  "list-entries": pageOf(
    z.strictObject({
      index: count,
      id: z.string(),
      event: z.string(),
      subject: z.string(),
      /** Account that acted, or `system`; null for a checkpoint. */
      actor: z.string().nullable(),
      commitment: sha,
    }),
  ).extend({
    /** Every entry from this one on, up to where the page begins, was looked at. */
    searchedTo: count,
  }),
  "list-access": pageOf(
    z.strictObject({
      at: when,
      request: z.string(),
      /** Name of a route of this description, or `unknown`. */
      route: z.string(),
      person: z.string(),
      /** The role acted in; of somebody who was refused, all roles that the zone knows them in; null where it knows none. */
      role: z.string().nullable(),
      zone: z.enum(TRUST_ZONES).nullable(),
      status: z.int().min(100).max(599),
      code: z.string().nullable(),
    }),
  ).extend({
    /** The window of machine time that is searched, first moment inclusive and last exclusive. */
    from: when,
    until: when,
    /** Everything from here to the place that the page began at was looked through. */
    searchedTo: when,
  }),
} as const;

/**
 * What each route answers, closed: a field that is not named here is not answered. Apart from `ROUTES`, because only the description, the
 * client's types and the checks need it: no function of a zone carries it. A route without a row does not compile.
 */
export const ANSWERS = {
  ...DELEGATION_ANSWERS,
  ...PANEL_ANSWERS,
  ...SECRETARIAT_ANSWERS,
  ...RECORD_ANSWERS,
} as const satisfies Record<RouteName, z.ZodType>;

/** The body of the answer to a route. */
export type Answer<R extends RouteName> = z.output<(typeof ANSWERS)[R]>;

/** The schema of a route's answer. */
export const answerOf = (name: RouteName): z.ZodType => ANSWERS[name];

/** In what an answer is not as described: where, and what; undefined when it is. */
export const unlikeDescribed = (name: RouteName, answer: unknown): string | undefined => {
  const issue = answerOf(name).safeParse(answer).error?.issues[0];
  return issue === undefined ? undefined : `${name} answers otherwise than described: ${JSON.stringify(issue)}`;
};
