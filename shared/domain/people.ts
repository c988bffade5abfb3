import * as z from "zod";

/** What a person may be. One person may hold several appointments; each counts only between its dates. */
export const ROLES = ["delegate", "expert", "coordinator", "officer", "committee", "auditor"] as const;
export type Role = (typeof ROLES)[number];

/** Subjects that experts of a Panel are appointed for (BRIEF 1.1: rosters of the 1874 and 1591 Panels). */
export const SPECIALISMS = [
  "regional questions",
  "nuclear issues",
  "missile technology",
  "weapons of mass destruction",
  "finance",
  "customs",
  "export control",
  "maritime",
  "arms",
  "aviation",
  "international humanitarian law",
] as const;
export type Specialism = (typeof SPECIALISMS)[number];

export const appointmentSchema = z.strictObject({
  role: z.enum(ROLES),
  /** ISO 3166 alpha-2 of the State represented; delegates only. */
  state: z
    .string()
    .regex(/^[A-Z]{2}$/)
    .optional(),
  /** Regime served; every role but delegate and auditor. */
  regime: z.string().optional(),
  nationality: z
    .string()
    .regex(/^[A-Z]{2}$/)
    .optional(),
  specialism: z.enum(SPECIALISMS).optional(),
  /** First and last moment, ISO 8601 UTC; an open end has no `to`. */
  from: z.iso.datetime(),
  to: z.iso.datetime().optional(),
});
export type Appointment = z.output<typeof appointmentSchema>;

export const personSchema = z.strictObject({
  /** Account name, also the subject of its tokens. */
  id: z.string().regex(/^[a-z0-9-]{1,60}$/),
  /** A role in words, never an invented person: "Delegate, United Kingdom". */
  label: z.string().min(1).max(120),
  appointments: z.array(appointmentSchema).min(1),
});
export type Person = z.output<typeof personSchema>;

/** Somebody acting now, under one appointment. `id` is the token's subject; ledger entries name it, people's names are kept nowhere. */
export interface Actor {
  readonly id: string;
  readonly role: Role;
  readonly state?: string;
  readonly regime?: string;
  readonly nationality?: string;
  readonly specialism?: Specialism;
}

/** The appointments that hold at `now`, as actors. */
export const actorsOf = (id: string, appointments: readonly Appointment[], now: string): readonly Actor[] =>
  appointments
    .filter((one) => one.from <= now && (one.to === undefined || now < one.to))
    .map(({ from: _from, to: _to, ...rest }) => ({ id, ...withoutUndefined(rest) }));

const withoutUndefined = <T extends object>(value: T): { [K in keyof T]: Exclude<T[K], undefined> } =>
  Object.fromEntries(Object.entries(value).filter(([, one]) => one !== undefined)) as never;
