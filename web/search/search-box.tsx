import { useRouter } from "@tanstack/react-router";
import { type KeyboardEvent, useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { Dialog } from "#web/patterns/dialog.tsx";
import { Fault } from "#web/patterns/states.tsx";
import { found } from "./found.ts";
import { useFindable } from "./lists.ts";
import "./search.css";

/** What `/` opens: finds by reference, title, vessel and IMO number among what the person may see. Arrows choose, Enter opens. */
export const SearchBox = ({ onClose }: { readonly onClose: () => void }) => {
  const { t } = useTranslation();
  const router = useRouter();
  const id = useId();
  const [sought, seek] = useState("");
  const [at, move] = useState(0);
  const { all, reading, error, again } = useFindable();
  const hits = found(all, sought);
  const chosen = Math.min(at, hits.length - 1);
  const go = (to: string) => {
    onClose();
    router.history.push(to);
  };
  const byKey = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined && hits.length > 0) move((chosen + step + hits.length) % hits.length);
    else if (event.key === "Enter" && hits[chosen] !== undefined) go(hits[chosen].to);
    else return;
    event.preventDefault();
  };
  const says =
    sought.trim() === ""
      ? t("search.what")
      : hits.length > 0
        ? t("search.found", { count: hits.length })
        : reading
          ? ""
          : t("search.nothing", { sought });
  return (
    <Dialog title={t("search.title")} onClose={onClose}>
      <div className="field">
        <label htmlFor={id}>{t("search.label")}</label>
        <input
          id={id}
          type="search"
          role="combobox"
          aria-expanded={hits.length > 0}
          aria-controls={`${id}-l`}
          aria-autocomplete="list"
          aria-activedescendant={hits[chosen] === undefined ? undefined : `${id}-${chosen}`}
          autoFocus
          value={sought}
          onKeyDown={byKey}
          onChange={({ target }) => {
            seek(target.value);
            move(0);
          }}
        />
      </div>
      <p className="help" role="status">
        {says} {reading ? t("search.reading") : ""}
      </p>
      {error === null ? null : <Fault error={error} reading onAgain={() => void again()} />}
      <div role="listbox" id={`${id}-l`} aria-label={t("search.results")} className="hits">
        {hits.map((one, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are the field's, as in every combobox
          <div
            key={one.key}
            id={`${id}-${index}`}
            role="option"
            tabIndex={-1}
            aria-selected={index === chosen}
            onClick={() => go(one.to)}
          >
            <span className="mono">{one.reference}</span> {one.title}{" "}
            <span className="muted">{t(`search.kind.${one.kind}`)}</span>
          </div>
        ))}
      </div>
    </Dialog>
  );
};
