import { Link, useNavigate } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { useAct, useAll } from "#web/api/hooks.ts";
import { Answers } from "#web/patterns/answers.tsx";
import { Button, ButtonLink } from "#web/patterns/button.tsx";
import { Choice, TextField } from "#web/patterns/field.tsx";
import { Fault, Read } from "#web/patterns/states.tsx";
import { Status } from "#web/patterns/status.tsx";
import { dateOf } from "#web/patterns/time.tsx";
import { MiniLife, useReportStage } from "#web/report/life.tsx";
import { usePageTitle } from "#web/shell/title.ts";
import { useOfficer } from "./officer.ts";
import type { ReportRow } from "./seen.ts";

/** Reports of the regime, newest first, and the form that opens one. */
export const Screen = () => {
  const { t } = useTranslation();
  usePageTitle(t("sec.reports.title"));
  const { regime } = useOfficer();
  const reports = useAll<ReportRow>("list-reports", { regime });
  return (
    <>
      <h1 tabIndex={-1}>{t("sec.reports.title")}</h1>
      <Read from={reports}>{(rows) => <Reports rows={rows} regime={regime} />}</Read>
    </>
  );
};

const Reports = ({ rows, regime }: { readonly rows: readonly ReportRow[]; readonly regime: string }) => {
  const { t } = useTranslation();
  const nameOf = useReportStage();
  const open = rows.filter((row) => row.dueAt !== null && row.dueAt !== undefined);
  const first = open[0];
  return (
    <>
      <Answers
        stands={t("sec.reports.stands", { count: rows.length })}
        missing={open.map((row) => (
          <Status key={row.report} tone="gap">
            <Link to="/s/reports/$report" params={{ report: row.report }}>
              {t("sec.reports.missing", { report: row.report, stage: nameOf(row.at), date: dateOf(row.dueAt ?? "") })}
            </Link>
          </Status>
        ))}
        can={t(first === undefined ? "sec.reports.canOpen" : "sec.reports.can")}
        act={
          first === undefined ? (
            <a className="btn sm" href="#open">
              {t("sec.reports.toForm")}
            </a>
          ) : (
            <ButtonLink small to={`/s/reports/${first.report}`}>
              {t("sec.reports.act", { report: first.report })}
            </ButtonLink>
          )
        }
      />
      {rows.length === 0 ? <p className="lede">{t("sec.reports.empty")}</p> : <Table rows={rows} />}
      <OpenReport regime={regime} />
    </>
  );
};

const Table = ({ rows }: { readonly rows: readonly ReportRow[] }) => {
  const { t } = useTranslation();
  const nameOf = useReportStage();
  return (
    <table className="stack">
      <thead>
        <tr>
          <th>{t("sec.reports.report")}</th>
          <th>{t("sec.reports.stage")}</th>
          <th>{t("sec.reports.drafts")}</th>
          <th>{t("sec.reports.due")}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.report}>
            <td>
              <Link to="/s/reports/$report" params={{ report: row.report }} data-row>
                <b>{t(`report.kind.${row.kind}`)}</b>
              </Link>
              <br />
              <span className="mono muted">{[row.report, row.symbol].filter(Boolean).join(" · ")}</span>
            </td>
            <td data-l={t("sec.reports.stage")}>
              <MiniLife at={row.at} /> {nameOf(row.at)}
            </td>
            <td data-l={t("sec.reports.drafts")}>{row.drafts}</td>
            <td data-l={t("sec.reports.due")}>
              {row.dueAt === null || row.dueAt === undefined ? (
                <span className="muted">{t("sec.reports.noDate")}</span>
              ) : (
                dateOf(row.dueAt)
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
};

const KINDS = ["final", "midterm", "incident"] as const;
/** As the server takes it: 1 to 48 letters, digits and hyphens. */
const REFERENCE = /^[A-Za-z0-9][A-Za-z0-9-]{0,47}$/;

const OpenReport = ({ regime }: { readonly regime: string }) => {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const act = useAct("open-report");
  const [id, setId] = useState("");
  const [kind, setKind] = useState<(typeof KINDS)[number]>("final");
  const [asked, setAsked] = useState(false);
  const open = (event: FormEvent) => {
    event.preventDefault();
    setAsked(true);
    if (!REFERENCE.test(id) || act.isPending) return;
    act.mutate(
      { id, regime, kind, introduction: [], methodology: [] },
      { onSuccess: () => void navigate({ to: "/s/reports/$report", params: { report: id } }) },
    );
  };
  return (
    <section id="open">
      <h2>{t("sec.reports.open")}</h2>
      <form onSubmit={open} noValidate>
        <TextField
          label={t("sec.reports.reference")}
          hint={t("sec.reports.referenceHint")}
          maxLength={48}
          value={id}
          fault={asked && !REFERENCE.test(id) ? t("sec.reports.referenceHint") : undefined}
          onChange={({ target }) => setId(target.value)}
        />
        <Choice
          label={t("sec.reports.kind")}
          value={kind}
          onChange={({ target }) => setKind(KINDS.find((one) => one === target.value) ?? "final")}
        >
          {KINDS.map((one) => (
            <option key={one} value={one}>
              {t(`report.kind.${one}`)}
            </option>
          ))}
        </Choice>
        {act.error === null ? null : <Fault error={act.error} />}
        <div className="btns">
          <Button type="submit" busy={act.isPending}>
            {t("sec.reports.openAct")}
          </Button>
        </div>
        <p className="by2">{t("sec.reports.openEffect")}</p>
      </form>
    </section>
  );
};
