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
 * What carries a carrier carries what that one carries. Adding a carrier never raises the count beyond the origin it carries; the order
 * of the exhibits does not matter.
 */
export const originsOf = (claim: Pick<Claim, "supportedBy">, exhibits: readonly Exhibit[]): Origins => {
  const counted = exhibits.filter((one) => claim.supportedBy.includes(one.ref) && one.disputed === undefined);
  const groups: { marks: Set<string>; exhibits: Exhibit[] }[] = [];
  for (const exhibit of counted) {
    const marks = marksOf(exhibit, exhibits);
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
    names: [...new Set(group.exhibits.map((one) => firstKnower(one, exhibits)))].toSorted(),
    exhibits: refs(group, false),
    carriers: refs(group, true),
  }));
  return { count: origins.length, origins: origins.toSorted((a, b) => (a.names[0] ?? "").localeCompare(b.names[0] ?? "", "en")) };
};

const marksOf = (exhibit: Exhibit, all: readonly Exhibit[]): readonly string[] => [
  `origin ${firstKnower(exhibit, all)}`,
  ...(exhibit.sceneId === undefined ? [] : [`scene ${exhibit.sceneId}`]),
  ...(exhibit.objectId === undefined ? [] : [`object ${exhibit.objectId}`]),
];

/**
 * Who first knew: a story about a story leads to the first. A name that also knew something at first hand is where the chain ends; in a
 * circle of stories the first name in the alphabet stands for all of them.
 */
const firstKnower = (exhibit: Exhibit, all: readonly Exhibit[]): string => {
  if (exhibit.carries === undefined) return exhibit.origin;
  const seen: string[] = [];
  let name = exhibit.carries;
  while (!seen.includes(name)) {
    seen.push(name);
    const own = all.filter((one) => one.origin === name);
    const next = own.some((one) => one.carries === undefined) ? undefined : own.flatMap((one) => one.carries ?? []).toSorted()[0];
    if (next === undefined) return name;
    name = next;
  }
  return seen.slice(seen.indexOf(name)).toSorted()[0] ?? name;
};
