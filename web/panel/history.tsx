import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { useAll } from "#web/api/hooks.ts";
import { useFirst } from "#web/patterns/first.tsx";
import { Hash } from "#web/patterns/hash.tsx";
import { Read } from "#web/patterns/states.tsx";
import { ShortMoment } from "#web/patterns/time.tsx";
import type { SeenCase } from "./case-seen.ts";
import { useExpertName } from "./people.ts";

interface Entry {
  readonly id: string;
  readonly event: string;
  readonly actor: string;
  readonly at: string;
  readonly commitment: string;
  readonly data?: Readonly<Record<string, unknown>>;
}
const SHOWN = 12;

/** The record of the case, newest first; each entry with its commitment in the log. Read again when the case is another than before. */
export const History = ({ file }: { readonly file: SeenCase }) => {
  const { t } = useTranslation();
  const entries = useAll<Entry>("get-history", { case: file.case }, { live: false });
  const { refetch } = entries;
  // The case is read every few seconds and keeps its identity while nothing changes; its history may be forty pages.
  const read = useRef(file);
  useEffect(() => {
    if (read.current === file) return;
    read.current = file;
    void refetch();
  }, [file, refetch]);
  return (
    <section id="history">
      <h2>{t("panel.history.title")}</h2>
      <Read from={entries}>{(rows) => <Entries rows={rows} file={file} />}</Read>
    </section>
  );
};

const Entries = ({ rows, file }: { readonly rows: readonly Entry[]; readonly file: SeenCase }) => {
  const { t } = useTranslation();
  const nameOf = useExpertName(file.team);
  const { shown, more } = useFirst(rows.toReversed(), SHOWN);
  return (
    <>
      <ol className="hist">
        {shown.map((one) => (
          <li key={one.id}>
            <ShortMoment at={one.at} />
            <span>
              {t("panel.history.line", {
                who: nameOf(one.actor),
                what: t(`panel.event.${one.event.replace(".", "-")}`, { defaultValue: one.event }),
              })}{" "}
              <Hash value={one.commitment} />
            </span>
          </li>
        ))}
      </ol>
      {more}
    </>
  );
};
