import { useCallback, useState } from "react";
import { leftByChoice, onSession } from "#web/api/session.ts";

const PREFIX = "corroborate.kept/";

onSession(() => {
  if (!leftByChoice()) return;
  for (const key of Object.keys(localStorage)) if (key.startsWith(PREFIX)) localStorage.removeItem(key);
});

/**
 * A value that is typed and not yet sent, kept on this device through reloads, lost sessions and closed tabs, until `forget` or until the
 * person signs out. Kept under the record's id, so that it comes back where it was written.
 */
export const useKept = <T>(at: string, empty: T): readonly [T, (value: T) => void, () => void] => {
  const [value, set] = useState<T>(() => read(at, empty));
  const change = useCallback(
    (next: T) => {
      set(next);
      try {
        localStorage.setItem(PREFIX + at, JSON.stringify(next));
      } catch {
        // The device is full: what is typed stays on the screen, and is sent from there.
      }
    },
    [at],
  );
  const forget = useCallback(() => {
    localStorage.removeItem(PREFIX + at);
    set(empty);
  }, [at, empty]);
  return [value, change, forget];
};

const EMPTY = "";
export const useKeptText = (at: string) => useKept<string>(at, EMPTY);

/** How many values are kept under addresses that begin so. */
export const keptUnder = (beginning: string): number =>
  Object.keys(localStorage).filter((key) => key.startsWith(PREFIX + beginning)).length;

const read = <T>(at: string, empty: T): T => {
  try {
    const kept = localStorage.getItem(PREFIX + at);
    return kept === null ? empty : (JSON.parse(kept) as T);
  } catch {
    return empty;
  }
};
