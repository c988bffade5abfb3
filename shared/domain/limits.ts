import { Problem } from "./problems.ts";

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/**
 * Requests that one sender may make, read or write. Counted where requests arrive (the firewall on AWS, the gateway of the embedded home),
 * never in the record: a warm read writes nothing. Many times what a person at a portal or a scripted import needs.
 */
export const RATES = {
  /** By the subject of the token; the firewall, which cannot read tokens, counts by the token itself. */
  person: { most: 3_000, seconds: MINUTE },
  /** Requests without sign-in, by address: a mission's people may share one. */
  address: { most: 1_200, seconds: MINUTE },
  /**
   * Everything of one address, whatever it bears. Counted by the firewall alone: to it, each forged token is another person; the embedded
   * gateway reads tokens first and counts what bears no valid one by its address.
   */
  crowd: { most: 6_000, seconds: MINUTE },
} as const satisfies Record<string, Rate>;

/** Most files in one submission; larger deliveries are several submissions that supplement each other. */
export const SUBMISSION_FILES = 10_000;

/** Longest message of a thread, UTF-16 code units: it fits one item whatever the script, so no thread needs a file. */
export const MESSAGE_CHARACTERS = 8_000;

export interface Rate {
  readonly most: number;
  readonly seconds: number;
}

/**
 * What is counted in the record, in the transaction of the change itself, so that a refused request counts nothing and two at once
 * cannot both be the last. They bound what a stolen session can do before anybody notices: how much it can carry away, and how much
 * it can pile up. Machine time; windows begin at full hours and days, UTC.
 */
export const QUOTAS = {
  submissions: { per: "State", most: 1_000, seconds: DAY, what: "submissions begun" },
  files: { per: "State", most: 20_000, seconds: DAY, what: "files declared" },
  messages: { per: "State", most: 500, seconds: DAY, what: "messages written" },
  opened: { per: "person", most: 300, seconds: HOUR, what: "files opened" },
  letters: { per: "person", most: 100, seconds: DAY, what: "letters sent" },
  answers: { per: "person", most: 300, seconds: DAY, what: "messages written to States" },
  collected: { per: "person", most: 1_000, seconds: DAY, what: "open sources registered" },
  cases: { per: "person", most: 200, seconds: DAY, what: "cases opened" },
  reports: { per: "person", most: 50, seconds: DAY, what: "reports opened" },
  drafts: { per: "person", most: 60, seconds: HOUR, what: "drafts ordered" },
} as const satisfies Record<string, Quota>;

export interface Quota extends Rate {
  readonly per: "State" | "person";
  readonly what: string;
}
export type QuotaName = keyof typeof QUOTAS;

/** What was counted in the latest window. */
export interface Counted {
  readonly window: number;
  readonly count: number;
}

/** The count with one more. `now` is milliseconds since 1970. Throws `TOO_MANY` when the window is full. */
export const oneMore = (name: QuotaName, before: Counted | undefined, now: number): Counted => {
  const { most, seconds, per, what }: Quota = QUOTAS[name];
  const window = Math.floor(now / 1000 / seconds);
  const count = before?.window === window ? before.count : 0;
  if (count >= most) {
    const wait = Math.max(1, Math.ceil((window + 1) * seconds - now / 1000));
    throw new Problem("TOO_MANY", { what, most, per, period: seconds === DAY ? "day" : "hour", seconds: wait });
  }
  return { window, count: count + 1 };
};
