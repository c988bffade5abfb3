import { type Actor, type Appointment, actorsOf } from "#shared/domain/people.ts";
import type { Item } from "#shared/ports.ts";

/** The experts of a regime's Panel appointed on that day, the coordinator among them. */
export const expertsOf = (people: readonly Item[], regime: string, now: string): readonly Actor[] =>
  people.flatMap((item) => {
    const actor = actorsOf(String(item["person"]), item["appointments"] as unknown as readonly Appointment[], now).find(
      (one) => one.regime === regime && (one.role === "expert" || one.role === "coordinator"),
    );
    return actor === undefined ? [] : [actor];
  });
