import type { Area, ScreenRow } from "#web/area.ts";

const patterns: readonly ScreenRow[] = __PATTERNS__
  ? [{ path: "/patterns", title: "patterns.title", load: () => import("#web/patterns/sheet.tsx") }]
  : [];

export const entrance: Area = {
  id: "e",
  home: "/",
  look: "generous",
  nav: [],
  screens: [
    { path: "/", title: "entrance.title", load: () => import("./sign-in.tsx") },
    { path: "/about", title: "about.title", load: () => import("./about.tsx") },
    { path: "/verify", title: "verify.title", load: () => import("./verify.tsx") },
    ...patterns,
  ],
};
