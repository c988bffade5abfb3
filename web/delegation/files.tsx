import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { SUBMISSION_FILES } from "#shared/domain/limits.ts";
import { Button } from "#web/patterns/button.tsx";
import { useSize, useSpan } from "#web/patterns/measures.ts";
import { Note, Status } from "#web/patterns/status.tsx";
import { announce } from "#web/shell/live.ts";
import type { Whole } from "./answers.ts";
import { FileRow } from "./file-row.tsx";
import { type FileInDraft, filesOf, needsPerson } from "./files-of.ts";
import { Drop } from "./upload/drop.tsx";
import type { Travelling } from "./upload/engine.ts";
import type { OnTheirWay } from "./upload/use-uploads.ts";

/** Rows drawn at once: ten thousand files are a list, not a page. */
const PAGE = 50;

interface Props {
  readonly whole: Whole;
  readonly uploads: OnTheirWay;
  /** A description was begun, saved or given up. */
  readonly onDescribed: () => void;
}

/** The files of a draft in the order they were given, each with where it is and its description. */
export const Files = ({ whole, uploads, onDescribed }: Props) => {
  const { t } = useTranslation();
  const [shown, show] = useState(PAGE);
  const list = useRef<HTMLUListElement>(null);
  const files = filesOf(whole.items, uploads);
  // A long list begins with what waits for a person; a short one keeps its order, so that no row moves under the hand.
  const rows =
    files.length <= PAGE ? files : files.toSorted((one, other) => Number(needsPerson(other)) - Number(needsPerson(one)));
  const beyond = uploads.uploads.beyond();
  /** The row that follows takes the focus of one that is removed; else the way to choose more. */
  const removed = (neighbour: Element | null) => {
    const next = neighbour ?? list.current?.parentElement?.querySelector(".drop");
    next?.querySelector("button")?.focus();
  };
  return (
    <>
      <Drop onFiles={(chosen) => uploads.uploads.add(chosen)} />
      {beyond === 0 ? null : (
        <Note tone="gap" role="alert">
          <p>
            <Status tone="gap">{t("d.draft.beyond", { count: beyond, most: SUBMISSION_FILES.toLocaleString("en") })}</Status>
          </p>
          <p className="muted">{t("d.draft.beyondSays")}</p>
        </Note>
      )}
      {uploads.files.some((file) => file.at !== "refused" && file.at !== "arrived") ? (
        <Total files={files} uploads={uploads} />
      ) : null}
      <ul className="files" ref={list}>
        {rows.slice(0, shown).map((file) => (
          <FileRow
            key={file.key}
            file={file}
            uploads={uploads}
            reference={whole.reference}
            onRemoved={removed}
            onDescribed={onDescribed}
          />
        ))}
      </ul>
      {rows.length > shown ? (
        <div className="btns spaced">
          <Button small onClick={() => show(shown + PAGE * 4)}>
            {t("d.draft.moreFiles", { number: (rows.length - shown).toLocaleString("en") })}
          </Button>
        </div>
      ) : null}
    </>
  );
};

const Total = ({ files, uploads }: { readonly files: readonly FileInDraft<Travelling>[]; readonly uploads: OnTheirWay }) => {
  const { t } = useTranslation();
  const size = useSize();
  const span = useSpan();
  const taken = files.filter((file) => file.travelling?.at !== "refused");
  const total = taken.reduce((sum, file) => sum + file.bytes, 0);
  const sent = taken.reduce((sum, file) => sum + file.sent, 0);
  const percent = total === 0 ? 0 : Math.floor((sent / total) * 100);
  const perSecond = uploads.uploads.perSecond();
  const quarter = Math.floor(percent / 25) * 25;
  useEffect(() => {
    if (quarter > 0) announce(t("upload.announce", { name: t("d.draft.total"), percent: quarter }));
  }, [quarter, t]);
  return (
    <div className="total">
      <p className="label">{t("d.draft.total")}</p>
      <div
        className="prog"
        role="progressbar"
        aria-label={t("d.draft.total")}
        aria-valuenow={percent}
        aria-valuemin={0}
        aria-valuemax={100}
      >
        <i style={{ width: `${percent}%` }} />
      </div>
      <p className="sub">
        {t("upload.progress", { sent: size(sent), total: size(total), percent })}
        {perSecond === undefined
          ? null
          : `. ${t("d.draft.rate", { rate: size(perSecond), left: span((total - sent) / perSecond) })}`}
      </p>
    </div>
  );
};
