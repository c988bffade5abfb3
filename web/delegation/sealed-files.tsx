import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useAct } from "#web/api/hooks.ts";
import { Button } from "#web/patterns/button.tsx";
import { Hash } from "#web/patterns/hash.tsx";
import { useSize } from "#web/patterns/measures.ts";
import { FileName } from "#web/patterns/name.tsx";
import { Fault } from "#web/patterns/states.tsx";
import { useOwnState } from "#web/shell/me.ts";
import type { Item, Whole } from "./answers.ts";
import { FileStatus, useHeld } from "./status.tsx";
import "./delegation.css";

/** The files as they were sealed: what was registered, what was held back, why, and how to mend it. */
export const FilesOf = ({ whole }: { readonly whole: Whole }) => {
  const { t } = useTranslation();
  const [shown, show] = useState(50);
  return (
    <section id="files">
      <h2>
        {t("d.one.files")} <span className="aside">{t("d.one.weHold")}</span>
      </h2>
      <table className="stack held">
        <thead>
          <tr>
            <th scope="col">{t("d.one.file")}</th>
            <th scope="col">SHA-256</th>
            <th scope="col">{t("d.one.state")}</th>
          </tr>
        </thead>
        <tbody>
          {whole.items.slice(0, shown).map((item) => (
            <FileRow key={item.id} item={item} reference={whole.reference} />
          ))}
        </tbody>
      </table>
      {whole.items.length > shown ? (
        <div className="btns spaced">
          <Button small onClick={() => show(shown + 200)}>
            {t("d.draft.moreFiles", { number: (whole.items.length - shown).toLocaleString("en") })}
          </Button>
        </div>
      ) : null}
    </section>
  );
};

const FileRow = ({ item, reference }: { readonly item: Item; readonly reference: string }) => {
  const { t } = useTranslation();
  const size = useSize();
  const heldWords = useHeld();
  const state = useOwnState();
  const open = useAct<"open-item", { readonly url: string }>("open-item");
  const act = () => open.mutate({ state, reference, item: item.id }, { onSuccess: ({ url }) => window.location.assign(url) });
  return (
    <tr>
      <td>
        <FileName>{item.name}</FileName>
        <br />
        <span className="muted">
          {t(`evidence.${item.kind}`)} · {size(item.bytes)}
        </span>
      </td>
      <td data-l="SHA-256">
        <Hash value={item.sha256} copy />
      </td>
      <td data-l={t("d.one.state")}>
        <FileStatus status={item.status} />
        {item.status === "quarantined" ? (
          <p className="muted">
            {heldWords(item)} {t("d.held.mend")}{" "}
            <Link to={`/d/submissions/new?supplements=${reference}`}>{t("d.one.supplement")}</Link>
          </p>
        ) : (
          <p className="muted">
            <Button small look="quiet" busy={open.isPending} onClick={act} aria-label={`${t("d.one.open")}: ${item.name}`}>
              {t("d.one.open")}
            </Button>{" "}
            {t("d.one.openSays")}
          </p>
        )}
        {open.error === null ? null : <Fault error={open.error} onAgain={act} />}
      </td>
    </tr>
  );
};
