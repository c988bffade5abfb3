import { useQueries } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { Answer } from "#shared/api/answers.ts";
import { call } from "#web/api/call.ts";
import { Fault, Loading } from "#web/patterns/states.tsx";
import { Moment } from "#web/patterns/time.tsx";
import { useLogName } from "./log-name.ts";
import { type EntryRow, enteredAt, type LogRow } from "./seen.ts";

/** Events that are openings of material, by the logs that bear them; every one is entered before the link is given. */
const OPENINGS = { panel: ["evidence.opened", "report.opened-file"], state: ["material.opened"] } as const;
/** The newest of all logs together. */
const SHOWN = 50;
/** Pages of a log that are looked through, a thousand entries each. */
const PAGES = 10;

type Opening = EntryRow & { readonly log: string };
interface Seen {
  readonly rows: readonly Opening[];
  /** The log was not looked through to its beginning. */
  readonly more: boolean;
}

const openingsOf = async (log: string, event: string): Promise<Seen> => {
  const rows: Opening[] = [];
  let after: string | null | undefined;
  for (let page = 0; page < PAGES && after !== null && rows.length < SHOWN; page += 1) {
    const found = await call<Answer<"list-entries">>("list-entries", { log, event, ...(after === undefined ? {} : { after }) });
    rows.push(...found.rows.map((row) => ({ ...row, log })));
    after = found.next;
  }
  return { rows, more: after !== null };
};

/** The newest openings of material of all logs, from the record. */
export const Openings = ({ logs }: { readonly logs: readonly LogRow[] }) => {
  const { t } = useTranslation();
  const asked = logs.flatMap(({ log, size }) =>
    OPENINGS[log === "panel" ? "panel" : "state"].map((event) => ({ log, size, event })),
  );
  const read = useQueries({
    queries: asked.map(({ log, size, event }) => ({
      queryKey: ["openings", log, event, size],
      queryFn: () => openingsOf(log, event),
      refetchOnWindowFocus: false,
    })),
  });
  const failed = read.find((one) => one.error !== null);
  const all = read.flatMap((one) => one.data?.rows ?? []).toSorted((a, b) => b.id.localeCompare(a.id));
  const older = asked.filter(
    (_, at) => read[at]?.data?.more === true || all.slice(SHOWN).some(({ log }) => log === asked[at]?.log),
  );
  return (
    <section id="openings">
      <h2>
        {t("over.access.openings")} <span className="aside">{t("over.access.openingsAside")}</span>
      </h2>
      {failed === undefined ? null : <Fault error={failed.error} reading onAgain={() => void failed.refetch()} />}
      {read.some((one) => one.isPending) ? <Loading lines={6} /> : <Table rows={all.slice(0, SHOWN)} />}
      {older.length === 0 ? null : (
        <p className="help">
          {t("over.access.older")}{" "}
          {older.map(({ log, event }) => (
            <span key={`${log} ${event}`}>
              <Link to="/a/ledger/$log" params={{ log }} search={{ event } as never}>
                {log}: {event}
              </Link>{" "}
            </span>
          ))}
        </p>
      )}
      <p className="by2">{t("over.access.who")}</p>
    </section>
  );
};

const Table = ({ rows }: { readonly rows: readonly Opening[] }) => {
  const { t } = useTranslation();
  if (rows.length === 0) return <p className="help">{t("over.access.none")}</p>;
  return (
    <table className="stack">
      <thead>
        <tr>
          {["when", "account", "what", "log", "entry"].map((one) => (
            <th key={one}>{t(`over.access.${one}`)}</th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <Line key={`${row.log}${row.index}`} row={row} />
        ))}
      </tbody>
    </table>
  );
};

const Line = ({ row }: { readonly row: Opening }) => {
  const { t } = useTranslation();
  const nameOf = useLogName();
  const at = enteredAt(row.id);
  return (
    <tr>
      <td>{at === undefined ? null : <Moment at={at} />}</td>
      <td data-l={t("over.access.account")}>{row.actor === null ? null : <code>{row.actor}</code>}</td>
      <td data-l={t("over.access.what")}>
        {t(`over.event.${row.event.replace(".", "-")}`)} <code>{row.subject}</code>
      </td>
      <td data-l={t("over.access.log")}>{nameOf(row.log)}</td>
      <td data-l={t("over.access.entry")}>
        <Link to="/a/ledger/$log" params={{ log: row.log }} search={{ number: row.index } as never} data-row>
          {t("over.access.number", { index: row.index })}
        </Link>
      </td>
    </tr>
  );
};
