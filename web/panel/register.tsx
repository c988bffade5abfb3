import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useAll } from "#web/api/hooks.ts";
import { Answers } from "#web/patterns/answers.tsx";
import { ButtonLink } from "#web/patterns/button.tsx";
import { TextField } from "#web/patterns/field.tsx";
import { Empty, Read } from "#web/patterns/states.tsx";
import { Status } from "#web/patterns/status.tsx";
import { Moment } from "#web/patterns/time.tsx";
import { stateName } from "#web/patterns/words-of.ts";
import { usePageTitle } from "#web/shell/title.ts";
import { useExpert } from "./people.ts";
import type { Registered } from "./registered.ts";

/** What was registered: submissions of States and open sources, newest first. */
export const Screen = () => {
  const { t } = useTranslation();
  usePageTitle(t("panel.evidence.title"));
  const { regime } = useExpert();
  const register = useAll<Registered>("list-register", { regime });
  return (
    <>
      <h1 tabIndex={-1}>{t("panel.evidence.title")}</h1>
      <Read from={register}>{(rows) => <Register rows={rows} />}</Read>
    </>
  );
};

const Register = ({ rows }: { readonly rows: readonly Registered[] }) => {
  const { t } = useTranslation();
  const [sought, seek] = useState("");
  const found = rows.filter((row) => `${row.reference} ${row.title}`.toLowerCase().includes(sought.trim().toLowerCase()));
  const held = rows.filter((row) => row.heldBack > 0);
  const act = <ButtonLink to="/p/evidence/new">{t("panel.collect.act")}</ButtonLink>;
  if (rows.length === 0) return <Empty title={t("panel.evidence.emptyTitle")} says={t("panel.evidence.emptySays")} act={act} />;
  return (
    <>
      <Answers
        stands={t("panel.evidence.stands", { count: rows.length })}
        missing={held.map((row) => (
          <Status key={row.reference} tone="gap">
            {t("panel.evidence.held", { reference: row.reference, count: row.heldBack })}
          </Status>
        ))}
        can={t("panel.evidence.can")}
        act={act}
      />
      <TextField label={t("panel.evidence.seek")} type="search" value={sought} onChange={({ target }) => seek(target.value)} />
      <table className="stack">
        <thead>
          <tr>
            <th>{t("panel.evidence.reference")}</th>
            <th>{t("panel.evidence.what")}</th>
            <th>{t("panel.evidence.from")}</th>
            <th>{t("panel.evidence.items")}</th>
          </tr>
        </thead>
        <tbody>
          {found.map((row) => (
            <tr key={row.reference} data-row>
              <td className="mono">{row.reference}</td>
              <td data-l={t("panel.evidence.what")}>
                <Link to="/p/evidence/$reference" params={{ reference: row.reference }}>
                  <b>{row.title}</b>
                </Link>
                <div className="muted">
                  <Moment at={row.registeredAt} />
                </div>
              </td>
              <td data-l={t("panel.evidence.from")}>{row.state === null ? t("panel.evidence.open") : stateName(row.state)}</td>
              <td data-l={t("panel.evidence.items")}>
                {row.items}{" "}
                {row.heldBack === 0 ? null : <Status tone="gap">{t("panel.evidence.heldBack", { count: row.heldBack })}</Status>}
                {row.withdrawnAt === null ? null : <Status tone="voice">{t("panel.evidence.withdrawn")}</Status>}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
};
