/** Dates of a mandate, ISO 8601 UTC. `verified` says whether BRIEF 1.2 has them from a source that states them. */
export interface Mandate {
  readonly resolution: string;
  readonly midtermToCommittee?: string;
  readonly finalToCommittee: string;
  readonly finalToCouncil: string;
  readonly end?: string;
  readonly source: string;
  readonly verified: boolean;
}

export interface RegimeRow {
  readonly committee: string;
  readonly panel: string;
  /** Experts of the Panel. */
  readonly experts: number;
  /** Independent origins needed for "finds" and "assesses": a threshold of each Panel, not a rule of the United Nations (BRIEF 2.1). */
  readonly originsNeeded: number;
  /** Symbol that letters out are numbered under; `lettersVerified` false means from general knowledge. */
  readonly letters: string;
  readonly lettersVerified: boolean;
  readonly mandate: Mandate;
  readonly source: string;
}

/** Days before issue that a text goes to editing and translation (S/2006/997, paragraph 38). */
export const EDITING_DAYS = 28;

/**
 * Sanctions regimes. 1718 is whole. The others carry what BRIEF 1.1 and 1.2 source (panel size, example calendars); what is not sourced
 * is marked unverified, and their dates are examples that a mandate's own dates replace when a case or report is opened.
 */
export const REGIMES = {
  "1718": {
    committee: "Security Council Committee established pursuant to resolution 1718 (2006)",
    panel: "Panel of Experts established pursuant to resolution 1874 (2009)",
    experts: 8,
    originsNeeded: 2,
    letters: "S/AC.49",
    lettersVerified: false,
    mandate: {
      resolution: "resolution 2680 (2023)",
      midtermToCommittee: "2023-09-08T23:59:59Z",
      finalToCommittee: "2024-02-02T23:59:59Z",
      finalToCouncil: "2024-03-08T23:59:59Z",
      end: "2024-04-30T23:59:59Z",
      source: "press release SC/15240 on resolution 2680 (2023)",
      verified: true,
    },
    source: "BRIEF 1.1 [S1, S24]",
  },
  "2140": {
    committee: "Security Council Committee established pursuant to resolution 2140 (2014)",
    panel: "Panel of Experts on Yemen",
    experts: 5,
    originsNeeded: 2,
    letters: "2140",
    lettersVerified: false,
    mandate: {
      resolution: "the mandate resolution in force",
      finalToCommittee: "2019-01-08T23:59:59Z",
      finalToCouncil: "2019-01-25T23:59:59Z",
      source: "S/2019/83: example calendar of 2019",
      verified: false,
    },
    source: "BRIEF 1.1 [S36], 1.2 [S46]",
  },
  "1591": {
    committee: "Security Council Committee established pursuant to resolution 1591 (2005)",
    panel: "Panel of Experts on the Sudan",
    experts: 5,
    originsNeeded: 2,
    letters: "1591",
    lettersVerified: false,
    mandate: {
      resolution: "the mandate resolution in force",
      finalToCommittee: "2017-11-27T23:59:59Z",
      finalToCouncil: "2017-12-28T23:59:59Z",
      source: "S/2017/1125: example calendar of 2017",
      verified: false,
    },
    source: "BRIEF 1.1 [S25], 1.2 [S47]",
  },
  "2745": {
    committee: "Security Council Committee concerning the Central African Republic",
    panel: "Panel of Experts on the Central African Republic",
    experts: 5,
    originsNeeded: 2,
    letters: "2745",
    lettersVerified: false,
    mandate: {
      resolution: "resolution 2745 (2024)",
      midtermToCommittee: "2025-01-31T23:59:59Z",
      finalToCommittee: "2025-06-15T23:59:59Z",
      finalToCouncil: "2025-06-15T23:59:59Z",
      end: "2025-08-31T23:59:59Z",
      source: "BRIEF 1.2 [S37]",
      verified: false,
    },
    source: "BRIEF 1.1 [S37]",
  },
  "2653": {
    committee: "Security Council Committee established pursuant to resolution 2653 (2022)",
    panel: "Panel of Experts on Haiti",
    experts: 4,
    originsNeeded: 2,
    letters: "2653",
    lettersVerified: false,
    mandate: {
      resolution: "the mandate resolution in force",
      finalToCommittee: "2025-09-15T23:59:59Z",
      finalToCouncil: "2025-10-15T23:59:59Z",
      source: "placeholder dates; give the mandate's own",
      verified: false,
    },
    source: "BRIEF 1.1 [S38]",
  },
  "1970": {
    committee: "Security Council Committee established pursuant to resolution 1970 (2011)",
    panel: "Panel of Experts on Libya",
    experts: 6,
    originsNeeded: 2,
    letters: "1970",
    lettersVerified: false,
    mandate: {
      resolution: "the mandate resolution in force",
      finalToCommittee: "2025-04-15T23:59:59Z",
      finalToCouncil: "2025-05-15T23:59:59Z",
      source: "placeholder dates; give the mandate's own",
      verified: false,
    },
    source: "BRIEF 1.1 [S39]",
  },
} as const satisfies Record<string, RegimeRow>;

export type RegimeId = keyof typeof REGIMES;
export const isRegime = (id: string): id is RegimeId => Object.hasOwn(REGIMES, id);
