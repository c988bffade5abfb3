import { useQueries } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { call } from "#web/api/call.ts";
import { useRead } from "#web/api/hooks.ts";
import { Answers } from "#web/patterns/answers.tsx";
import { Row } from "#web/patterns/evidence.tsx";
import { Fault, Loading, Read } from "#web/patterns/states.tsx";
import { Status } from "#web/patterns/status.tsx";
import { Moment } from "#web/patterns/time.tsx";
import { usePageTitle } from "#web/shell/title.ts";
import { useLogName } from "./log-name.ts";
import { type EntryRow, enteredAt, type LogRow } from "./seen.ts";

/** Events that are openings of material; every one is entered before the link is given. */
const OPENINGS: readonly string[] = ["evidence.opened", "material.opened", "report.opened-file"];
const SHOWN = 300;
type Opening = EntryRow & { readonly log: string };

/** What was opened, from the record; and where the log of requests is, which the application itself cannot read. */
export const Screen = () => {
  const { t } = useTranslation();
  usePageTitle(t("over.access.title"));
  const seen = useRead<{ readonly logs: readonly LogRow[] }>("list-logs", {});
  return (
    <>
      <h1 tabIndex={-1}>{t("over.access.title")}</h1>
      <Read from={seen}>{({ logs }) => <Access logs={logs.filter((one) => one.log !== "root")} />}</Read>
    </>
  );
};

const everyEntry = async (log: string): Promise<readonly EntryRow[]> => {
  const rows: EntryRow[] = [];
  for (let after: string | undefined; ; ) {
    const page = await call<{ readonly rows: readonly EntryRow[]; readonly next: string | null }>("list-entries", {
      log,
      ...(after === undefined ? {} : { after }),
    });
    rows.push(...page.rows);
    if (page.next === null) return rows;
    after = page.next;
  }
};

const Access = ({ logs }: { readonly logs: readonly LogRow[] }) => {
  const { t } = useTranslation();
  const read = useQueries({
    queries: logs.map((one) => ({ queryKey: ["every-entry", one.log, one.size], queryFn: () => everyEntry(one.log) })),
  });
  if (read.some((one) => one.isPending)) return <Loading lines={8} />;
  const failed = read.find((one) => one.error !== null);
  const openings = read
    .flatMap((one, at) => (one.data ?? []).map((row): Opening => ({ ...row, log: logs[at]?.log ?? "" })))
    .filter((row) => OPENINGS.includes(row.event))
    .toSorted((a, b) => b.id.localeCompare(a.id));
  return (
    <>
      {failed === undefined ? null : <Fault error={failed.error} reading onAgain={() => void failed.refetch()} />}
      <Answers
        stands={t("over.access.stands", { count: openings.length })}
        missing={[
          <Status key="requests" tone="gap">
            <a href="#requests">{t("over.access.missing")}</a>
          </Status>,
        ]}
        can={t("over.access.can")}
        act={
          <a className="btn sm" href="#requests">
            {t("over.access.act")}
          </a>
        }
      />
      <Openings rows={openings} />
      <Requests />
    </>
  );
};

const Openings = ({ rows }: { readonly rows: readonly Opening[] }) => {
  const { t } = useTranslation();
  const nameOf = useLogName();
  return (
    <section>
      <h2>
        {t("over.access.openings")} <span className="aside">{t("over.access.openingsAside")}</span>
      </h2>
      {rows.length === 0 ? <p className="help">{t("over.access.none")}</p> : null}
      {rows.length === 0 ? null : (
        <table className="stack">
          <thead>
            <tr>
              <th>{t("over.access.when")}</th>
              <th>{t("over.access.what")}</th>
              <th>{t("over.access.log")}</th>
              <th>{t("over.access.entry")}</th>
            </tr>
          </thead>
          <tbody>
            {rows.slice(0, SHOWN).map((row) => (
              <Line key={`${row.log}${row.index}`} row={row} log={nameOf(row.log)} />
            ))}
          </tbody>
        </table>
      )}
      {rows.length > SHOWN ? <p className="help">{t("over.entries.more", { count: rows.length - SHOWN })}</p> : null}
      <p className="by2">{t("over.access.who")}</p>
    </section>
  );
};

const Line = ({ row, log }: { readonly row: Opening; readonly log: string }) => {
  const { t } = useTranslation();
  const at = enteredAt(row.id);
  return (
    <tr>
      <td>{at === undefined ? null : <Moment at={at} />}</td>
      <td data-l={t("over.access.what")}>
        {t(`over.event.${row.event.replace(".", "-")}`)} <code>{row.subject}</code>
      </td>
      <td data-l={t("over.access.log")}>{log}</td>
      <td data-l={t("over.access.entry")}>
        <Link to="/a/ledger/$log" params={{ log: row.log }} data-row>
          {t("over.access.number", { index: row.index })}
        </Link>
      </td>
    </tr>
  );
};

const Requests = () => {
  const { t } = useTranslation();
  return (
    <section id="requests">
      <h2>{t("over.access.requests")}</h2>
      <p>{t("over.access.requestsSays")}</p>
      <dl className="rows">
        <Row label={t("over.access.aws")} value={t("over.access.awsSays")} />
        <Row label={t("over.access.machine")} value={t("over.access.machineSays")} />
      </dl>
      <p className="help">{t("over.access.reader")}</p>
    </section>
  );
};
