import * as z from "zod";
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
  "get-log": z.strictObject({ ...logSize, origin: z.string(), vkey: z.string(), paths: z.array(z.string()) }),
  "get-log-file": z.strictObject({ path: z.string(), base64: z.string() }),
  "list-entries": pageOf(
    z.strictObject({ index: count, id: z.string(), event: z.string(), subject: z.string(), commitment: sha }),
  ),
} as const;

/**
 * What each route answers. Apart from `ROUTES`, because only the description and the client need it: no function of a zone carries it. What
 * delegations and auditors are answered is closed; what the Panel and the Secretariat are answered may have more than is named.
 */
export const ANSWERS = {
  ...DELEGATION_ANSWERS,
  ...PANEL_ANSWERS,
  ...SECRETARIAT_ANSWERS,
  ...RECORD_ANSWERS,
} as const satisfies Partial<Record<RouteName, z.ZodType>>;

/** The body of the answer to a route; `unknown` where nobody has said yet. */
export type Answer<R extends RouteName> = R extends keyof typeof ANSWERS ? z.output<(typeof ANSWERS)[R]> : unknown;

/** The schema of a route's answer; any object where nobody has said yet. */
export const answerOf = (name: RouteName): z.ZodType =>
  (ANSWERS as Partial<Record<RouteName, z.ZodType>>)[name] ?? z.looseObject({});
