import type { Area } from "#web/area.ts";

export const committee: Area = {
  id: "c",
  home: "/c/reports",
  look: "generous",
  nav: [],
  screens: [],
};
