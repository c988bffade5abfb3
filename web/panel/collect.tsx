import { useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { ActForm } from "#web/forms/act-form.tsx";
import { usePageTitle } from "#web/shell/title.ts";
import { useExpert } from "./people.ts";

/** Registers an open source that the expert captured. */
export const Screen = () => {
  const { t } = useTranslation();
  usePageTitle(t("panel.collect.title"));
  const navigate = useNavigate();
  const { regime } = useExpert();
  return (
    <div className="narrowcol">
      <h1 tabIndex={-1}>{t("panel.collect.title")}</h1>
      <p className="lede">{t("panel.collect.lede")}</p>
      <ActForm
        route="collect-evidence"
        fixed={{ regime, metadata: {} }}
        start={{ handling: { classification: "unclassified", tlp: "CLEAR", attribution: "named source" } }}
        label={t("panel.collect.act")}
        effect={t("panel.collect.effect")}
        onDone={(answer) => {
          const [reference = ""] = String((answer as { ref: string }).ref).split("/");
          void navigate({ to: "/p/evidence/$reference", params: { reference } });
        }}
      />
    </div>
  );
};
