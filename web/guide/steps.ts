import type { RouteName } from "#shared/api/routes.ts";
import type { AreaId } from "#web/area.ts";

/** One step of a first visit: a place, and in the catalogue at `guide.<area>.<id>` what to look at there. */
export interface Step {
  readonly id: string;
  readonly to: string;
  /** Where the place is one record: the first of a list, by the name of its id. Without one the step is at `to`. */
  readonly first?: { readonly route: RouteName; readonly id: string };
  readonly hash?: string;
}

const FIRST_CASE = { route: "list-cases", id: "case" } as const;

/** What somebody new is shown, by area. Another step is a row here and its two sentences. */
export const STEPS: Readonly<Record<Exclude<AreaId, "e">, readonly Step[]>> = {
  d: [
    { id: "mine", to: "/d/submissions" },
    { id: "one", to: "/d/submissions", first: { route: "list-submissions", id: "reference" } },
    { id: "new", to: "/d/submissions/new" },
    { id: "asked", to: "/d/releases" },
    { id: "receipts", to: "/d/receipts" },
  ],
  p: [
    { id: "waiting", to: "/p/waiting" },
    { id: "case", to: "/p/cases", first: FIRST_CASE },
    { id: "origins", to: "/p/cases", first: FIRST_CASE, hash: "evidence" },
    { id: "register", to: "/p/evidence" },
    { id: "desk", to: "/p/findings" },
  ],
  s: [
    { id: "registration", to: "/s/registration" },
    { id: "letters", to: "/s/letters" },
    { id: "report", to: "/s/reports", first: { route: "list-reports", id: "report" } },
    { id: "appointments", to: "/s/appointments" },
  ],
  c: [
    { id: "reports", to: "/c/reports" },
    { id: "report", to: "/c/reports", first: { route: "list-reports", id: "report" } },
  ],
  a: [
    { id: "ledger", to: "/a/ledger" },
    { id: "access", to: "/a/access" },
  ],
};
