import { useTranslation } from "react-i18next";
import { usePageTitle } from "#web/shell/title.ts";

const TOPICS = ["sealing", "lost", "heldBack", "naming", "opened", "secretariat"] as const;

/** The few things that are asked, in the place where help always is. */
export const Screen = () => {
  const { t } = useTranslation();
  usePageTitle(t("d.help.title"));
  return (
    <>
      <h1 tabIndex={-1}>{t("d.help.title")}</h1>
      <p className="lede">{t("d.help.lede")}</p>
      {TOPICS.map((topic) => (
        <section key={topic}>
          <h2>{t(`d.help.${topic}`)}</h2>
          <p className="lede">{t(`d.help.${topic}Says`)}</p>
        </section>
      ))}
    </>
  );
};
