import { useTranslation } from "react-i18next";
import { usePageTitle } from "#web/shell/title.ts";
import { Checker } from "./checker.tsx";

/** The check of a receipt, for anybody, without an account; and the page that does the same from a disk. */
export const Screen = () => {
  const { t } = useTranslation();
  usePageTitle(t("verify.title"));
  return (
    <>
      <h1 tabIndex={-1}>{t("verify.title")}</h1>
      <p className="lede">{t("verify.lede")}</p>
      <Checker />
      <section>
        <h2>{t("verify.offline")}</h2>
        <p className="help">{t("verify.offlineSays")}</p>
        <div className="btns spaced">
          <a className="btn" href="/check-a-receipt.html" download="check-a-receipt.html">
            {t("verify.offlineGet")}
          </a>
        </div>
      </section>
    </>
  );
};
