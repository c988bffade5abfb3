import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useAct } from "#web/api/hooks.ts";
import { Button } from "#web/patterns/button.tsx";
import { useSize, useSpan } from "#web/patterns/measures.ts";
import { Fault } from "#web/patterns/states.tsx";
import { clockOf } from "#web/patterns/time.tsx";
import { UploadRow, type UploadState } from "#web/patterns/upload-row.tsx";
import { useRefusal } from "#web/patterns/words-of.ts";
import { useOwnState } from "#web/shell/me.ts";
import type { Item, Whole } from "./answers.ts";
import { Describe } from "./describe.tsx";
import { Drop } from "./upload/drop.tsx";
import type { Travelling } from "./upload/engine.ts";
import type { OnTheirWay } from "./upload/use-uploads.ts";

/** Rows drawn at once: ten thousand files are a list, not a page. */
const PAGE = 50;

/** The files of a draft: those on their way first, then those that arrived, each with its description. */
export const Files = ({ whole, uploads }: { readonly whole: Whole; readonly uploads: OnTheirWay }) => {
  const { t } = useTranslation();
  const [shown, show] = useState(PAGE);
  const arrived = whole.items.filter((item) => item.status !== "expected");
  const travelling = uploads.files.toSorted((one, other) => Number(needsPerson(other)) - Number(needsPerson(one)));
  const hidden = travelling.length + arrived.length - shown;
  return (
    <>
      <Drop onFiles={(files) => uploads.uploads.add(files)} />
      {travelling.length > 0 ? <Total uploads={uploads} /> : null}
      <ul className="files">
        {travelling.slice(0, shown).map((file) => (
          <Row
            key={file.local}
            file={file}
            uploads={uploads}
            item={whole.items.find((item) => item.id === file.item)}
            reference={whole.reference}
          />
        ))}
        {arrived.slice(0, Math.max(0, shown - travelling.length)).map((item) => (
          <Arrived key={item.id} item={item} reference={whole.reference} />
        ))}
      </ul>
      {hidden > 0 ? (
        <div className="btns spaced">
          <Button small onClick={() => show(shown + PAGE * 4)}>
            {t("d.draft.moreFiles", { count: hidden })}
          </Button>
        </div>
      ) : null}
    </>
  );
};

const needsPerson = (file: Travelling): boolean =>
  ["refused", "differs", "unreadable", "reselect", "lost", "paused"].includes(file.at);

const Total = ({ uploads }: { readonly uploads: OnTheirWay }) => {
  const { t } = useTranslation();
  const size = useSize();
  const span = useSpan();
  const { perSecond, sent, total } = uploads.rate();
  const percent = total === 0 ? 0 : Math.floor((sent / total) * 100);
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
        {perSecond === undefined || perSecond < 1
          ? null
          : `. ${t("d.draft.rate", { rate: size(perSecond), left: span((total - sent) / perSecond) })}`}
      </p>
    </div>
  );
};

const Row = ({
  file,
  uploads,
  item,
  reference,
}: {
  readonly file: Travelling;
  readonly uploads: OnTheirWay;
  readonly item: Item | undefined;
  readonly reference: string;
}) => {
  const { t } = useTranslation();
  const stateOf = useUploadState();
  const [error, fail] = useState<unknown>(null);
  const { uploads: engine } = uploads;
  const remove = () => engine.remove(file.local).catch(fail);
  return (
    <UploadRow
      name={file.name}
      kind={t(`evidence.${item?.kind ?? file.kind}`)}
      bytes={file.bytes}
      sha256={file.sha256}
      state={stateOf(file, uploads)}
      acts={{
        onPause: () => engine.pause(file.local),
        onResume: () => engine.resume(file.local),
        onRemove: () => void remove(),
        choose: <ChooseAgain file={file} uploads={uploads} />,
      }}
    >
      {error === null ? null : <Fault error={error} onAgain={() => void remove()} />}
      {item === undefined ? null : <Describe item={item} reference={reference} />}
    </UploadRow>
  );
};

const Arrived = ({ item, reference }: { readonly item: Item; readonly reference: string }) => {
  const { t } = useTranslation();
  const state = useOwnState();
  const remove = useAct("remove-item");
  const act = () => remove.mutate({ state, reference, item: item.id });
  return (
    <UploadRow
      name={item.name}
      kind={t(`evidence.${item.kind}`)}
      bytes={item.bytes}
      sha256={item.sha256}
      state={{ at: "arrived" }}
      acts={{ onRemove: act }}
    >
      {item.bytes === 0 ? <p className="sub">{t("d.file.zero")}</p> : null}
      {remove.error === null ? null : <Fault error={remove.error} onAgain={act} />}
      <Describe item={item} reference={reference} />
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
        return { at: "lost", done, since: `${clockOf(file.since ?? new Date().toISOString())} UTC` };
      case "reselect":
        return { at: "reselect", done };
      case "arrived":
        return { at: "arrived" };
      case "differs":
        return {
          at: "held",
          why: <Held says={t("d.file.differs")} more={t("d.file.differsSays")} />,
          acts: <ChooseAgain file={file} uploads={uploads} />,
        };
      case "unreadable":
        return {
          at: "held",
          why: <Held says={t("d.file.unreadable")} more={t("d.file.unreadableSays")} />,
          acts: <ChooseAgain file={file} uploads={uploads} />,
        };
      case "refused":
        return {
          at: "held",
          why: (
            <Held
              says={file.refusal === undefined ? t("d.file.refused", { type: file.mediaType }) : words(file.refusal)}
              more={t("d.file.refusedSays")}
            />
          ),
        };
    }
  };
};

const Held = ({ says, more }: { readonly says: string; readonly more: string }) => (
  <>
    <p>
      <b>{says}</b>
    </p>
    <p>{more}</p>
  </>
);

const timeLeft = (file: Travelling, uploads: OnTheirWay): { readonly secondsLeft?: number } => {
  const { perSecond } = uploads.rate();
  const at = uploads.files.filter((one) => one.at === "sending").length;
  return perSecond === undefined || perSecond < 1 ? {} : { secondsLeft: ((file.bytes - file.done) * at) / perSecond };
};
