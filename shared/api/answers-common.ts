import * as z from "zod";
import { handlingSchema } from "../domain/handling.ts";
import { ROLES } from "../domain/people.ts";
import { AUTHORS } from "../domain/threads.ts";
import { sha256 } from "./fields.ts";

/** ISO 8601, UTC. */
export const when = z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?Z$/);
export const count = z.int().min(0);
export const version = z.int().positive();
export const handling = handlingSchema;
export const metadata = z.record(z.string(), z.union([z.string(), z.number(), z.boolean()]));
export const params = z.record(z.string(), z.union([z.string(), z.number()]));
export const sha = sha256;

/** Rows of a page, at most 50, and the position of the next one. */
export const pageOf = <T extends z.ZodType>(row: T) =>
  z.strictObject({ rows: z.array(row).max(50), next: z.string().nullable() });

/** One message of a thread. `by` is an account of the reader's own side of the wall; who wrote on the other side is only a kind of person. */
export const message = z.strictObject({
  id: z.string(),
  at: when,
  from: z.enum(AUTHORS),
  by: z.string().nullable(),
  text: z.string(),
});
/** Messages with how many there are in all. */
export const thread = pageOf(message).extend({ count });

/** A signed link: one file or part, one method, until it expires. */
export const link = z.strictObject({
  url: z.string(),
  method: z.enum(["GET", "PUT"]),
  /** Headers that must be sent exactly. */
  headers: z.record(z.string(), z.string()),
  expiresAt: when,
});

/** The appointments of the person who asks that hold now, and nothing of anybody else. */
export const me = z.strictObject({
  person: z.string(),
  appointments: z.array(
    z.strictObject({
      role: z.enum(ROLES),
      state: z.string().optional(),
      regime: z.string().optional(),
      nationality: z.string().optional(),
      specialism: z.string().optional(),
    }),
  ),
  now: when,
});
