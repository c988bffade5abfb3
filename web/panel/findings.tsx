import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { isStage } from "#shared/domain/stages.ts";
import { useAll } from "#web/api/hooks.ts";
import { ButtonLink } from "#web/patterns/button.tsx";
import { Empty, Read } from "#web/patterns/states.tsx";
import { Status } from "#web/patterns/status.tsx";
import { usePageTitle } from "#web/shell/title.ts";
import type { CaseRow } from "./case-seen.ts";
import { useExpert } from "./people.ts";
import { Due } from "./waiting.tsx";

const DESK = ["peer-review", "clearance", "adoption", "adopted", "incident-report"];

/** Texts that are at the desk or adopted. */
export const Screen = () => {
  const { t } = useTranslation();
  usePageTitle(t("panel.findings.title"));
  const { regime } = useExpert();
  const cases = useAll<CaseRow>("list-cases", { regime });
  return (
    <>
      <h1 tabIndex={-1}>{t("panel.findings.title")}</h1>
      <Read from={cases}>{(rows) => <Findings rows={rows.filter((row) => DESK.includes(row.at))} />}</Read>
    </>
  );
};

const Findings = ({ rows }: { readonly rows: readonly CaseRow[] }) => {
  const { t } = useTranslation();
  if (rows.length === 0)
    return (
      <Empty
        title={t("panel.findings.emptyTitle")}
        says={t("panel.findings.emptySays")}
        act={<ButtonLink to="/p/cases">{t("panel.cases.title")}</ButtonLink>}
      />
    );
  return (
    <table className="stack">
      <thead>
        <tr>
          <th>{t("panel.findings.finding")}</th>
          <th>{t("panel.cases.stage")}</th>
          <th>{t("panel.cases.due")}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.case} data-row>
            <td>
              <Link to="/p/findings/$case" params={{ case: row.case }}>
                <b>{row.title}</b>
              </Link>
              <br />
              <span className="mono muted">{row.case}</span>
            </td>
            <td data-l={t("panel.cases.stage")}>
              <Status tone={row.at === "adopted" ? "met" : "now"}>
                {isStage(row.at) ? t(`stage.${row.at}`) : t(`panel.outcome.${row.at}`)}
              </Status>
            </td>
            <td data-l={t("panel.cases.due")}>
              <Due at={row.dueAt} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
};
