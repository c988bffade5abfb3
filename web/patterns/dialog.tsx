import { type ReactNode, useEffect, useId, useRef } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "./button.tsx";

interface Props {
  readonly title: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
  /** The act; the way back is always beside it. */
  readonly act?: ReactNode;
  readonly closeLabel?: string;
}

/** A dialog of the browser's own: focus is held inside, Esc closes and never discards, focus returns to where it was. */
export const Dialog = ({ title, onClose, children, act, closeLabel }: Props) => {
  const { t } = useTranslation();
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  useEffect(() => {
    const before = document.activeElement;
    dialog.current?.showModal();
    return () => {
      // What opened it may be gone with what was done: the screen's heading then takes over.
      if (before instanceof HTMLElement && before.isConnected) before.focus();
      else document.querySelector<HTMLElement>("#main h1")?.focus();
    };
  }, []);
  return (
    <dialog ref={dialog} className="dialog" aria-labelledby={id} onClose={onClose} onCancel={onClose}>
      <h2 id={id}>{title}</h2>
      <div className="dialogbody">{children}</div>
      <div className="btns">
        {act}
        <Button look="quiet" onClick={() => dialog.current?.close()}>
          {closeLabel ?? t("shell.close")}
        </Button>
      </div>
    </dialog>
  );
};
