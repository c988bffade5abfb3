/** Something that a person may see: what it is called, where it is. `text` is what is searched. */
export interface Findable {
  readonly key: string;
  readonly kind: "case" | "vessel" | "evidence" | "submission" | "report";
  readonly reference: string;
  readonly title: string;
  readonly to: string;
  readonly text: string;
}

/** At most this many are shown. */
export const MOST = 12;

const plain = (text: string) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLocaleLowerCase("en");

/** What holds every word sought, those whose reference begins with it first. Accents and case do not matter. */
export const found = (all: readonly Findable[], sought: string): readonly Findable[] => {
  const words = plain(sought).split(/\s+/).filter(Boolean);
  if (words.length === 0) return [];
  const first = words[0] ?? "";
  const rank = (one: Findable) => (plain(one.reference).startsWith(first) ? 0 : plain(one.title).startsWith(first) ? 1 : 2);
  return all
    .filter((one) => {
      const text = plain(one.text);
      return words.every((word) => text.includes(word));
    })
    .toSorted((a, b) => rank(a) - rank(b))
    .slice(0, MOST);
};
