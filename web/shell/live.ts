const listeners = new Set<(text: string) => void>();

/** Says something to those who do not see the screen; polite, one at a time. */
export const announce = (text: string): void => {
  for (const listener of listeners) listener(text);
};
export const onAnnounced = (listener: (text: string) => void): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};
