import { type ReactNode, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "#web/patterns/button.tsx";
import { Fault } from "#web/patterns/states.tsx";
import { clockOf } from "#web/patterns/time.tsx";
import { UploadRow, type UploadState } from "#web/patterns/upload-row.tsx";
import { useRefusal } from "#web/patterns/words-of.ts";
import { Describe } from "./describe.tsx";
import { type FileInDraft, hasArrived } from "./files-of.ts";
import type { Travelling } from "./upload/engine.ts";
import type { OnTheirWay } from "./upload/use-uploads.ts";

interface Props {
  readonly file: FileInDraft<Travelling>;
  readonly uploads: OnTheirWay;
  readonly reference: string;
  /** Told the row that is to have the focus. */
  readonly onRemoved: (neighbour: Element | null) => void;
  readonly onDescribed: () => void;
}

/** One file from the choice to its arrival: the same row throughout, so that nothing that is being written in it is lost. */
export const FileRow = ({ file, uploads, reference, onRemoved, onDescribed }: Props) => {
  const { t } = useTranslation();
  const stateOf = useUploadState();
  const mark = useRef<HTMLSpanElement>(null);
  const [failed, fail] = useState<unknown>(null);
  const { uploads: engine } = uploads;
  const { item, travelling } = file;
  const known = travelling ?? item;
  if (known === undefined) return null;
  const remove = async () => {
    const row = mark.current?.closest("li");
    const neighbour = row?.nextElementSibling ?? row?.previousElementSibling ?? null;
    try {
      await engine.remove({ local: travelling?.local, item: item?.id });
      onRemoved(neighbour);
    } catch (error) {
      fail(error);
    }
  };
  return (
    <UploadRow
      name={known.name}
      kind={t(`evidence.${item?.kind ?? known.kind}`)}
      bytes={known.bytes}
      sha256={known.sha256}
      state={travelling === undefined ? { at: hasArrived(file) ? "arrived" : "waiting" } : stateOf(travelling, uploads)}
      acts={{
        ...(travelling === undefined
          ? {}
          : {
              onPause: () => engine.pause(travelling.local),
              onResume: () => engine.resume(travelling.local),
              choose: <ChooseAgain file={travelling} uploads={uploads} />,
            }),
        onRemove: () => void remove(),
      }}
    >
      <span ref={mark} hidden />
      {known.bytes === 0 && travelling?.at !== "refused" ? <p className="sub zero">{t("d.file.zero")}</p> : null}
      {failed === null ? null : <Fault error={failed} onAgain={() => void remove()} />}
      {item === undefined ? null : <Describe item={item} reference={reference} onKept={onDescribed} />}
    </UploadRow>
  );
};

/** The file again: through a handle where the browser kept one, else by choosing it. */
const ChooseAgain = ({ file, uploads }: { readonly file: Travelling; readonly uploads: OnTheirWay }) => {
  const { t } = useTranslation();
  if (file.handle !== undefined)
    return (
      <Button small onClick={() => uploads.uploads.resume(file.local)} aria-label={`${t("d.file.reopen")}: ${file.name}`}>
        {t("d.file.reopen")}
      </Button>
    );
  return (
    <label className="btn sm filebutton">
      {t("upload.choose")}
      <input
        type="file"
        aria-label={`${t("upload.choose")}: ${file.name}`}
        onChange={(event) => {
          const chosen = event.target.files?.[0];
          event.target.value = "";
          if (chosen !== undefined) void uploads.uploads.give(file.local, chosen);
        }}
      />
    </label>
  );
};

/** What the row shows for where the file is. */
const useUploadState = (): ((file: Travelling, uploads: OnTheirWay) => UploadState) => {
  const { t } = useTranslation();
  const words = useRefusal();
  const lost = ({ since, why, refusal }: Travelling): string => {
    const at = `${clockOf(since ?? new Date().toISOString())} UTC`;
    if (refusal !== undefined) return words(refusal);
    return why === undefined || why === "line" ? t("upload.lost", { at }) : t(`d.file.${why}`, { at });
  };
  return (file, uploads) => {
    const { done } = file;
    switch (file.at) {
      case "waiting":
      case "described":
        return { at: "waiting" };
      case "hashing":
        return { at: "hashing", done };
      case "sending":
        return { at: "sending", done, ...timeLeft(file, uploads) };
      case "paused":
        return { at: "paused", done };
      case "lost":
        return { at: "lost", done, says: lost(file) };
      case "reselect":
        return file.has === undefined ? { at: "reselect" } : { at: "reselect", done };
      case "arrived":
        return { at: "arrived" };
      case "differs":
        return held(t("d.file.differs"), t("d.file.differsSays"), <ChooseAgain file={file} uploads={uploads} />);
      case "unreadable":
        return held(t("d.file.unreadable"), t("d.file.unreadableSays"), <ChooseAgain file={file} uploads={uploads} />);
      case "refused":
        return held(
          file.refusal === undefined ? t("d.file.refused", { type: file.mediaType }) : words(file.refusal),
          t("d.file.refusedSays"),
        );
    }
  };
};

const held = (says: string, more: string, acts?: ReactNode): UploadState => ({
  at: "held",
  why: (
    <>
      <p>
        <b>{says}</b>
      </p>
      <p>{more}</p>
    </>
  ),
  ...(acts === undefined ? {} : { acts }),
});

/** Said only where it means something: as long as the rate is known, and less than a day. */
const timeLeft = (file: Travelling, { files, uploads }: OnTheirWay): { readonly secondsLeft?: number } => {
  const perSecond = uploads.perSecond();
  if (perSecond === undefined || file.done === 0 || file.done >= file.bytes) return {};
  const at = files.filter((one) => one.at === "sending").length;
  const secondsLeft = ((file.bytes - file.done) * at) / perSecond;
  return secondsLeft < 86_400 ? { secondsLeft } : {};
};
