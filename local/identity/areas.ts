import { actorsOf, type Person, type Role } from "#shared/domain/people.ts";

const AREAS: Readonly<Record<Exclude<Role, "delegate">, string>> = {
  expert: "p",
  coordinator: "p",
  officer: "s",
  committee: "c",
  auditor: "a",
};

/** Which parts of the portal to offer: `d:GB`, `p`, `s`, `c`, `a`. Hints for navigation; what anybody may do is judged from the appointments. */
export const areasOf = (person: Person, now: string): readonly string[] => {
  const actors = actorsOf(person.id, person.appointments, now);
  return [...new Set(actors.map((actor) => (actor.role === "delegate" ? `d:${actor.state ?? ""}` : AREAS[actor.role])))];
};
