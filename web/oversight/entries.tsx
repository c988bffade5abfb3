import { useMutation } from "@tanstack/react-query";
import { useDeferredValue, useState } from "react";
import { useTranslation } from "react-i18next";
import { useAll } from "#web/api/hooks.ts";
import { Button } from "#web/patterns/button.tsx";
import { Choice, TextField } from "#web/patterns/field.tsx";
import { Hash } from "#web/patterns/hash.tsx";
import { Read } from "#web/patterns/states.tsx";
import { Status } from "#web/patterns/status.tsx";
import { Moment } from "#web/patterns/time.tsx";
import { type EntryRow, enteredAt, type SeenLog } from "./seen.ts";
import { verifyEntry } from "./verify.ts";

/** Most rows drawn at once; the search narrows what is behind them. */
const SHOWN = 100;
/** Pages of 50 that are read: 20,000 entries. */
const PAGES = 400;

/** The entries of a log, newest first, to search by event, reference and time, each to be proved in place. */
export const Entries = ({ log }: { readonly log: SeenLog }) => {
  const { t } = useTranslation();
  const entries = useAll<EntryRow>("list-entries", { log: log.log }, { live: false, limit: PAGES });
  return (
    <section id="entries">
      <h2>
        {t("over.entries.title")} <span className="aside">{t("over.entries.aside")}</span>
      </h2>
      <Read from={entries} lines={8}>
        {(rows) => <Search log={log} rows={rows} />}
      </Read>
    </section>
  );
};

const Search = ({ log, rows }: { readonly log: SeenLog; readonly rows: readonly EntryRow[] }) => {
  const { t } = useTranslation();
  const [sought, seek] = useState("");
  const [event, choose] = useState("");
  const [from, setFrom] = useState("");
  const [to, setTo] = useState("");
  const wanted = useDeferredValue(sought.trim().toLowerCase());
  const found = rows
    .filter((row) => event === "" || row.event === event)
    .filter((row) => `${row.subject} ${row.id} ${row.commitment} ${row.index}`.toLowerCase().includes(wanted))
    .filter((row) => within(row, from, to));
  const events = [...new Set(rows.map((row) => row.event))].toSorted();
  return (
    <>
      <TextField label={t("over.entries.seek")} type="search" value={sought} onChange={({ target }) => seek(target.value)} />
      <Choice label={t("over.entries.event")} value={event} onChange={({ target }) => choose(target.value)}>
        <option value="">{t("over.entries.everyEvent")}</option>
        {events.map((one) => (
          <option key={one} value={one}>
            {t(`over.event.${one.replace(".", "-")}`, { defaultValue: one })}
          </option>
        ))}
      </Choice>
      <div className="filters">
        <TextField label={t("over.entries.from")} type="date" value={from} onChange={({ target }) => setFrom(target.value)} />
        <TextField label={t("over.entries.to")} type="date" value={to} onChange={({ target }) => setTo(target.value)} />
      </div>
      <p role="status" className="help">
        {t("over.entries.found", { count: found.length, all: rows.length })}
      </p>
      <ul className="gates flat">
        {found.slice(0, SHOWN).map((row) => (
          <Entry key={row.index} log={log} row={row} />
        ))}
      </ul>
      {found.length > SHOWN ? <p className="help">{t("over.entries.more", { count: found.length - SHOWN })}</p> : null}
    </>
  );
};

const within = (row: EntryRow, from: string, to: string): boolean => {
  if (from === "" && to === "") return true;
  const day = enteredAt(row.id)?.slice(0, 10);
  return day !== undefined && (from === "" || day >= from) && (to === "" || day <= to);
};

const Entry = ({ log, row }: { readonly log: SeenLog; readonly row: EntryRow }) => {
  const { t } = useTranslation();
  const at = enteredAt(row.id);
  const check = useMutation({ mutationFn: () => verifyEntry(log, row) });
  const verdict = check.data;
  const covered = row.index < log.published;
  return (
    <li>
      <div>
        <p>
          <span className="mono muted">{row.index}</span>{" "}
          <b>{t(`over.event.${row.event.replace(".", "-")}`, { defaultValue: row.event })}</b> <code>{row.subject}</code>
        </p>
        <p className="by">
          {at === undefined ? null : <Moment at={at} />} <Hash value={row.commitment} copy />{" "}
          {covered ? (
            <Button small look="quiet" busy={check.isPending} onClick={() => check.mutate()}>
              {t("over.entries.prove", { index: row.index })}
            </Button>
          ) : (
            t("over.entries.notYet")
          )}
        </p>
        {check.error === null ? null : (
          <p role="alert">
            <Status tone="stop">{t("over.entries.unread")}</Status>
          </p>
        )}
        {verdict === undefined ? null : (
          <p role="status">
            <Status tone={verdict.in ? "met" : "stop"}>
              {verdict.in ? t("over.entries.in", { size: verdict.size }) : t(`over.entries.why.${verdict.why}`)}
            </Status>
          </p>
        )}
      </div>
    </li>
  );
};
