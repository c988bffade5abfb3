import { useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { SECTIONS } from "#shared/domain/sections.ts";
import { STATES } from "#shared/domain/states.ts";
import { useAll } from "#web/api/hooks.ts";
import { ActForm } from "#web/forms/act-form.tsx";
import { Read } from "#web/patterns/states.tsx";
import { stateName } from "#web/patterns/words-of.ts";
import { usePageTitle } from "#web/shell/title.ts";
import { useExpert } from "./people.ts";
import { exhibitOptions, type Registered } from "./registered.ts";

/** Opens a case at triage. */
export const Screen = () => {
  const { t } = useTranslation();
  usePageTitle(t("panel.open.title"));
  const navigate = useNavigate();
  const { regime } = useExpert();
  const register = useAll<Registered>("list-register", { regime }, { live: false });
  const states = Object.keys(STATES).map((code) => ({ value: code, label: stateName(code) }));
  const sections = Object.entries(SECTIONS)
    .filter(([, row]) => row.filledBy === "findings")
    .map(([value, row]) => ({ value, label: row.title }));
  return (
    <div className="narrowcol">
      <h1 tabIndex={-1}>{t("panel.open.title")}</h1>
      <p className="lede">{t("panel.open.lede")}</p>
      <Read from={register}>
        {(rows) => (
          <ActForm
            route="open-case"
            fixed={{ regime }}
            options={{ section: sections, statesConcerned: states, exhibits: exhibitOptions(rows) }}
            label={t("panel.open.act")}
            effect={t("panel.open.effect")}
            onDone={(answer) =>
              void navigate({ to: "/p/cases/$case", params: { case: String((answer as { case: string }).case) } })
            }
          />
        )}
      </Read>
    </div>
  );
};
