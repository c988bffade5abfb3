import type { Area } from "#web/area.ts";

export const oversight: Area = {
  id: "a",
  home: "/a/ledger",
  look: "dense",
  nav: [
    { to: "/a/ledger", label: "over.nav.ledger", key: "l" },
    { to: "/a/access", label: "over.nav.access", key: "a" },
  ],
  screens: [
    { path: "/a/ledger", title: "over.ledger.title", load: () => import("./ledger.tsx") },
    { path: "/a/ledger/$log", title: "over.log.title", load: () => import("./log.tsx") },
    { path: "/a/access", title: "over.access.title", load: () => import("./access.tsx") },
  ],
  words: () => import("./words.ts"),
};
