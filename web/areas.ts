import type { Area, AreaId } from "./area.ts";
import { committee } from "./committee/area.ts";
import { delegation } from "./delegation/area.ts";
import { entrance } from "./entrance/area.ts";
import { oversight } from "./oversight/area.ts";
import { panel } from "./panel/area.ts";
import { secretariat } from "./secretariat/area.ts";

export const AREAS: Readonly<Record<AreaId, Area>> = {
  e: entrance,
  d: delegation,
  p: panel,
  s: secretariat,
  c: committee,
  a: oversight,
};

/** The area that an address belongs to: by its first part, else the entrance. */
export const areaAt = (path: string): Area => {
  const first = path.split("/")[1] ?? "";
  return Object.hasOwn(AREAS, first) && first !== "e" ? AREAS[first as AreaId] : AREAS.e;
};
