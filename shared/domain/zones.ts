/** Trust zones: a table, buckets with their own key, one API function each (DESIGN 1). */
export type Zone = "delegation" | "panel" | "secretariat" | "record";
