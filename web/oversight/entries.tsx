import { useMutation } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { Answer } from "#shared/api/answers.ts";
import { EVENTS } from "#shared/domain/events.ts";
import { Button } from "#web/patterns/button.tsx";
import { Choice, TextField } from "#web/patterns/field.tsx";
import { Hash } from "#web/patterns/hash.tsx";
import { Status } from "#web/patterns/status.tsx";
import { Moment } from "#web/patterns/time.tsx";
import { useFilters } from "./address.ts";
import { Found } from "./found.tsx";
import { useSearchPages } from "./pages.ts";
import { SearchForm } from "./search-form.tsx";
import { type EntryRow, enteredAt, type SeenLog } from "./seen.ts";
import { verifyEntry } from "./verify.ts";

const NAMES = ["actor", "event", "subject", "number", "from", "until"] as const;
/** Parts of a thousand entries that are looked through without asking. */
const PARTS = 20;

/** Events that a log of this kind may bear. */
const eventsIn = (log: string): readonly string[] =>
  log === "root"
    ? ["checkpoint"]
    : Object.entries(EVENTS).flatMap(([name, row]) => (row.log === (log === "panel" ? "panel" : "state") ? [name] : []));

/** The entries of a log, newest first, searched by account, event, reference, number and time, each to be proved in place. */
export const Entries = ({ log }: { readonly log: SeenLog }) => {
  const { t } = useTranslation();
  const { filters, go } = useFilters(NAMES);
  const question = JSON.stringify(filters);
  return (
    <section id="entries">
      <h2>
        {t("over.entries.title")} <span className="aside">{t("over.entries.aside")}</span>
      </h2>
      <SearchForm
        key={`form ${question}`}
        names={NAMES}
        filters={filters}
        act={t("over.entries.act")}
        onSearch={(to) => void go(to)}
      >
        {(field) => (
          <>
            <TextField label={t("over.entries.actor")} autoComplete="off" spellCheck={false} {...field("actor")} />
            <Choice label={t("over.entries.event")} {...field("event")}>
              <option value="">{t("over.entries.everyEvent")}</option>
              {eventsIn(log.log).map((one) => (
                <option key={one} value={one}>
                  {t(`over.event.${one.replace(".", "-")}`)}
                </option>
              ))}
            </Choice>
            <TextField
              label={t("over.entries.subject")}
              hint={t("over.entries.subjectHint")}
              autoComplete="off"
              spellCheck={false}
              {...field("subject")}
            />
            <TextField
              label={t("over.entries.number")}
              hint={t("over.entries.numberHint")}
              inputMode="numeric"
              autoComplete="off"
              {...field("number")}
            />
          </>
        )}
      </SearchForm>
      <Results key={`${log.log} ${question}`} log={log} filters={filters} />
    </section>
  );
};

const Results = ({ log, filters }: { readonly log: SeenLog; readonly filters: object }) => {
  const { t } = useTranslation();
  const search = useSearchPages<EntryRow, Answer<"list-entries">>("list-entries", { log: log.log, ...filters }, PARTS);
  const { rows, last } = search;
  return (
    <Found
      search={search}
      found={t(rows.length === 0 ? "over.entries.none" : "over.entries.found", { count: rows.length })}
      looked={last === undefined || log.size === 0 ? null : t("over.entries.looked", { index: last.searchedTo })}
    >
      <ul className="gates flat">
        {rows.map((row) => (
          <Entry key={row.index} log={log} row={row} />
        ))}
      </ul>
    </Found>
  );
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
          {at === undefined ? null : <Moment at={at} />}{" "}
          {row.actor === null ? null : (
            <>
              {t("over.entries.by")}{" "}
              <Link to="/a/ledger/$log" params={{ log: log.log }} search={{ actor: row.actor } as never}>
                <code>{row.actor}</code>
              </Link>{" "}
            </>
          )}
          <Hash value={row.commitment} copy />{" "}
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
