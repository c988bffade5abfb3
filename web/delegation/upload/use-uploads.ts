import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useMemo, useRef, useSyncExternalStore } from "react";
import { queryKey } from "#web/api/hooks.ts";
import { useOwnState } from "#web/shell/me.ts";
import type { Whole } from "../answers.ts";
import { type Travelling, Uploads } from "./engine.ts";
import { takeOver } from "./handed.ts";

/** Drafts whose files go on while the person looks at another screen of the portal. */
const going = new Map<string, Uploads>();

export interface OnTheirWay {
  readonly files: readonly Travelling[];
  readonly uploads: Uploads;
}

/** Between two readings of the draft while files arrive, milliseconds; a long list is read less often. */
const AGAIN = { few: 700, many: 5_000 } as const;

/** Calls `act` soon, and not again before `wait` has passed. */
const seldom = (act: () => void, wait: () => number): (() => void) => {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let last = 0;
  return () => {
    if (timer !== undefined) return;
    timer = setTimeout(
      () => {
        timer = undefined;
        last = Date.now();
        act();
      },
      Math.max(0, last + wait() - Date.now()),
    );
  };
};

/** The files of a draft that are on their way; they travel on when the screen is left, and a reload finds the same list. */
export const useUploads = (whole: Whole): OnTheirWay => {
  const state = useOwnState();
  const queries = useQueryClient();
  const { reference, items } = whole;
  const latest = useRef(items);
  latest.current = items;
  const uploads = useMemo(() => {
    const before = going.get(`${state}/${reference}`);
    if (before !== undefined) return before;
    const read = () => void queries.invalidateQueries({ queryKey: queryKey("get-submission", { state, reference }) });
    const wait = () => (latest.current.length > 200 ? AGAIN.many : AGAIN.few);
    const made = new Uploads({ state, reference }, { changed: seldom(read, wait) });
    going.set(`${state}/${reference}`, made);
    return made;
  }, [state, reference, queries]);
  useEffect(() => {
    const files = takeOver(reference);
    if (files.length > 0) uploads.add(files);
    void uploads.restore(latest.current);
  }, [uploads, reference]);
  useEffect(() => uploads.settle(items), [uploads, items]);
  const files = useSyncExternalStore(uploads.subscribe, uploads.list);
  return { files, uploads };
};
