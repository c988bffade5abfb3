import { useSyncExternalStore } from "react";

const PREFIX = "corroborate.guide/";
const listeners = new Set<() => void>();
const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

/** The step at which somebody is in an area's guide, from 0; undefined once it was left. Kept on this device. */
export const useGuideStep = (area: string): readonly [number | undefined, (step: number | undefined) => void] => {
  const kept = useSyncExternalStore(subscribe, () => localStorage.getItem(PREFIX + area));
  const set = (step: number | undefined) => {
    localStorage.setItem(PREFIX + area, step === undefined ? "left" : String(step));
    for (const listener of listeners) listener();
  };
  return [kept === "left" ? undefined : Math.max(0, Number(kept ?? 0) || 0), set];
};
