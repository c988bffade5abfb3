import { Link, useRouterState } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { REGIMES } from "#shared/domain/regimes.ts";
import { signOut } from "#web/api/session.ts";
import type { Area } from "#web/area.ts";
import { AREAS } from "#web/areas.ts";
import { Icon, Mark } from "#web/patterns/icons.tsx";
import { stateWithin } from "#web/patterns/words-of.ts";
import { type Appointment, useMe } from "./me.ts";

/** "Permanent Mission of …", "Panel of Experts established …", the Secretariat, … */
export const useAreaName = (): ((one: Appointment) => string) => {
  const { t } = useTranslation();
  return (one) => {
    if (one.area === "d") return t("area.d", { state: stateWithin(one.state ?? "") });
    const row = (REGIMES as Readonly<Record<string, { readonly panel: string; readonly committee: string }>>)[one.regime ?? ""];
    if (one.area === "p" && row !== undefined) return row.panel;
    if (one.area === "c" && row !== undefined) return row.committee;
    return t(`area.${one.area}`);
  };
};

const Nav = ({ area, label, className }: { readonly area: Area; readonly label: string; readonly className?: string }) => {
  const { t, i18n } = useTranslation();
  const path = useRouterState({ select: (state) => state.location.pathname });
  // The area's words are still on their way: its names follow in a moment.
  if (area.nav.some((row) => !i18n.exists(row.label))) return <nav className={className} aria-label={label} />;
  return (
    <nav className={className} aria-label={label}>
      {area.nav.map((row) => (
        <Link key={row.to} to={row.to} aria-current={path === row.to || path.startsWith(`${row.to}/`) ? "page" : undefined}>
          {t(row.label)}
        </Link>
      ))}
    </nav>
  );
};

/** The masthead: mark, area, at most six words of navigation, the other appointments, who is signed in. */
export const Bar = ({ area, onSearch }: { readonly area: Area; readonly onSearch: (() => void) | undefined }) => {
  const { t } = useTranslation();
  const { name, person, appointments } = useMe();
  const nameOf = useAreaName();
  const own = appointments?.filter((one) => one.area === area.id) ?? [];
  const others = (appointments ?? []).filter(
    (one, at, all) => one.area !== area.id && all.findIndex((two) => two.area === one.area) === at,
  );
  const inArea = area.id !== "e" && own[0] !== undefined;
  return (
    <header className="bar">
      <div>
        <Link className="mark" to="/">
          <Mark />
          <span>{t("app.name")}</span>
        </Link>
        {inArea && own[0] !== undefined ? <span className="area">{nameOf(own[0])}</span> : null}
        {inArea ? <Nav area={area} label={t("shell.main")} className="wide" /> : null}
        {inArea && onSearch !== undefined ? (
          <button type="button" className="search" onClick={onSearch} aria-keyshortcuts="/">
            <Icon name="search" />
            <span>{t("shell.search")}</span>
          </button>
        ) : null}
        {person === undefined ? null : (
          <span className="who">
            <b>{name}</b>
            {others.map((one) => (
              <Link key={one.area} to={AREAS[one.area].home} className="switch">
                {t(`role.${one.role}`)}
              </Link>
            ))}
            <button type="button" className="plainact" onClick={() => void signOut()}>
              {t("shell.signOut")}
            </button>
          </span>
        )}
        {inArea ? (
          <details>
            <summary>{t("shell.menu")}</summary>
            <Nav area={area} label={t("shell.mainNarrow")} />
          </details>
        ) : null}
      </div>
    </header>
  );
};
