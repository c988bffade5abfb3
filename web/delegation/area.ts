import type { Area } from "#web/area.ts";

export const delegation: Area = {
  id: "d",
  home: "/d/submissions",
  look: "generous",
  nav: [],
  screens: [],
};
