import { Link } from "@tanstack/react-router";
import { useCallback, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { Answers } from "#web/patterns/answers.tsx";
import { Button } from "#web/patterns/button.tsx";
import { TextField } from "#web/patterns/field.tsx";
import { HandlingLine } from "#web/patterns/handling.tsx";
import { Icon } from "#web/patterns/icons.tsx";
import { Fault } from "#web/patterns/states.tsx";
import { Note, Status } from "#web/patterns/status.tsx";
import { clockOf } from "#web/patterns/time.tsx";
import { useNumber } from "#web/patterns/words-of.ts";
import { keptUnder } from "#web/shell/kept-text.ts";
import { setClockEnd } from "#web/shell/slots.tsx";
import type { Item, Whole } from "./answers.ts";
import { committeeOf } from "./committee.ts";
import { type DraftText, MAX_NOTE, MAX_TITLE, type Saving, sameHandling, useDraftText } from "./draft-text.ts";
import { Files } from "./files.tsx";
import { filesOf, hasArrived } from "./files-of.ts";
import { HandlingChoice } from "./handling-choice.tsx";
import { Seal } from "./seal.tsx";
import { useUploads } from "./upload/use-uploads.ts";
import "./delegation.css";

/** A draft: what it is, its files on their way, its handling, and what is missing before it can be sealed. */
export const Draft = ({ whole }: { readonly whole: Whole }) => {
  const { t } = useTranslation();
  const words = useDraftText(whole);
  const uploads = useUploads(whole);
  const [unfinished, count] = useUnfinished(whole.reference);
  const files = filesOf(whole.items, uploads);
  const arrived = files.filter(hasArrived).length;
  const refused = files.filter((file) => file.travelling?.at === "refused").length;
  const total = files.length - refused;
  const missing = useMissing({ text: words.text, total, coming: total - arrived, refused, unfinished });
  useSavedLine(words.saving);
  return (
    <>
      <p className="crumb">
        <Link to="/d/submissions">{t("d.one.crumb")}</Link> / {t("d.draft.crumb")}{" "}
        <bdi dir="ltr" className="mono">
          {whole.reference}
        </bdi>
      </p>
      <h1 tabIndex={-1}>
        {whole.supplements === null ? t("d.draft.newTitle") : t("d.mine.supplement", { reference: whole.supplements })}
      </h1>
      <Answers
        stands={
          total === 0
            ? t("d.draft.standsEmpty")
            : t("d.draft.stands", { count: total, arrived: arrived.toLocaleString("en"), total: total.toLocaleString("en") })
        }
        standsMore={t("d.draft.onlyMission")}
        missing={missing.map((one) => (
          <Status key={one.key} tone={one.tone}>
            <a href={one.to}>{one.says}</a>
          </Status>
        ))}
        can={t(missing.length === 0 ? "d.draft.canSealNow" : total === 0 ? "d.draft.canBegin" : "d.draft.canFill")}
      />
      <section id="what">
        <h2>{t("d.draft.what")}</h2>
        <Words {...words} regime={whole.regime} />
      </section>
      <section id="files">
        <h2>
          {t("d.draft.files")} <span className="aside">{t("d.draft.hashed")}</span>
        </h2>
        <Files whole={whole} uploads={uploads} onDescribed={count} />
      </section>
      <section id="handling">
        <h2>
          {t("d.draft.handling")} <span className="aside">{t("d.draft.youDecide")}</span>
        </h2>
        <HandlingChoice handling={words.text.handling} onChange={(handling) => words.change({ handling })} />
      </section>
      <section id="seal">
        <h2>{t("d.draft.before")}</h2>
        <Seal
          whole={whole}
          missing={missing}
          saved={words.saving.at === "saved"}
          save={words.save}
          noteVerbale={words.text.noteVerbale}
          allArrived={total > 0 && total === arrived}
          undated={undatedIn(whole.items)}
        />
      </section>
      <Dock missing={missing.length} />
    </>
  );
};

export interface MissingRow {
  readonly key: string;
  readonly tone: "gap" | "stop";
  readonly says: string;
  readonly to: string;
}
interface Counted {
  readonly text: DraftText;
  readonly total: number;
  /** Files that have not arrived. */
  readonly coming: number;
  readonly refused: number;
  /** Descriptions that are on this device only, because something in them is missing. */
  readonly unfinished: number;
}

/** What stands between the draft and its seal, most blocking first. */
const useMissing = ({ text: { title, noteVerbale }, total, coming, refused, unfinished }: Counted): readonly MissingRow[] => {
  const { t } = useTranslation();
  const number = useNumber();
  const rows: (MissingRow | false)[] = [
    total === 0 && { key: "none", tone: "gap", says: t("d.draft.noFiles"), to: "#files" },
    coming > 0 && {
      key: "coming",
      tone: "gap",
      says: t("d.draft.filesMissing", { count: coming, number: number(coming, "first") }),
      to: "#files",
    },
    refused > 0 && {
      key: "refused",
      tone: "stop",
      says: t("d.draft.filesRefused", { count: refused, number: number(refused, "first") }),
      to: "#files",
    },
    (title.trim() === "" || title.length > MAX_TITLE) && {
      key: "title",
      tone: "gap",
      says: t(title.trim() === "" ? "d.draft.titleMissing" : "d.draft.titleLong"),
      to: "#what",
    },
    noteVerbale.length > MAX_NOTE && { key: "note", tone: "gap", says: t("d.draft.noteLong"), to: "#what" },
    unfinished > 0 && {
      key: "unfinished",
      tone: "gap",
      says: t("d.draft.unfinished", { count: unfinished, number: number(unfinished, "first") }),
      to: "#files",
    },
  ];
  return rows.filter((row) => row !== false);
};

/** At 390 the foot says how much is missing and leads there; elsewhere the answers are in sight. */
const Dock = ({ missing }: { readonly missing: number }) => {
  const { t } = useTranslation();
  return (
    <div className="dock">
      <Status tone={missing === 0 ? "met" : "gap"}>{t("d.draft.dock", { count: missing })}</Status>
      <a className="btn sm" href="#seal">
        {t(missing === 0 ? "d.draft.dockSeal" : "d.draft.dockTo")}
      </a>
    </div>
  );
};

const PICTURES = new Set<string>(["photograph", "satellite-image", "video"]);
/** Pictures of which nobody has said when they were taken. */
const undatedIn = (items: readonly Item[]): number =>
  items.filter(
    ({ kind, metadata }) => PICTURES.has(kind) && metadata["date"] === undefined && metadata["acquiredFrom"] === undefined,
  ).length;

/** How many descriptions of this draft are kept on the device only; and the way to count again. */
const useUnfinished = (reference: string): readonly [number, () => void] => {
  const [unfinished, set] = useState(() => keptUnder(`describe/${reference}/`));
  const count = useCallback(() => set(keptUnder(`describe/${reference}/`)), [reference]);
  return [unfinished, count];
};

const Words = ({
  text,
  saving,
  change,
  keepMine,
  takeTheirs,
  save,
  regime,
}: ReturnType<typeof useDraftText> & { readonly regime: string }) => {
  const { t } = useTranslation();
  const tooLong = text.title.length > MAX_TITLE;
  return (
    <>
      {saving.at === "changed" ? (
        <Note tone="gap" role="alert">
          <p>
            <Status tone="gap">{t("d.draft.changed")}</Status>
          </p>
          <p className="muted">
            {t("d.draft.other", {
              text: `${saving.theirs.title}${saving.theirs.noteVerbale === "" ? "" : `, ${saving.theirs.noteVerbale}`}`,
            })}
          </p>
          {sameHandling(saving.theirs.handling, text.handling) ? null : (
            <>
              <p className="muted">{t("d.draft.otherHandling")}</p>
              <HandlingLine handling={saving.theirs.handling} />
            </>
          )}
          <div className="btns">
            <Button small onClick={keepMine}>
              {t("d.draft.keepMine")}
            </Button>
            <Button small look="quiet" onClick={takeTheirs}>
              {t("d.draft.takeTheirs")}
            </Button>
          </div>
        </Note>
      ) : null}
      <TextField
        label={t("d.draft.title")}
        dir="auto"
        value={text.title}
        onChange={(event) => change({ title: event.target.value })}
        {...(tooLong ? { fault: t("d.draft.tooLong", { max: MAX_TITLE, given: text.title.length }) } : {})}
      />
      <div className="half fields">
        <div className="field">
          <p className="fl">{t("d.draft.regime")}</p>
          <p>{committeeOf(regime)}</p>
        </div>
        <TextField
          label={t("d.draft.noteVerbale")}
          hint={t("d.draft.noteHint")}
          dir="auto"
          value={text.noteVerbale}
          fault={
            text.noteVerbale.length > MAX_NOTE
              ? t("d.draft.tooLong", { max: MAX_NOTE, given: text.noteVerbale.length })
              : undefined
          }
          onChange={(event) => change({ noteVerbale: event.target.value })}
        />
      </div>
      {saving.at === "unsaved" && saving.error !== undefined ? <Fault error={saving.error} onAgain={() => void save()} /> : null}
    </>
  );
};

/** "Draft saved 09:12", at the end of the clock line. */
const useSavedLine = (saving: Saving): void => {
  const { t } = useTranslation();
  const [at, setAt] = useState<string>();
  useEffect(() => {
    if (saving.at === "saved") setAt(new Date().toISOString());
  }, [saving.at]);
  useEffect(() => {
    const says =
      saving.at === "saved"
        ? at === undefined
          ? undefined
          : t("d.draft.saved", { at: `${clockOf(at)} UTC` })
        : t(saving.at === "saving" ? "d.draft.saving" : "d.draft.unsaved");
    setClockEnd(
      says === undefined ? undefined : (
        <>
          <Icon name={saving.at === "saved" ? "tick" : "idle"} /> {says}
        </>
      ),
    );
    return () => setClockEnd(undefined);
  }, [saving.at, at, t]);
};
