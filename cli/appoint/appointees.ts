import * as z from "zod";
import { personSchema } from "#shared/domain/people.ts";
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
  ...person.appointments.flatMap((one, index) => {
    const where = `${at}.appointments.${index}`;
    const delegate = one.role === "delegate";
    return [
      ...(delegate && (one.state === undefined || !Object.hasOwn(STATES, one.state))
        ? [`${where}.state: given ${one.state ?? "nothing"}; allowed: the ISO 3166 code of a Member State`]
        : []),
      ...(!delegate && one.state !== undefined ? [`${where}.state: only a delegate represents a State`] : []),
      ...(!delegate && one.role !== "auditor" && !Object.hasOwn(REGIMES, one.regime ?? "")
        ? [`${where}.regime: given ${one.regime ?? "nothing"}; allowed: ${Object.keys(REGIMES).join(", ")}`]
        : []),
      ...(one.to !== undefined && one.to <= one.from ? [`${where}.to: ends before it begins`] : []),
    ];
  }),
];
