import type { Area } from "#web/area.ts";

export const panel: Area = {
  id: "p",
  home: "/p/waiting",
  look: "dense",
  nav: [],
  screens: [],
};
