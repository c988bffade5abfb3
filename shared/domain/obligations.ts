import * as z from "zod";

/** One obligation. `numberVerified` is false where BRIEF 5.1 marks the paragraph number as general knowledge: it is printed with that mark. */
export interface ObligationRow {
  readonly resolution: string;
  readonly paragraph: string;
  readonly measure: string;
  readonly addressees: string;
  /** Elements that a finding must show, by key. */
  readonly elements: Readonly<Record<string, string>>;
  readonly source: string;
  readonly numberVerified: boolean;
}

const transfer = {
  item: "the item is arms or related materiel covered by the measure",
  origin: "the item comes from the Democratic People’s Republic of Korea",
  conduct:
    "the Democratic People’s Republic of Korea exported it, or a State's national procured it or its flag vessel or aircraft was used",
  date: "the act came after the measure was adopted",
} as const;
const duty = (what: string) => ({ ground: "the facts that bring the duty about", conduct: what });

/** The obligations of BRIEF 5.1, one row each. */
export const OBLIGATIONS = {
  "1718-8a": {
    resolution: "1718 (2006)",
    paragraph: "8 (a)",
    measure:
      "ban on supply of arms, weapons of mass destruction items and luxury goods to the Democratic People’s Republic of Korea",
    addressees: "all Member States",
    elements: {
      item: "the item is covered",
      conduct: "supply to the Democratic People’s Republic of Korea",
      date: transfer.date,
    },
    source: "BRIEF 5.1 [S114, S115]",
    numberVerified: true,
  },
  "1718-8b": {
    resolution: "1718 (2006)",
    paragraph: "8 (b)",
    measure: "ban on export by, and procurement from, the Democratic People’s Republic of Korea",
    addressees: "the Democratic People’s Republic of Korea and all Member States",
    elements: transfer,
    source: "BRIEF 5.1 [S116]",
    numberVerified: true,
  },
  "1718-8c": {
    resolution: "1718 (2006)",
    paragraph: "8 (c)",
    measure: "ban on related training, advice, services and assistance",
    addressees: "all Member States",
    elements: duty("training, advice, services or assistance was given"),
    source: "BRIEF 5.1 [S117]",
    numberVerified: true,
  },
  "1718-8d": {
    resolution: "1718 (2006)",
    paragraph: "8 (d)",
    measure: "asset freeze",
    addressees: "all Member States",
    elements: duty("assets of the designated were not frozen"),
    source: "BRIEF 5.1 [S118]",
    numberVerified: true,
  },
  "1874-9": {
    resolution: "1874 (2009)",
    paragraph: "9",
    measure: "extends paragraph 8 (b) to all arms and related materiel",
    addressees: "the Democratic People’s Republic of Korea and all Member States",
    elements: transfer,
    source: "BRIEF 5.1 [S119]; number from general knowledge",
    numberVerified: false,
  },
  "1874-10": {
    resolution: "1874 (2009)",
    paragraph: "10",
    measure: "extends paragraph 8 (a) to all arms except small arms and light weapons",
    addressees: "all Member States",
    elements: {
      item: "the item is covered",
      conduct: "supply to the Democratic People’s Republic of Korea",
      date: transfer.date,
    },
    source: "BRIEF 5.1 [S120]",
    numberVerified: true,
  },
  "1874-12": {
    resolution: "1874 (2009)",
    paragraph: "12",
    measure: "inspection on the high seas with the consent of the flag State",
    addressees: "all Member States",
    elements: duty("inspection was not made or consent not given"),
    source: "BRIEF 5.1 [S119, S121]",
    numberVerified: true,
  },
  "1874-17": {
    resolution: "1874 (2009)",
    paragraph: "17",
    measure: "no bunkering services to suspect vessels",
    addressees: "all Member States",
    elements: duty("bunkering services were given"),
    source: "BRIEF 5.1 [S119]; number from general knowledge",
    numberVerified: false,
  },
  "2094-17": {
    resolution: "2094 (2013)",
    paragraph: "17",
    measure: "denial of port entry to a vessel that refused inspection",
    addressees: "all Member States",
    elements: duty("port entry was allowed"),
    source: "BRIEF 5.1 [S121]",
    numberVerified: true,
  },
  "2270-6": {
    resolution: "2270 (2016)",
    paragraph: "6",
    measure: "extends the arms measures to small arms and light weapons",
    addressees: "all Member States",
    elements: transfer,
    source: "BRIEF 5.1 [S122]; number from general knowledge",
    numberVerified: false,
  },
  "2270-8": {
    resolution: "2270 (2016)",
    paragraph: "8",
    measure: "any item that could contribute to operational capabilities of armed forces",
    addressees: "all Member States",
    elements: transfer,
    source: "BRIEF 5.1 [S122]; number from general knowledge",
    numberVerified: false,
  },
  "2270-12": {
    resolution: "2270 (2016)",
    paragraph: "12",
    measure: "the asset freeze covers vessels",
    addressees: "all Member States",
    elements: duty("a covered vessel was not frozen"),
    source: "BRIEF 5.1 [S118]",
    numberVerified: true,
  },
  "2270-18": {
    resolution: "2270 (2016)",
    paragraph: "18",
    measure: "inspection of cargo that originated in or is destined for the Democratic People’s Republic of Korea",
    addressees: "all Member States",
    elements: duty("cargo in or transiting the territory was not inspected"),
    source: "BRIEF 5.1 [S121]",
    numberVerified: true,
  },
  "2270-19": {
    resolution: "2270 (2016)",
    paragraph: "19-22",
    measure: "chartering, crewing, registering; ban on port calls",
    addressees: "all Member States",
    elements: duty("a service or port call was allowed"),
    source: "BRIEF 5.1 [S122, S123]; numbers from general knowledge",
    numberVerified: false,
  },
  "2321-12": {
    resolution: "2321 (2016)",
    paragraph: "12",
    measure: "designated vessels: de-flag, direct to port, ban from ports, freeze",
    addressees: "flag and port States",
    elements: duty("the measure on a designated vessel was not carried out"),
    source: "BRIEF 5.1 [S124]",
    numberVerified: true,
  },
  "2321-21": {
    resolution: "2321 (2016)",
    paragraph: "21",
    measure: "cargo includes rail and road cargo",
    addressees: "all Member States",
    elements: duty("rail or road cargo was not inspected"),
    source: "BRIEF 5.1 [S121]",
    numberVerified: true,
  },
  "2371-6": {
    resolution: "2371 (2017)",
    paragraph: "6",
    measure: "designation of vessels and ban on port entry",
    addressees: "all Member States",
    elements: duty("a designated vessel was let into port"),
    source: "BRIEF 5.1 [S118, S125]",
    numberVerified: true,
  },
  "2375-6": {
    resolution: "2375 (2017)",
    paragraph: "6",
    measure: "designation of vessels",
    addressees: "all Member States",
    elements: duty("a designated vessel was let into port"),
    source: "BRIEF 5.1 [S118]",
    numberVerified: true,
  },
  "2375-8": {
    resolution: "2375 (2017)",
    paragraph: "8",
    measure: "the flag State directs a vessel to port for inspection",
    addressees: "flag States",
    elements: duty("the vessel was not directed to port"),
    source: "BRIEF 5.1 [S124]",
    numberVerified: true,
  },
  "2375-11": {
    resolution: "2375 (2017)",
    paragraph: "11",
    measure: "no ship-to-ship transfer to or from vessels of the Democratic People’s Republic of Korea",
    addressees: "all Member States",
    elements: duty("a ship-to-ship transfer took place"),
    source: "BRIEF 5.1 [S127]; number from general knowledge",
    numberVerified: false,
  },
  "2397-9": {
    resolution: "2397 (2017)",
    paragraph: "9",
    measure: "seizure, inspection and freezing of vessels in port on reasonable grounds",
    addressees: "port States",
    elements: duty("the vessel was not seized, inspected or frozen"),
    source: "BRIEF 5.1 [S128, S129]; number from general knowledge",
    numberVerified: false,
  },
  "2397-11": {
    resolution: "2397 (2017)",
    paragraph: "11, 12",
    measure: "no insurance for, and de-registration of, vessels in prohibited acts",
    addressees: "all Member States",
    elements: duty("insurance was given or the vessel stayed registered"),
    source: "BRIEF 5.1 [S128, S130]; numbers from general knowledge",
    numberVerified: false,
  },
} as const satisfies Record<string, ObligationRow>;

const short = z.string().min(1).max(300);
/** An obligation that a case brings itself, for regimes whose rows are not in the table yet: never verified, and shown so. */
export const caseObligationSchema = z.strictObject({
  resolution: short,
  paragraph: short,
  measure: short,
  addressees: short,
  elements: z
    .record(z.string().regex(/^[a-z][a-z0-9-]{0,59}$/), short)
    .refine((value) => Object.keys(value).length > 0, { error: "needs at least one element" }),
  source: short,
});
export type CaseObligation = z.output<typeof caseObligationSchema>;

/** The row of the table, or the case's own with its number unverified. */
export const obligationOf = (id: string, own?: CaseObligation): ObligationRow | undefined =>
  Object.hasOwn(OBLIGATIONS, id)
    ? OBLIGATIONS[id as keyof typeof OBLIGATIONS]
    : own === undefined
      ? undefined
      : { ...own, numberVerified: false };

/** "paragraph 8 (b) of resolution 1718 (2006)". */
export const citation = (row: Pick<ObligationRow, "resolution" | "paragraph">): string =>
  `paragraph ${row.paragraph} of resolution ${row.resolution}`;
