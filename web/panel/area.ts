import type { Area } from "#web/area.ts";

export const panel: Area = {
  id: "p",
  home: "/p/waiting",
  look: "dense",
  nav: [
    { to: "/p/waiting", label: "nav.waiting", key: "w" },
    { to: "/p/cases", label: "nav.cases", key: "c" },
    { to: "/p/evidence", label: "nav.evidence", key: "e" },
    { to: "/p/findings", label: "nav.findings", key: "f" },
  ],
  screens: [
    { path: "/p/waiting", title: "panel.waiting.title", load: () => import("./waiting.tsx") },
    { path: "/p/cases", title: "panel.cases.title", load: () => import("./cases.tsx") },
    { path: "/p/cases/new", title: "panel.open.title", load: () => import("./open-case.tsx") },
    { path: "/p/cases/$case", title: "panel.case.title", load: () => import("./case.tsx") },
    { path: "/p/cases/$case/items/$reference/$item", title: "viewer.title", load: () => import("#web/viewer/item.tsx") },
    { path: "/p/cases/$case/compare", title: "compare.title", load: () => import("#web/viewer/compare.tsx") },
    { path: "/p/cases/$case/finding", title: "panel.write.title", load: () => import("./write-finding.tsx") },
    { path: "/p/evidence", title: "panel.evidence.title", load: () => import("./register.tsx") },
    { path: "/p/evidence/new", title: "panel.collect.title", load: () => import("./collect.tsx") },
    { path: "/p/evidence/$reference", title: "panel.registration.title", load: () => import("./registration.tsx") },
    { path: "/p/evidence/$reference/items/$item", title: "viewer.title", load: () => import("#web/viewer/item.tsx") },
    { path: "/p/findings", title: "panel.findings.title", load: () => import("./findings.tsx") },
    { path: "/p/findings/$case", title: "panel.desk.title", load: () => import("./desk.tsx") },
  ],
  words: () => import("./words.ts"),
};
