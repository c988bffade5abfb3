import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useMemo, useRef, useSyncExternalStore } from "react";
import { queryKey } from "#web/api/hooks.ts";
import { useOwnState } from "#web/shell/me.ts";
import type { Whole } from "../answers.ts";
import { type Rate, type Travelling, Uploads } from "./engine.ts";
import { takeOver } from "./handed.ts";

/** Drafts whose files go on while the person looks at another screen of the portal. */
const going = new Map<string, Uploads>();

export interface OnTheirWay {
  readonly files: readonly Travelling[];
  readonly uploads: Uploads;
  readonly rate: () => Rate;
}

/** The files of a draft that are on their way; they travel on when the screen is left, and a reload finds the same list. */
export const useUploads = (whole: Whole): OnTheirWay => {
  const state = useOwnState();
  const queries = useQueryClient();
  const { reference } = whole;
  const uploads = useMemo(() => {
    const before = going.get(`${state}/${reference}`);
    if (before !== undefined) return before;
    const changed = () => void queries.invalidateQueries({ queryKey: queryKey("get-submission", { state, reference }) });
    const made = new Uploads({ state, reference }, changed);
    going.set(`${state}/${reference}`, made);
    return made;
  }, [state, reference, queries]);
  const items = useRef(whole.items);
  useEffect(() => {
    const files = takeOver(reference);
    if (files.length > 0) uploads.add(files);
    else void uploads.restore(items.current);
  }, [uploads, reference]);
  const files = useSyncExternalStore(uploads.subscribe, uploads.list);
  return { files, uploads, rate: () => uploads.rate() };
};
