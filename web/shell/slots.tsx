import { type ComponentType, lazy, type ReactNode, Suspense, useCallback, useState, useSyncExternalStore } from "react";

/** Small places of the frame that a screen or an area fills: the end of the clock line ("Draft saved 09:12"), the search box. */
let clockEnd: ReactNode;
let search: ComponentType<{ readonly onClose: () => void }> | undefined;
const listeners = new Set<() => void>();
const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};
const tell = () => {
  for (const listener of listeners) listener();
};

/** Puts something at the end of the clock line; call with undefined when the screen is left. */
export const setClockEnd = (node: ReactNode): void => {
  clockEnd = node;
  tell();
};
export const ClockEnd = () => useSyncExternalStore(subscribe, () => clockEnd) ?? null;

/** Registers what `/` opens. Until something is registered the key does nothing. */
export const setSearchBox = (
  load: () => Promise<{ readonly SearchBox: ComponentType<{ readonly onClose: () => void }> }>,
): void => {
  search = lazy(async () => ({ default: (await load()).SearchBox }));
  tell();
};
export const useSearchBox = () => {
  const registered = useSyncExternalStore(subscribe, () => search);
  const [shown, setShown] = useState(false);
  const open = useCallback(() => setShown(true), []);
  const close = useCallback(() => setShown(false), []);
  return { shown: shown && registered !== undefined, open: registered === undefined ? undefined : open, close };
};
export const Search = ({ onClose }: { readonly onClose: () => void }) => {
  const Box = search;
  return Box === undefined ? null : (
    <Suspense>
      <Box onClose={onClose} />
    </Suspense>
  );
};
