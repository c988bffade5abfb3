/** Trust zones: a table, buckets with their own key, one API function each (DESIGN 1). */
export const TRUST_ZONES = ["delegation", "panel", "secretariat", "record"] as const;
export type Zone = (typeof TRUST_ZONES)[number];
