import * as z from "zod";
import { TRUST_ZONES } from "../domain/zones.ts";
import { isoTime } from "./fields.ts";
import type { RouteRow } from "./route.ts";

const none = z.strictObject({});
const logName = z.string().regex(/^[a-z0-9-]{1,40}$/);
const account = z.string().regex(/^[A-Za-z0-9-]{1,64}$/, "must be an account, 1 to 64 letters, digits and hyphens");
const open = { zone: "record", method: "GET", loads: "none", answers: 200, params: none } as const;
const ledger = { zone: "record", method: "GET", reads: "ledger.read", loads: "none", answers: 200 } as const;

export const RECORD_ROUTES = {
  "get-openapi": { ...open, path: "/openapi.json", says: "This description, OpenAPI 3.1." },
  "get-health": { ...open, path: "/health", says: "Whether the service answers, its stage and business time." },
  "set-clock": {
    zone: "record",
    method: "PUT",
    path: "/demo/clock",
    reads: "clock.set",
    action: "clock.set",
    loads: "none",
    answers: 200,
    params: none,
    body: z.strictObject({ now: isoTime }),
    says: "Sets business time, in the demonstration stage only.",
    demoOnly: true,
  },
  "my-record": { ...ledger, reads: "self.read", path: "/record/me", params: none, says: "The person's own appointments here." },
  "list-logs": { ...ledger, path: "/record/logs", params: none, says: "The transparency logs with their sizes." },
  "get-log": {
    ...ledger,
    path: "/record/logs/{log}",
    params: z.strictObject({ log: logName }),
    says: "One log: size, verification key, and the paths of its published files.",
  },
  "get-log-file": {
    ...ledger,
    path: "/record/logs/{log}/file",
    params: z.strictObject({ log: logName }),
    query: z.strictObject({ path: z.string().regex(/^[a-z0-9./-]{1,120}$/) }),
    says: "One published file of a log, byte for byte, in base64.",
  },
  "list-entries": {
    ...ledger,
    path: "/record/logs/{log}/entries",
    params: z.strictObject({ log: logName }),
    query: z.strictObject({
      actor: account.optional(),
      event: z.string().max(40).optional(),
      subject: z.string().min(1).max(60).optional(),
      /** One entry by its number, as receipts name it. */
      number: z
        .string()
        .regex(/^\d{1,15}$/, "must be the number of an entry, from 0")
        .optional(),
      from: isoTime.optional(),
      until: isoTime.optional(),
      after: z.string().max(2000).optional(),
    }),
    says: "Ledger entries of a log, newest first, 50 a page: ids and hashes, no content. A search looks through 1,000 a page at most and says how far it came.",
  },
} as const satisfies Record<string, RouteRow>;

/** Served by a function of its own: no other may read the functions' logs. */
export const OVERSIGHT_ROUTES = {
  "list-access": {
    ...ledger,
    reads: "access.read",
    servedBy: "oversight",
    path: "/record/access",
    params: none,
    query: z.strictObject({
      from: isoTime.optional(),
      until: isoTime.optional(),
      account: account.optional(),
      route: z.string().max(60).optional(),
      outcome: z.enum(["answered", "refused"]).optional(),
      zone: z.enum(TRUST_ZONES).optional(),
      after: z.string().max(2000).optional(),
    }),
    says: "Requests by machine time, newest first, 50 a page: who asked for what and how it ended, no content. Without times the last 24 hours.",
  },
} as const satisfies Record<string, RouteRow>;
