import { RATES, type Rate } from "#shared/domain/limits.ts";

/** What this gateway counts by. */
export type Rates = Readonly<Record<Exclude<keyof typeof RATES, "crowd">, Rate>>;

/**
 * Counts requests by sender, as the firewall does in front of the API on AWS. Answers the seconds to wait when there are too many, else
 * undefined. One window is kept; senders are forgotten with it.
 */
export const rateLimiter = (rates: Rates = RATES, now: () => number = Date.now) => {
  const windows = new Map<keyof Rates, { begins: number; readonly counts: Map<string, number> }>();
  return (by: keyof Rates, sender: string): number | undefined => {
    const { most, seconds } = rates[by];
    const at = now();
    let window = windows.get(by);
    if (window === undefined || at >= window.begins + seconds * 1000) {
      window = { begins: at, counts: new Map() };
      windows.set(by, window);
    }
    const count = (window.counts.get(sender) ?? 0) + 1;
    window.counts.set(sender, count);
    return count <= most ? undefined : Math.max(1, Math.ceil((window.begins + seconds * 1000 - at) / 1000));
  };
};
