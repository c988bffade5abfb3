import * as z from "zod";
import { type Appointment, personSchema } from "#shared/domain/people.ts";
import { REGIMES } from "#shared/domain/regimes.ts";
import { STATES } from "#shared/domain/states.ts";

const appointee = personSchema.omit({ id: true }).extend({
  /** Where the invitation goes and what the person signs in as. */
  email: z.email().max(254).toLowerCase(),
  /** The same person at their own mission's provider: then they sign in there, and no invitation is sent. */
  at: z
    .strictObject({
      provider: z.string(),
      /** What the provider calls the person: the NameID of SAML, the `sub` of OIDC. */
      subject: z.string().min(1).max(255),
    })
    .optional(),
});
export type Appointee = z.output<typeof appointee>;

/** The people of a file, and that each appointment makes sense. Throws with every fault: who, what was given, what is allowed. */
export const checkedAppointees = (value: unknown, providers: readonly string[]): readonly Appointee[] => {
  const parsed = z.array(appointee).min(1).safeParse(value);
  const faults = parsed.success
    ? parsed.data.flatMap((person, at) => faultsOf(person, at, parsed.data, providers))
    : parsed.error.issues.map((issue) => `${issue.path.join(".") || "the file"}: ${issue.message}`);
  if (!parsed.success || faults.length > 0)
    throw new Error(`nobody was appointed.\n${faults.map((fault) => `  ${fault}`).join("\n")}`);
  return parsed.data;
};

const faultsOf = (person: Appointee, at: number, all: readonly Appointee[], providers: readonly string[]): readonly string[] => [
  ...(all.findIndex((one) => one.email === person.email) < at ? [`${at}.email: ${person.email} stands there twice`] : []),
  ...(person.at !== undefined && !providers.includes(person.at.provider)
    ? [`${at}.at.provider: ${person.at.provider} is not configured; allowed: ${providers.join(", ") || "none"}`]
    : []),
  ...person.appointments.flatMap((one, index) =>
    [...placeFaults(one), ...timeFaults(one)].map((what) => `${at}.appointments.${index}.${what}`),
  ),
];

/** A delegate stands for a State, everybody else but an auditor serves a regime. */
const placeFaults = ({ role, state, regime }: Appointment): readonly string[] => {
  if (role === "delegate")
    return Object.hasOwn(STATES, state ?? "")
      ? []
      : [`state: given ${state ?? "nothing"}; allowed: the ISO 3166 code of a Member State`];
  const serves = role === "auditor" || Object.hasOwn(REGIMES, regime ?? "");
  return [
    ...(state === undefined ? [] : ["state: only a delegate represents a State"]),
    ...(serves ? [] : [`regime: given ${regime ?? "nothing"}; allowed: ${Object.keys(REGIMES).join(", ")}`]),
  ];
};

const timeFaults = ({ from, to }: Appointment): readonly string[] =>
  to !== undefined && to <= from ? ["to: ends before it begins"] : [];
