import type { Area } from "#web/area.ts";

export const entrance: Area = {
  id: "e",
  home: "/",
  look: "generous",
  nav: [],
  screens: [
    { path: "/", title: "entrance.title", load: () => import("./sign-in.tsx") },
    { path: "/about", title: "about.title", load: () => import("./about.tsx") },
    { path: "/verify", title: "verify.title", load: () => import("./verify.tsx") },
  ],
};
