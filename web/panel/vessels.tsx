import { useTranslation } from "react-i18next";
import type { Vessel } from "#shared/domain/case.ts";
import { isStage } from "#shared/domain/stages.ts";
import { ActForm } from "#web/forms/act-form.tsx";
import { Status } from "#web/patterns/status.tsx";
import { dateOf } from "#web/patterns/time.tsx";
import { stateName } from "#web/patterns/words-of.ts";
import type { SeenCase } from "./case-seen.ts";

/** A vessel is never a name: number, features, listings by date, and what it was told apart from. */
export const Vessels = ({ file }: { readonly file: SeenCase }) => {
  const { t } = useTranslation();
  return (
    <section id="vessels">
      <h2>
        {t("panel.vessels.title")} <span className="aside">{t("panel.vessels.aside")}</span>
      </h2>
      {file.vessels.length === 0 ? <p className="help">{t("panel.vessels.none")}</p> : <Table vessels={file.vessels} />}
      {isStage(file.at) ? (
        <details className="spaced">
          <summary>{t("panel.vessels.record")}</summary>
          <ActForm
            route="record-vessel"
            fixed={{ case: file.case }}
            names={[{ name: "vessel", label: t("field.vessel") }]}
            label={t("panel.vessels.recordAct")}
          />
        </details>
      ) : null}
    </section>
  );
};

const Table = ({ vessels }: { readonly vessels: readonly Vessel[] }) => {
  const { t } = useTranslation();
  return (
    <table className="stack vessels">
      <thead>
        <tr>
          <th>{t("panel.vessels.vessel")}</th>
          <th>{t("panel.vessels.identity")}</th>
          <th>{t("panel.vessels.listed")}</th>
          <th>{t("panel.vessels.excluded")}</th>
        </tr>
      </thead>
      <tbody>
        {vessels.map((vessel) => (
          <tr key={vessel.id}>
            <td>
              <b>
                <i className="v">{vessel.name}</i>
              </b>
              <div>
                {vessel.imo !== undefined && vessel.features.length >= 2 ? (
                  <Status tone="met">{t("panel.vessels.identified")}</Status>
                ) : (
                  <Status tone="voice">{t("panel.vessels.unidentified")}</Status>
                )}
              </div>
            </td>
            <td data-l={t("panel.vessels.identity")}>
              {vessel.imo === undefined ? (
                t("panel.vessels.noImo")
              ) : (
                <>
                  IMO <bdi className="mono">{vessel.imo}</bdi>
                </>
              )}
              {vessel.flag === undefined ? null : <div>{t("panel.vessels.flag", { state: stateName(vessel.flag) })}</div>}
              {vessel.features.map((one) => (
                <div key={one}>{one}</div>
              ))}
            </td>
            <td data-l={t("panel.vessels.listed")}>
              {vessel.listed.length === 0 ? <span className="muted">{t("panel.vessels.notListed")}</span> : null}
              {vessel.listed.map((one) => (
                <div key={`${one.list}${one.from}`}>
                  {one.list}, {one.by}: {dateOf(one.from)}
                  {one.linkedTo === undefined ? "" : `, ${t("panel.vessels.linkedTo", { name: one.linkedTo })}`}
                </div>
              ))}
            </td>
            <td data-l={t("panel.vessels.excluded")}>
              {vessel.excluded.map((one) => (
                <div key={`${one.name}${one.imo ?? ""}`}>
                  <i className="v">{one.name}</i> <bdi className="mono">{one.imo ?? ""}</bdi>: {one.why}
                </div>
              ))}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
};
