import * as z from "zod";

/**
 * Three separate axes; never one merged badge. UN classification: ST/SGB/2007/6 as summarised in BRIEF 3. Originator caveat: TLP 2.0 and
 * "for Panel use only". Attribution: how the source may be named, which only the originator can relax (BRIEF 3, design inference).
 */
export const HANDLING = {
  classification: {
    unclassified: { rank: 0, says: "Disclosure does no damage to the work of the United Nations." },
    confidential: { rank: 1, says: "Disclosure could damage the work of the United Nations." },
    "strictly confidential": {
      rank: 2,
      says: "Disclosure could do exceptionally grave damage to the work of the United Nations.",
    },
  },
  tlp: {
    CLEAR: { rank: 0, says: "No limit on disclosure." },
    GREEN: { rank: 1, says: "For the community of the Panel." },
    AMBER: { rank: 2, says: "For the Panel and those in its service who need to know." },
    "AMBER+STRICT": { rank: 3, says: "For the Panel alone." },
    RED: { rank: 4, says: "For the named recipients alone." },
  },
  attribution: {
    "named source": { rank: 0, says: "The source may be named." },
    "named State": { rank: 1, says: "The State may be named." },
    "a Member State": { rank: 2, says: "May be cited as “a Member State”." },
    none: { rank: 3, says: "Nothing may point to a Member State." },
  },
} as const;

const keys = <T extends object>(table: T) => Object.keys(table) as [keyof T & string, ...(keyof T & string)[]];

export const handlingSchema = z.strictObject({
  classification: z.enum(keys(HANDLING.classification)),
  tlp: z.enum(keys(HANDLING.tlp)),
  panelOnly: z.boolean(),
  attribution: z.enum(keys(HANDLING.attribution)),
});
export type Handling = z.output<typeof handlingSchema>;

/** Derived text inherits the strictest of its inputs on each axis, until a recorded release. Throws on an empty list. */
export const strictest = (all: readonly Handling[]): Handling => {
  const [first, ...rest] = all;
  if (first === undefined) throw new RangeError("the strictest of no handlings is not defined: give at least one");
  return rest.reduce(
    (a, b) => ({
      classification:
        HANDLING.classification[a.classification].rank >= HANDLING.classification[b.classification].rank
          ? a.classification
          : b.classification,
      tlp: HANDLING.tlp[a.tlp].rank >= HANDLING.tlp[b.tlp].rank ? a.tlp : b.tlp,
      panelOnly: a.panelOnly || b.panelOnly,
      attribution:
        HANDLING.attribution[a.attribution].rank >= HANDLING.attribution[b.attribution].rank ? a.attribution : b.attribution,
    }),
    first,
  );
};
