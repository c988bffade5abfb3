import type { Area } from "#web/area.ts";

export const secretariat: Area = {
  id: "s",
  home: "/s/registration",
  look: "dense",
  nav: [
    { to: "/s/registration", label: "sec.nav.registration", key: "i" },
    { to: "/s/letters", label: "sec.nav.letters", key: "l" },
    { to: "/s/reports", label: "sec.nav.reports", key: "r" },
    { to: "/s/appointments", label: "sec.nav.appointments", key: "a" },
  ],
  screens: [
    { path: "/s/registration", title: "sec.registration.title", load: () => import("./registration.tsx") },
    { path: "/s/registration/$reference", title: "sec.entry.title", load: () => import("./registration-entry.tsx") },
    { path: "/s/letters", title: "sec.letters.title", load: () => import("./letters.tsx") },
    { path: "/s/letters/$case", title: "sec.correspondence.title", load: () => import("./correspondence.tsx") },
    { path: "/s/reports", title: "sec.reports.title", load: () => import("./reports.tsx") },
    { path: "/s/reports/$report", title: "sec.report.title", load: () => import("./report.tsx") },
    { path: "/s/appointments", title: "sec.appointments.title", load: () => import("./appointments.tsx") },
  ],
  words: () => import("./words.ts"),
};
