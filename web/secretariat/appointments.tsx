import { useTranslation } from "react-i18next";
import { ROLES } from "#shared/domain/people.ts";
import { REGIMES, type RegimeId } from "#shared/domain/regimes.ts";
import { useRead } from "#web/api/hooks.ts";
import { Answers } from "#web/patterns/answers.tsx";
import { Empty, Read } from "#web/patterns/states.tsx";
import { Note, Status } from "#web/patterns/status.tsx";
import { dateOf } from "#web/patterns/time.tsx";
import { stateName } from "#web/patterns/words-of.ts";
import { usePageTitle } from "#web/shell/title.ts";
import { useOfficer } from "./officer.ts";
import type { AppointmentRow } from "./seen.ts";

/** Who serves this regime as what, from when and until when; changes are the operator's. */
export const Screen = () => {
  const { t } = useTranslation();
  usePageTitle(t("sec.appointments.title"));
  const { regime } = useOfficer();
  const seen = useRead<{ readonly rows: readonly AppointmentRow[] }>("list-appointments", { regime });
  return (
    <>
      <h1 tabIndex={-1}>{t("sec.appointments.title")}</h1>
      <Read from={seen}>{({ rows }) => <People rows={rows} regime={regime} />}</Read>
    </>
  );
};

const serves = (row: AppointmentRow) => row.role === "expert" || row.role === "coordinator";

const People = ({ rows, regime }: { readonly rows: readonly AppointmentRow[]; readonly regime: string }) => {
  const { t } = useTranslation();
  const seats = Object.hasOwn(REGIMES, regime) ? REGIMES[regime as RegimeId].experts : 0;
  const panel = rows.filter((row) => row.counts && serves(row));
  const vacant = Math.max(0, seats - panel.length);
  const coordinator = panel.some((row) => row.role === "coordinator");
  if (rows.length === 0) return <Empty title={t("sec.appointments.emptyTitle")} says={t("sec.appointments.emptySays")} />;
  return (
    <>
      <Answers
        stands={t("sec.appointments.stands", { count: panel.length, seats })}
        missing={[
          ...(vacant === 0
            ? []
            : [
                <Status key="vacant" tone="gap">
                  {t("sec.appointments.vacant", { count: vacant })}
                </Status>,
              ]),
          ...(coordinator
            ? []
            : [
                <Status key="coordinator" tone="stop">
                  {t("sec.appointments.noCoordinator")}
                </Status>,
              ]),
        ]}
        can={t("sec.appointments.can")}
      />
      {ROLES.map((role) => (
        <OfRole key={role} role={role} rows={rows.filter((row) => row.role === role)} />
      ))}
      <Note>
        <p>
          <b>{t("sec.appointments.changeTitle")}</b>
        </p>
        <p className="muted">{t("sec.appointments.change")}</p>
      </Note>
    </>
  );
};

const OfRole = ({ role, rows }: { readonly role: string; readonly rows: readonly AppointmentRow[] }) => {
  const { t } = useTranslation();
  if (rows.length === 0) return null;
  return (
    <section>
      <h2>{t(`role.${role}`)}</h2>
      <table className="stack">
        <thead>
          <tr>
            <th>{t("sec.appointments.account")}</th>
            <th>{t("sec.appointments.as")}</th>
            <th>{t("sec.appointments.from")}</th>
            <th>{t("sec.appointments.to")}</th>
            <th>{t("sec.appointments.today")}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={`${row.person}${row.from}`}>
              <td className="mono">{row.person}</td>
              <td data-l={t("sec.appointments.as")}>
                {row.specialism ?? t(`role.${row.role}`)}
                {row.nationality === null ? null : <div className="muted">{stateName(row.nationality)}</div>}
              </td>
              <td data-l={t("sec.appointments.from")}>{dateOf(row.from)}</td>
              <td data-l={t("sec.appointments.to")}>{row.to === null ? t("sec.appointments.openEnd") : dateOf(row.to)}</td>
              <td data-l={t("sec.appointments.today")}>
                <Status tone={row.counts ? "met" : "idle"}>
                  {t(row.counts ? "sec.appointments.counts" : "sec.appointments.countsNot")}
                </Status>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
};
