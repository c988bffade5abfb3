import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useAll } from "#web/api/hooks.ts";
import { Answers } from "#web/patterns/answers.tsx";
import { ButtonLink } from "#web/patterns/button.tsx";
import { Empty, Read } from "#web/patterns/states.tsx";
import { Status } from "#web/patterns/status.tsx";
import { MiniLife, useReportStage } from "#web/report/life.tsx";
import { useCommitteeMember } from "#web/secretariat/officer.ts";
import type { ReportRow } from "#web/secretariat/seen.ts";
import { usePageTitle } from "#web/shell/title.ts";

/** Reports that were provided to the Committee; of others there is no trace. */
export const Screen = () => {
  const { t } = useTranslation();
  usePageTitle(t("com.reports.title"));
  const { regime } = useCommitteeMember();
  const reports = useAll<ReportRow>("list-reports", { regime });
  return (
    <>
      <h1 tabIndex={-1}>{t("com.reports.title")}</h1>
      <Read from={reports}>{(rows) => <Reports rows={rows} />}</Read>
    </>
  );
};

const Reports = ({ rows }: { readonly rows: readonly ReportRow[] }) => {
  const { t } = useTranslation();
  const nameOf = useReportStage();
  const [newest] = rows;
  if (newest === undefined) return <Empty title={t("com.reports.emptyTitle")} says={t("com.reports.emptySays")} />;
  const toConsider = rows.filter((row) => row.at === "provided");
  return (
    <>
      <Answers
        stands={t("com.reports.stands", { count: rows.length })}
        missing={toConsider.map((row) => (
          <Status key={row.report} tone="gap">
            <Link to="/c/reports/$report" params={{ report: row.report }}>
              {t("com.reports.missing", { kind: t(`report.kind.${row.kind}`) })}
            </Link>
          </Status>
        ))}
        can={t("com.reports.can")}
        act={<ButtonLink to={`/c/reports/${newest.report}`}>{t("com.reports.act")}</ButtonLink>}
      />
      <table className="stack">
        <thead>
          <tr>
            <th>{t("com.reports.report")}</th>
            <th>{t("com.reports.stage")}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.report}>
              <td>
                <Link to="/c/reports/$report" params={{ report: row.report }} data-row>
                  <b>{t(`report.kind.${row.kind}`)}</b>
                </Link>
                <br />
                <span className="mono muted">{[row.report, row.symbol].filter(Boolean).join(" · ")}</span>
              </td>
              <td data-l={t("com.reports.stage")}>
                <MiniLife at={row.at} committee /> {nameOf(row.at)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
};
