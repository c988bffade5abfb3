import { type ReactNode, useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "./button.tsx";
import { Hash } from "./hash.tsx";
import { Icon } from "./icons.tsx";
import { useSize, useSpan } from "./measures.ts";
import { FileName } from "./name.tsx";
import { Status } from "./status.tsx";

export type UploadState =
  | { readonly at: "waiting" }
  | { readonly at: "hashing"; readonly done: number }
  | { readonly at: "sending"; readonly done: number; readonly secondsLeft?: number }
  | { readonly at: "paused"; readonly done: number }
  | { readonly at: "lost"; readonly done: number; readonly says: string }
  /** `done` is left out where this device does not know what has arrived. */
  | { readonly at: "reselect"; readonly done?: number }
  | { readonly at: "arrived" }
  | { readonly at: "held"; readonly why: ReactNode; readonly acts?: ReactNode };

interface Acts {
  readonly onPause?: () => void;
  readonly onResume?: () => void;
  readonly onRemove?: () => void;
  readonly choose?: ReactNode;
}
interface Props {
  readonly name: string;
  /** "Satellite image" */
  readonly kind: ReactNode;
  readonly bytes: number;
  readonly sha256?: string | undefined;
  readonly state: UploadState;
  readonly acts?: Acts;
  /** What is asked about the file, below its line. */
  readonly children?: ReactNode;
}

/** One file on its way. A reload finds the same list. */
export const UploadRow = ({ name, kind, bytes, sha256, state, acts = {}, children }: Props) => {
  const { t } = useTranslation();
  const size = useSize();
  const kept = useKeptFocus();
  return (
    <li {...kept}>
      <div>
        <p className="name">
          <FileName>{name}</FileName>
        </p>
        <p className="sub">
          {kind} · {size(bytes)}
          {sha256 === undefined ? null : (
            <>
              {" "}
              · <Hash value={sha256} />
            </>
          )}
        </p>
        <Progress name={name} bytes={bytes} state={state} />
      </div>
      <div>
        {state.at === "arrived" ? <Status tone="met">{t("upload.arrived")}</Status> : null}
        {state.at === "held" ? <Status tone="stop">{t("upload.held")}</Status> : null}
        {state.at === "waiting" ? <Status tone="idle">{t("upload.waiting")}</Status> : null}
        <div className="btns">
          <Toggle name={name} at={state.at} acts={acts} />
          {state.at === "reselect" ? acts.choose : null}
          {acts.onRemove === undefined ? null : (
            <Button small look="quiet" onClick={acts.onRemove} aria-label={`${t("upload.remove")}: ${name}`}>
              {t("upload.remove")}
            </Button>
          )}
        </div>
      </div>
      {state.at === "held" ? (
        <div className="note stop">
          <div>{state.why}</div>
          {state.acts === undefined ? null : <div className="btns">{state.acts}</div>}
        </div>
      ) : null}
      {children}
    </li>
  );
};

/** A button that goes with the file's state (its Pause, when it has arrived) hands its focus to the next one of the row. */
const useKeptFocus = () => {
  const row = useRef<HTMLLIElement>(null);
  const inside = useRef(false);
  useEffect(() => {
    if (inside.current && document.activeElement === document.body)
      row.current?.querySelector<HTMLElement>("button, input")?.focus();
  });
  const onFocus = () => {
    inside.current = true;
  };
  const onBlur = () => {
    inside.current = false;
  };
  return { ref: row, onFocus, onBlur };
};

/** Pause and Resume are one button: who presses it keeps the focus. */
const Toggle = ({ name, at, acts }: { readonly name: string; readonly at: UploadState["at"]; readonly acts: Acts }) => {
  const { t } = useTranslation();
  const going = at === "sending" || at === "hashing" || at === "waiting";
  const act = going ? acts.onPause : at === "paused" || at === "lost" ? acts.onResume : undefined;
  if (act === undefined) return null;
  const words = t(going ? "upload.pause" : "upload.resume");
  return (
    <Button small onClick={act} aria-label={`${words}: ${name}`}>
      <Icon name={going ? "pause" : "play"} />
      {words}
    </Button>
  );
};

const Progress = ({ name, bytes, state }: { readonly name: string; readonly bytes: number; readonly state: UploadState }) => {
  const { t } = useTranslation();
  const size = useSize();
  const span = useSpan();
  if (!("done" in state) || state.done === undefined)
    return state.at === "reselect" ? <p className="sub">{t("upload.reselect")}</p> : null;
  const percent = bytes === 0 ? 100 : Math.floor((state.done / bytes) * 100);
  const held = state.at !== "sending" && state.at !== "hashing";
  return (
    <>
      <div
        className={held ? "prog held" : "prog"}
        role="progressbar"
        aria-label={name}
        aria-valuenow={percent}
        aria-valuemin={0}
        aria-valuemax={100}
      >
        <i style={{ width: `${percent}%` }} />
      </div>
      <p className="sub">
        {state.at === "hashing" ? `${t("upload.hashing")}: ` : null}
        {t("upload.progress", { sent: size(state.done), total: size(bytes), percent })}
        {state.at === "sending" && state.secondsLeft !== undefined
          ? `. ${t("upload.left", { left: span(state.secondsLeft) })}`
          : null}
        {state.at === "paused" ? `. ${t("upload.paused")}` : null}
        {state.at === "lost" ? `. ${state.says}` : null}
        {state.at === "reselect" ? `. ${t("upload.reselect")}` : null}
      </p>
    </>
  );
};
