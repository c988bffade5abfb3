import { useTranslation } from "react-i18next";
import { ButtonLink } from "#web/patterns/button.tsx";
import { usePageTitle } from "./title.ts";

/** The same page for what does not exist and what is not this person's: it does not say which. */
export const Absent = () => {
  const { t } = useTranslation();
  usePageTitle(t("page.absentTitle"));
  return (
    <div className="narrowcol">
      <h1 tabIndex={-1}>{t("page.absentTitle")}</h1>
      <p className="lede">{t("page.absentSays")}</p>
      <div className="btns spaced">
        <ButtonLink to="/">{t("page.absentBack")}</ButtonLink>
      </div>
    </div>
  );
};
