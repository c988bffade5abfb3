import type { Claim, Exhibit } from "./case.ts";

export interface Origins {
  readonly count: number;
  readonly origins: readonly {
    readonly names: readonly string[];
    readonly exhibits: readonly string[];
    readonly carriers: readonly string[];
  }[];
}

/**
 * Independent origins behind a claim: who first knew, not who repeated it (BRIEF 2.3, 6: five stories of one report are one origin;
 * three examiners of one object are one object). Items with one scene or object number count as one; disputed items do not count.
 * Adding a carrier never raises the count beyond the origin it carries; the order of the exhibits does not matter.
 */
export const originsOf = (claim: Pick<Claim, "supportedBy">, exhibits: readonly Exhibit[]): Origins => {
  const counted = exhibits.filter((one) => claim.supportedBy.includes(one.ref) && one.disputed === undefined);
  const groups: { marks: Set<string>; exhibits: Exhibit[] }[] = [];
  for (const exhibit of counted) {
    const marks = marksOf(exhibit);
    const touching = groups.filter((group) => marks.some((mark) => group.marks.has(mark)));
    const merged = {
      marks: new Set([...marks, ...touching.flatMap((group) => [...group.marks])]),
      exhibits: [...touching.flatMap((group) => group.exhibits), exhibit],
    };
    for (const group of touching) groups.splice(groups.indexOf(group), 1);
    groups.push(merged);
  }
  const refs = (group: { exhibits: Exhibit[] }, carriers: boolean) =>
    group.exhibits
      .filter((one) => (one.carries !== undefined) === carriers)
      .map((one) => one.ref)
      .toSorted();
  const origins = groups.map((group) => ({
    names: [...new Set(group.exhibits.map((one) => one.carries ?? one.origin))].toSorted(),
    exhibits: refs(group, false),
    carriers: refs(group, true),
  }));
  return { count: origins.length, origins: origins.toSorted((a, b) => (a.names[0] ?? "").localeCompare(b.names[0] ?? "", "en")) };
};

const marksOf = (exhibit: Exhibit): readonly string[] => [
  `origin ${exhibit.carries ?? exhibit.origin}`,
  ...(exhibit.sceneId === undefined ? [] : [`scene ${exhibit.sceneId}`]),
  ...(exhibit.objectId === undefined ? [] : [`object ${exhibit.objectId}`]),
];
