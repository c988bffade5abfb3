import type { Appointment, Person, Role } from "#shared/domain/people.ts";

/** How somebody stands to what is asked for: by role, by State or regime, by time, and by what they are to the case. */
export interface Standing {
  readonly person: Person;
  readonly role: Role;
  /** In words, for the page. */
  readonly says: string;
  /** `not today`: no appointment that holds; `elsewhere`: for another State or regime. */
  readonly appointed: "here" | "elsewhere" | "not today";
  readonly onCase?: "lead" | "verifier" | "recused";
}

const FROM = "2023-05-01T00:00:00.000Z";
const PAST = "2024-01-01T00:00:00.000Z";
const FUTURE = "2999-01-01T00:00:00.000Z";
const EXPERT = { nationality: "ZA", specialism: "maritime" } as const;
const COORDINATOR = { nationality: "FR", specialism: "regional questions" } as const;
const HERE: Readonly<Record<Role, Partial<Appointment>>> = {
  delegate: { state: "GB" },
  expert: { regime: "1718", ...EXPERT },
  coordinator: { regime: "1718", ...COORDINATOR },
  officer: { regime: "1718" },
  committee: { regime: "1718" },
  auditor: {},
};
const ELSEWHERE: Partial<Record<Role, Partial<Appointment>>> = {
  delegate: { state: "US" },
  expert: { regime: "1591", ...EXPERT },
  coordinator: { regime: "1591", ...COORDINATOR },
  officer: { regime: "1591" },
  committee: { regime: "1591" },
};

const standing = (
  role: Role,
  suffix: string,
  appointment: Partial<Appointment>,
  more: Omit<Standing, "person" | "role">,
): Standing => ({
  person: {
    id: suffix === "" ? role : `${role}-${suffix}`,
    label: more.says,
    appointments: [{ role, from: FROM, ...appointment }],
  },
  role,
  ...more,
});

const inEveryWay = (role: Role): readonly Standing[] => {
  const elsewhere = ELSEWHERE[role];
  const other = role === "delegate" ? "State" : "regime";
  return [
    standing(role, "", HERE[role], { says: role, appointed: "here" }),
    ...(elsewhere === undefined
      ? []
      : [standing(role, "elsewhere", elsewhere, { says: `${role} of another ${other}`, appointed: "elsewhere" })]),
    standing(role, "ended", { ...HERE[role], to: PAST }, { says: `${role} whose appointment ended`, appointed: "not today" }),
    standing(
      role,
      "later",
      { ...HERE[role], from: FUTURE },
      { says: `${role} appointed from a later day`, appointed: "not today" },
    ),
  ];
};

const onCase = (role: "expert" | "coordinator", as: "lead" | "verifier" | "recused", says: string): Standing =>
  standing(role, as, HERE[role], { says, appointed: "here", onCase: as });

/** Every role in every way of being, or not being, appointed; and what experts are to a case. */
export const STANDINGS: readonly Standing[] = [
  ...(Object.keys(HERE) as Role[]).flatMap(inEveryWay),
  onCase("expert", "lead", "expert who leads the case"),
  onCase("expert", "verifier", "second expert of the case"),
  onCase("expert", "recused", "expert recused from the case"),
  onCase("coordinator", "recused", "coordinator recused from the case"),
];
