import { type DragEvent, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "#web/patterns/button.tsx";
import { Icon } from "#web/patterns/icons.tsx";
import { chosenFrom, pickFiles } from "./chosen.ts";
import type { Chosen } from "./engine.ts";

/** Where files and folders are dropped; each way of dragging also has a button. */
export const Drop = ({ onFiles }: { readonly onFiles: (files: readonly Chosen[]) => void }) => {
  const { t } = useTranslation();
  const [over, setOver] = useState(false);
  const files = useRef<HTMLInputElement>(null);
  const folder = useRef<HTMLInputElement>(null);
  const dropped = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    void chosenFrom(event.dataTransfer).then((chosen) => (chosen.length > 0 ? onFiles(chosen) : undefined));
  };
  const pick = async () => {
    const chosen = await pickFiles();
    if (chosen === undefined) files.current?.click();
    else if (chosen.length > 0) onFiles(chosen);
  };
  const given = (input: HTMLInputElement) => {
    const chosen = [...(input.files ?? [])].map((file) => ({ file }));
    input.value = "";
    if (chosen.length > 0) onFiles(chosen);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is an addition; the buttons inside do the same
    <div
      className={over ? "drop over" : "drop"}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={dropped}
    >
      <p>
        <b>{t("d.draft.drop")}</b> {t("d.draft.dropOr")}
      </p>
      <div className="btns">
        <Button small onClick={() => void pick()}>
          <Icon name="up" />
          {t("d.draft.chooseFiles")}
        </Button>
        <Button small look="quiet" onClick={() => folder.current?.click()}>
          {t("d.draft.chooseFolder")}
        </Button>
        <input
          ref={files}
          className="filefield"
          type="file"
          multiple
          tabIndex={-1}
          aria-label={t("d.draft.chooseFiles")}
          onChange={(event) => given(event.target)}
        />
        <input
          ref={folder}
          className="folderfield"
          type="file"
          multiple
          tabIndex={-1}
          aria-label={t("d.draft.chooseFolder")}
          webkitdirectory=""
          onChange={(event) => given(event.target)}
        />
      </div>
    </div>
  );
};
