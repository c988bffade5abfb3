import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useAll } from "#web/api/hooks.ts";
import type { Registered } from "#web/panel/registered.ts";
import { Answers } from "#web/patterns/answers.tsx";
import { ButtonLink } from "#web/patterns/button.tsx";
import { TextField } from "#web/patterns/field.tsx";
import { Hash } from "#web/patterns/hash.tsx";
import { Empty, Read } from "#web/patterns/states.tsx";
import { Note, Status } from "#web/patterns/status.tsx";
import { Moment } from "#web/patterns/time.tsx";
import { stateName } from "#web/patterns/words-of.ts";
import { usePageTitle } from "#web/shell/title.ts";
import { type Unanswered, UnansweredLine, useUnanswered } from "#web/thread/unanswered.tsx";
import { useOfficer } from "./officer.ts";

/** Everything registered with the Panel: from whom, what its checks found, what is held back. Names and checks, no content. */
export const Screen = () => {
  const { t } = useTranslation();
  usePageTitle(t("sec.registration.title"));
  const { regime } = useOfficer();
  const register = useAll<Registered>("list-register", { regime });
  const unanswered = useUnanswered(regime);
  return (
    <>
      <h1 tabIndex={-1}>{t("sec.registration.title")}</h1>
      <Read from={register}>{(rows) => <Register rows={rows} unanswered={unanswered} />}</Read>
    </>
  );
};

interface RegisterProps {
  readonly rows: readonly Registered[];
  readonly unanswered: readonly Unanswered[];
}

const Register = ({ rows, unanswered }: RegisterProps) => {
  const { t } = useTranslation();
  const held = rows.filter((row) => row.heldBack > 0 && row.withdrawnAt === null);
  const first = unanswered[0] ?? held[0] ?? rows[0];
  const can = unanswered.length > 0 ? "canAnswer" : held.length > 0 ? "canHeld" : "can";
  if (rows.length === 0) return <Empty title={t("sec.registration.emptyTitle")} says={t("sec.registration.emptySays")} />;
  return (
    <>
      <Answers
        stands={t("sec.registration.stands", { count: rows.length })}
        missing={[
          ...unanswered.map((one) => <UnansweredLine key={one.reference} one={one} area="s" />),
          ...held.map((row) => (
            <Status key={row.reference} tone="stop">
              <Link to="/s/registration/$reference" params={{ reference: row.reference }}>
                {t("sec.registration.held", { reference: row.reference, held: row.heldBack, count: row.items })}
              </Link>
            </Status>
          )),
        ]}
        can={t(`sec.registration.${can}`)}
        act={
          first === undefined ? undefined : (
            <ButtonLink small to={`/s/registration/${first.reference}`}>
              {t("sec.registration.act", { reference: first.reference })}
            </ButtonLink>
          )
        }
      />
      <Rows title={t("sec.registration.submissions")} rows={rows.filter((row) => row.state !== null)} />
      <Rows title={t("sec.registration.openSources")} rows={rows.filter((row) => row.state === null)} />
      <Note>
        <p>
          <b>{t("sec.registration.byItselfTitle")}</b>
        </p>
        <p className="muted">{t("sec.registration.byItself")}</p>
      </Note>
    </>
  );
};

const Rows = ({ title, rows }: { readonly title: string; readonly rows: readonly Registered[] }) => {
  const { t } = useTranslation();
  const [sought, seek] = useState("");
  const wanted = sought.trim().toLowerCase();
  const found = rows.filter((row) =>
    [row.reference, row.stateReference ?? "", row.title, row.state === null ? "" : stateName(row.state)]
      .join(" ")
      .toLowerCase()
      .includes(wanted),
  );
  return (
    <section>
      <h2>
        {title} <span className="aside">{t("sec.registration.newest")}</span>
      </h2>
      {rows.length === 0 ? <p className="help">{t("sec.registration.none")}</p> : null}
      {rows.length > 8 ? (
        <TextField
          label={t("sec.registration.seek")}
          type="search"
          value={sought}
          onChange={({ target }) => seek(target.value)}
        />
      ) : null}
      {found.length === 0 ? null : (
        <table className="stack">
          <thead>
            <tr>
              <th>{t("sec.registration.registered")}</th>
              <th>{t("sec.registration.what")}</th>
              <th>{t("sec.registration.checks")}</th>
              <th>{t("sec.registration.manifest")}</th>
            </tr>
          </thead>
          <tbody>
            {found.map((row) => (
              <Line key={row.reference} row={row} />
            ))}
          </tbody>
        </table>
      )}
      {rows.length > 0 && found.length === 0 ? <p role="status">{t("sec.registration.noneFound", { sought })}</p> : null}
    </section>
  );
};

const Line = ({ row }: { readonly row: Registered }) => {
  const { t } = useTranslation();
  return (
    <tr>
      <td>
        <Moment at={row.registeredAt} />
      </td>
      <td data-l={t("sec.registration.what")}>
        <b>{row.state === null ? t("sec.registration.openSource") : stateName(row.state)}</b>
        <br />
        <Link to="/s/registration/$reference" params={{ reference: row.reference }} data-row>
          {row.title}
        </Link>
        <br />
        <span className="mono muted">{[row.reference, row.stateReference].filter(Boolean).join(" · ")}</span>
      </td>
      <td data-l={t("sec.registration.checks")}>
        <Checks row={row} />
      </td>
      <td data-l={t("sec.registration.manifest")}>
        {row.manifestSha256 === null ? (
          <span className="muted">{t("sec.registration.noManifest")}</span>
        ) : (
          <Hash value={row.manifestSha256} copy />
        )}
      </td>
    </tr>
  );
};

const Checks = ({ row }: { readonly row: Registered }) => {
  const { t } = useTranslation();
  const clear = row.items - row.heldBack;
  return (
    <>
      {clear === 0 ? null : <Status tone="met">{t("sec.registration.clear", { count: clear })}</Status>}
      {clear === 0 || row.heldBack === 0 ? null : <br />}
      {row.heldBack === 0 ? null : <Status tone="stop">{t("sec.registration.heldBack", { count: row.heldBack })}</Status>}
      {row.withdrawnAt === null ? null : <Status tone="voice">{t("sec.registration.withdrawn")}</Status>}
    </>
  );
};
