import type { Keys } from "./ports.ts";

/** A position in a list, bound to its list by the zone's MAC: only what was given out is taken back. */
export const sealCursor = async (keys: Pick<Keys, "mac">, partition: string, next: string): Promise<string> => {
  const mac = await keys.mac(`cursor\n${partition}\n${next}`);
  return `${Buffer.from(mac.subarray(0, 16)).toString("base64url")}.${next}`;
};

/** The position, or undefined when it was altered or belongs to another list. */
export const openCursor = async (keys: Pick<Keys, "mac">, partition: string, cursor: string): Promise<string | undefined> => {
  const next = cursor.slice(cursor.indexOf(".") + 1);
  return (await sealCursor(keys, partition, next)) === cursor ? next : undefined;
};
