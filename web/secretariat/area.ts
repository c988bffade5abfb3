import type { Area } from "#web/area.ts";

export const secretariat: Area = {
  id: "s",
  home: "/s/registration",
  look: "dense",
  nav: [],
  screens: [],
};
