import type { Appointment, Person, Specialism } from "#shared/domain/people.ts";

const FROM = "2023-05-01T00:00:00.000Z";
const REGIME = "1718";

const STATES = {
  gb: "United Kingdom",
  us: "United States",
  ru: "Russian Federation",
  jp: "Japan",
  kr: "Republic of Korea",
} as const;

/** Panel seats of the Rajin–Dunay case: specialism and nationality, the first coordinates. */
const SEATS: readonly (readonly [id: string, specialism: Specialism, nationality: string])[] = [
  ["coordinator", "regional questions", "GB"],
  ["expert-maritime", "maritime", "ZA"],
  ["expert-export-control", "export control", "CN"],
  ["expert-missile", "missile technology", "FR"],
  ["expert-finance", "finance", "US"],
  ["expert-customs", "customs", "RU"],
  ["expert-wmd", "weapons of mass destruction", "KR"],
  ["expert-nuclear", "nuclear issues", "JP"],
];

/** The demonstration's accounts: roles in the case, no invented persons. */
export const demonstrationPeople = (): readonly Person[] => [
  ...Object.entries(STATES).map(([id, name]) =>
    person(`delegate-${id}`, `Delegate, ${name}`, { role: "delegate", state: id.toUpperCase(), from: FROM }),
  ),
  ...SEATS.map(([id, specialism, nationality]) => {
    const role = id === "coordinator" ? ("coordinator" as const) : ("expert" as const);
    const label = role === "coordinator" ? "Coordinator of the Panel" : "Expert of the Panel";
    return person(id, `${label}, ${specialism} (${nationality})`, { role, regime: REGIME, nationality, specialism, from: FROM });
  }),
  person("officer", "Political affairs officer, Secretariat", { role: "officer", regime: REGIME, from: FROM }),
  person("committee-member", "Member of the 1718 Committee", { role: "committee", regime: REGIME, from: FROM }),
  person("auditor", "Auditor, oversight", { role: "auditor", from: FROM }),
];

const person = (id: string, label: string, ...appointments: Appointment[]): Person => ({ id, label, appointments });
