import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { Refused } from "#shared/api/refused.ts";
import type { Handling } from "#shared/domain/handling.ts";
import { call, worthRepeating } from "#web/api/call.ts";
import { queryKey } from "#web/api/hooks.ts";
import { useKept } from "#web/shell/kept-text.ts";
import { useOwnState } from "#web/shell/me.ts";
import type { Submission, Whole } from "./answers.ts";
import { readWhole } from "./data.ts";

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
export const sameHandling = (a: Handling, b: Handling): boolean =>
  (["classification", "tlp", "panelOnly", "attribution"] as const).every((axis) => a[axis] === b[axis]);
const same = (a: DraftText, b: DraftText): boolean =>
  a.title === b.title && a.noteVerbale === b.noteVerbale && sameHandling(a.handling, b.handling);

/** What is typed and not yet saved, and the text that it was typed over. */
interface Typed {
  readonly text: DraftText;
  readonly over: DraftText;
}

/** A pause in typing after which the draft is saved, milliseconds. */
const PAUSE = 900;
const AGAIN = 5_000;

/**
 * The words of a draft, saved by themselves and kept on the device until they are. Files that arrive count the version on, which is no
 * conflict; other words in the meantime are, whether the service says so or a reading shows them, and both texts are shown.
 */
export const useDraftText = (whole: Whole) => {
  const state = useOwnState();
  const queries = useQueryClient();
  const [typed, keep, forget] = useKept<Typed | null>(`draft/${whole.reference}`, null);
  const served = textOf(whole);
  const latest = useRef({ typed, version: whole.version, served });
  latest.current = { typed, version: whole.version, served };
  /** Version that the own last saving made: what was read before it is older than what is here. */
  const own = useRef(0);
  const [saving, setSaving] = useState<Saving>({ at: typed === null || same(typed.text, served) ? "saved" : "unsaved" });
  const running = useRef(false);
  const read = () => queries.invalidateQueries({ queryKey: queryKey("get-submission", { state, reference: whole.reference }) });

  /** Somebody else's words since these were begun: they are shown before anything is saved over them. */
  const theirsIn = (now: DraftText, version: number): DraftText | undefined => {
    const { typed: mine } = latest.current;
    if (mine === null || version < own.current || same(now, mine.over) || same(now, mine.text)) return undefined;
    return now;
  };
  /** What was sent is shown until a reading brings it back; what was typed meanwhile is saved next. */
  const done = (sent: DraftText) => {
    const now = latest.current.typed;
    if (now !== null) keep({ ...now, over: sent });
    setSaving({ at: now === null || same(now.text, sent) ? "saved" : "unsaved" });
  };
  const save = async (version = latest.current.version): Promise<void> => {
    const mine = latest.current.typed;
    if (running.current || mine === null || !canStand(mine.text)) return;
    if (same(mine.text, mine.over)) {
      forget();
      return setSaving({ at: "saved" });
    }
    const theirs = theirsIn(latest.current.served, latest.current.version);
    if (theirs !== undefined) return setSaving({ at: "changed", theirs });
    running.current = true;
    setSaving({ at: "saving" });
    try {
      const { noteVerbale, ...rest } = mine.text;
      const input = { state, reference: whole.reference, version, ...rest, ...(noteVerbale === "" ? {} : { noteVerbale }) };
      own.current = (await call<Submission>("change-submission", input, crypto.randomUUID())).version;
      await read();
      running.current = false;
      done(mine.text);
    } catch (error) {
      running.current = false;
      await refused(error);
    }
  };
  const refused = async (error: unknown): Promise<void> => {
    if (!(error instanceof Refused) || error.code !== "STALE") return setSaving({ at: "unsaved", error });
    const now = await readWhole({ state, reference: whole.reference }).catch(() => undefined);
    if (now === undefined) return setSaving({ at: "unsaved", error });
    const theirs = theirsIn(textOf(now), now.version);
    if (theirs !== undefined) return setSaving({ at: "changed", theirs });
    await save(now.version);
  };
  const latestSave = useRef(save);
  latestSave.current = save;

  useEffect(() => {
    if (typed === null || saving.at === "changed" || saving.at === "saving" || saving.at === "saved") return;
    const timer = setTimeout(
      () => void latestSave.current(),
      saving.at === "unsaved" && worthRepeating(saving.error) ? AGAIN : PAUSE,
    );
    return () => clearTimeout(timer);
  }, [typed, saving]);

  const arrived = typed !== null && saving.at === "saved" && same(typed.text, served);
  useEffect(() => {
    if (arrived) forget();
  }, [arrived, forget]);

  return {
    text: typed?.text ?? served,
    saving,
    change: (next: Partial<DraftText>) => {
      keep({ text: { ...(typed?.text ?? served), ...next }, over: typed?.over ?? served });
      if (saving.at === "saved") setSaving({ at: "unsaved" });
    },
    save: () => latestSave.current(),
    /** Ours stays: it is saved over theirs, which have been seen. */
    keepMine: () => {
      if (saving.at === "changed" && typed !== null) keep({ ...typed, over: saving.theirs });
      setSaving({ at: "unsaved" });
    },
    takeTheirs: () => {
      forget();
      setSaving({ at: "saved" });
      void read();
    },
  };
};
