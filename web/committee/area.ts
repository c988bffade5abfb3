import type { Area } from "#web/area.ts";

export const committee: Area = {
  id: "c",
  home: "/c/reports",
  look: "generous",
  nav: [{ to: "/c/reports", label: "com.nav.reports", key: "r" }],
  screens: [
    { path: "/c/reports", title: "com.reports.title", load: () => import("./reports.tsx") },
    { path: "/c/reports/$report", title: "com.report.title", load: () => import("./report.tsx") },
  ],
  words: () => import("./words.ts"),
};
