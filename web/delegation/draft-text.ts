import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { Refused } from "#shared/api/refused.ts";
import type { Handling } from "#shared/domain/handling.ts";
import { call, worthRepeating } from "#web/api/call.ts";
import { queryKey } from "#web/api/hooks.ts";
import { useKept } from "#web/shell/kept-text.ts";
import { useOwnState } from "#web/shell/me.ts";
import type { Submission, Whole } from "./answers.ts";

/** Longest title and longest number of a note verbale, characters. */
export const MAX_TITLE = 300;
export const MAX_NOTE = 120;

export interface DraftText {
  readonly title: string;
  readonly noteVerbale: string;
  readonly handling: Handling;
}
export type Saving =
  | { readonly at: "saved" }
  | { readonly at: "saving" }
  | { readonly at: "unsaved"; readonly error?: unknown }
  /** Somebody else changed the same words: theirs beside ours. */
  | { readonly at: "changed"; readonly theirs: DraftText };

export const textOf = (whole: Pick<Submission, "title" | "noteVerbale" | "handling">): DraftText => ({
  title: whole.title,
  noteVerbale: whole.noteVerbale ?? "",
  handling: whole.handling,
});
/** Whether the service takes it: what it does not take stays on the device, with its reason beside the field. */
const canStand = ({ title, noteVerbale }: DraftText): boolean =>
  title.trim() !== "" && title.length <= MAX_TITLE && noteVerbale.length <= MAX_NOTE;
const same = (a: DraftText, b: DraftText) => JSON.stringify(a) === JSON.stringify(b);

/** A pause in typing after which the draft is saved, milliseconds. */
const PAUSE = 900;
const AGAIN = 5_000;

/**
 * The words of a draft, saved by themselves and kept on the device until they are. Files that arrive count the version on, which is no
 * conflict; other words in the meantime are, and both texts are shown.
 */
export const useDraftText = (whole: Whole) => {
  const state = useOwnState();
  const queries = useQueryClient();
  const served = textOf(whole);
  const [kept, keep, forget] = useKept<DraftText | null>(`draft/${whole.reference}`, null);
  const text = kept ?? served;
  const base = useRef(served);
  const latest = useRef({ text, version: whole.version, served });
  latest.current = { text, version: whole.version, served };
  const [saving, setSaving] = useState<Saving>({ at: kept === null || same(kept, served) ? "saved" : "unsaved" });
  const running = useRef(false);
  if (kept === null) base.current = served;

  const save = async (version = latest.current.version): Promise<void> => {
    const mine = latest.current.text;
    if (running.current || same(mine, base.current) || !canStand(mine)) return;
    running.current = true;
    setSaving({ at: "saving" });
    try {
      const { noteVerbale, ...rest } = mine;
      const input = { state, reference: whole.reference, version, ...rest, ...(noteVerbale === "" ? {} : { noteVerbale }) };
      await call("change-submission", input, crypto.randomUUID());
      base.current = mine;
      running.current = false;
      await queries.invalidateQueries({ queryKey: queryKey("get-submission", { state, reference: whole.reference }) });
      if (same(latest.current.text, mine)) {
        forget();
        setSaving({ at: "saved" });
      } else await save();
    } catch (error) {
      running.current = false;
      await refused(error);
    }
  };
  const refused = async (error: unknown): Promise<void> => {
    if (!(error instanceof Refused) || error.code !== "STALE") return setSaving({ at: "unsaved", error });
    const now = await call<Whole>("get-submission", { state, reference: whole.reference }).catch(() => undefined);
    if (now === undefined) return setSaving({ at: "unsaved", error });
    if (!same(textOf(now), base.current) && !same(textOf(now), latest.current.text))
      return setSaving({ at: "changed", theirs: textOf(now) });
    await save(now.version);
  };
  const latestSave = useRef(save);
  latestSave.current = save;

  useEffect(() => {
    if (kept === null || saving.at === "changed") return;
    const timer = setTimeout(
      () => void latestSave.current(),
      saving.at === "unsaved" && worthRepeating(saving.error) ? AGAIN : PAUSE,
    );
    return () => clearTimeout(timer);
  }, [kept, saving]);

  return {
    text,
    saving,
    change: (next: Partial<DraftText>) => {
      keep({ ...text, ...next });
      if (saving.at === "saved") setSaving({ at: "unsaved" });
    },
    save: () => latestSave.current(),
    /** Ours stays: it is saved over theirs, which have been seen. */
    keepMine: () => {
      if (saving.at === "changed") base.current = saving.theirs;
      setSaving({ at: "unsaved" });
    },
    takeTheirs: () => {
      if (saving.at === "changed") base.current = saving.theirs;
      forget();
      setSaving({ at: "saved" });
    },
  };
};
