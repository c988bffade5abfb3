import type { Area } from "#web/area.ts";

export const oversight: Area = {
  id: "a",
  home: "/a/ledger",
  look: "dense",
  nav: [],
  screens: [],
};
