import { useCallback, useState } from "react";
import { leftByChoice, onSession } from "#web/api/session.ts";

const PREFIX = "corroborate.form.";

/** Texts not yet recorded stay on this device until they are recorded or the person signs out; a session that only ended takes nothing away. */
onSession(() => {
  if (!leftByChoice()) return;
  for (const key of Object.keys(localStorage)) if (key.startsWith(PREFIX)) localStorage.removeItem(key);
});

/** A form's value that survives a reload, a closed tab and an ended session. `key` names the form and what it is about, and stays the same while it is shown. */
export const useDraft = <T extends object>(key: string, empty: T) => {
  const place = `${PREFIX}${key}`;
  const [value, setValue] = useState<T>(() => ({ ...empty, ...kept<T>(place) }));
  const change = useCallback(
    (next: T) => {
      setValue(next);
      try {
        localStorage.setItem(place, JSON.stringify(next));
      } catch {
        // The device keeps no more; what is written stays on the screen.
      }
    },
    [place],
  );
  const forget = useCallback(
    (next: T) => {
      setValue(next);
      localStorage.removeItem(place);
    },
    [place],
  );
  return { value, change, forget };
};

const kept = <T>(place: string): Partial<T> => {
  try {
    return JSON.parse(localStorage.getItem(place) ?? "{}") as Partial<T>;
  } catch {
    return {};
  }
};
