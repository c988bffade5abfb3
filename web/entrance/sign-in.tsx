import { Link, Navigate, useSearch } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { signIn } from "#web/api/session.ts";
import { AREAS } from "#web/areas.ts";
import { Button } from "#web/patterns/button.tsx";
import { Icon, Mark } from "#web/patterns/icons.tsx";
import { Fault, Loading } from "#web/patterns/states.tsx";
import { Note } from "#web/patterns/status.tsx";
import { useMe, useSession } from "#web/shell/me.ts";
import { usePageTitle } from "#web/shell/title.ts";
import { FixFigure } from "./fix-figure.tsx";
import { type HomeSays, useHome } from "./home.ts";

/** The entrance: for those who are signed in the way to their work, for everybody else the sign-in. */
export const Screen = () => {
  const session = useSession();
  const { appointments, error, name, again } = useMe();
  const { to } = useSearch({ strict: false }) as { readonly to?: string };
  const { t } = useTranslation();
  usePageTitle(t("entrance.title"));
  if (session.at === "out") return <SignIn returnTo={within(to)} why={session.why} />;
  if (appointments === undefined)
    return error === null ? <Loading /> : <Fault error={error} reading onAgain={() => void again()} />;
  const first = appointments[0];
  if (first !== undefined) return <Navigate to={within(to) ?? AREAS[first.area].home} replace />;
  return (
    <div className="narrowcol">
      <h1>{t("page.noAreaTitle")}</h1>
      <p className="lede">{t("page.noAreaSays", { name })}</p>
    </div>
  );
};

/** Only an address of this portal: never one that leads away. */
const within = (to: string | undefined): string | undefined => (to !== undefined && /^\/[a-z]\//.test(to) ? to : undefined);

const SignIn = ({ returnTo, why }: { readonly returnTo: string | undefined; readonly why: string | undefined }) => {
  const { t } = useTranslation();
  const { data: home } = useHome();
  const go = (account?: string) => void signIn(account, returnTo ?? "/");
  return (
    <>
      <div className="entry">
        <div>
          <div className="bigmark">
            <Mark ring="var(--action)" />
          </div>
          <h1>{t("entrance.heading")}</h1>
          <p className="lede">{t("entrance.lede")}</p>
          <FixFigure />
          <ul className="plain">
            {(["delegations", "panel", "secretariat"] as const).map((who) => (
              <li key={who}>
                <b>{t(`entrance.${who}`)}</b> {t(`entrance.${who === "delegations" ? "delegationsSay" : `${who}Says`}`)}
              </li>
            ))}
          </ul>
        </div>
        <section className="signin" aria-labelledby="signin">
          <h2 id="signin">{t("entrance.signIn")}</h2>
          {why === undefined ? null : (
            <Note tone={why === "refused" ? "stop" : "met"} role={why === "refused" ? "alert" : "status"}>
              <p>{t(why === "refused" ? "entrance.refused" : "entrance.signedOut")}</p>
            </Note>
          )}
          <p className="help">{t("entrance.signInHelp")}</p>
          <div className="btns">
            <Button look="go" onClick={() => go()}>
              {t("entrance.signInGo")}
            </Button>
          </div>
          {home?.accounts.length ? <Accounts accounts={home.accounts} onChoose={go} /> : null}
          <p className="help">{t("entrance.noDevice")}</p>
          <p className="help">
            <Link to="/verify">{t("entrance.verify")}</Link>
          </p>
          <p className="help">
            <Link to="/about">{t("entrance.about")}</Link>
          </p>
        </section>
      </div>
      <div className="warnline">
        <Icon name="lock" />
        <p>{t("entrance.guard")}</p>
      </div>
    </>
  );
};

const Accounts = ({
  accounts,
  onChoose,
}: {
  readonly accounts: HomeSays["accounts"];
  readonly onChoose: (id: string) => void;
}) => {
  const { t } = useTranslation();
  const groups = [
    ["entrance.groupD", accounts.filter((one) => one.id.startsWith("delegate-"))],
    ["entrance.groupP", accounts.filter((one) => one.id.startsWith("expert-") || one.id === "coordinator")],
    ["entrance.groupO", accounts.filter((one) => ["officer", "committee-member", "auditor"].includes(one.id))],
  ] as const;
  return (
    <div className="accounts">
      <p className="help">{t("entrance.demoHint")}</p>
      {groups.map(([label, rows]) =>
        rows.length === 0 ? null : (
          <details key={label} open={label === "entrance.groupD"}>
            <summary>{t(label)}</summary>
            <ul>
              {rows.map((one) => (
                <li key={one.id}>
                  <button type="button" className="linkact" onClick={() => onChoose(one.id)}>
                    {one.label}
                  </button>
                </li>
              ))}
            </ul>
          </details>
        ),
      )}
    </div>
  );
};
