import type { Appointment } from "#shared/domain/people.ts";
import type { Run } from "#shared/endpoint.ts";
import { everything } from "../everything.ts";

/** Appointments of a regime, those that ended and those that have not begun among them: the screen says which count today. */
export const run: Run<"list-appointments"> = async ({ input, ports, now }) => ({
  rows: (await everything(ports.records, "APPOINTMENTS", "PERSON#")).flatMap((item) =>
    (item["appointments"] as unknown as readonly Appointment[])
      .filter((one) => one.regime === input.regime)
      .map(({ role, nationality, specialism, from, to }) => ({
        person: String(item["person"]),
        role,
        nationality: nationality ?? null,
        specialism: specialism ?? null,
        from,
        to: to ?? null,
        counts: from <= now && (to === undefined || now < to),
      })),
  ),
});
