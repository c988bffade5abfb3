import { useComputedColorScheme, useMantineColorScheme } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { AreaId } from "#web/area.ts";
import { useGuideStep } from "#web/guide/kept.ts";
import { LANGUAGES, type Language, speak } from "#web/words/words.ts";
import { useBusinessTime } from "./clock.tsx";

/** What holds on every page, the theme, the list of keys. */
export const Foot = ({ area, onKeys }: { readonly area: AreaId; readonly onKeys: () => void }) => {
  const { t, i18n } = useTranslation();
  const { setColorScheme } = useMantineColorScheme();
  const scheme = useComputedColorScheme("light");
  const { data } = useBusinessTime();
  const demo = data?.stage === "demo";
  const [step, guideFrom] = useGuideStep(area);
  return (
    <footer className="foot">
      <div>
        <p>{t(demo ? "shell.demoNote" : "shell.note")}</p>
        <p className="footacts">
          <Link to="/about">{t("shell.about")}</Link>
          <button type="button" className="plainact" onClick={onKeys}>
            {t("shell.keys")}
          </button>
          {demo && area !== "e" && step === undefined ? (
            <button type="button" className="plainact" onClick={() => guideFrom(0)}>
              {t("shell.guide")}
            </button>
          ) : null}
          {demo ? (
            <label className="themeswitch">
              {t("shell.language")}
              <select value={i18n.language} onChange={(event) => void speak(event.target.value as Language)}>
                {Object.entries(LANGUAGES).map(([id, row]) => (
                  <option key={id} value={id}>
                    {row.name}
                  </option>
                ))}
              </select>
            </label>
          ) : null}
          <label className="themeswitch">
            <input
              type="checkbox"
              checked={scheme === "dark"}
              onChange={(event) => setColorScheme(event.target.checked ? "dark" : "light")}
            />{" "}
            {t("shell.dark")}
          </label>
        </p>
      </div>
    </footer>
  );
};
