import { createRoot } from "react-dom/client";
import { useTranslation } from "react-i18next";
import { startWords } from "#web/words/words.ts";
import { Checker } from "./checker.tsx";

/** The page that checks receipts from a disk: the same check as the portal's, in one file, asking nobody. */
const Page = () => {
  const { t } = useTranslation();
  return (
    <div className="page generous">
      <main id="main">
        <h1>{t("verify.title")}</h1>
        <p className="lede">{t("verify.lede")}</p>
        <Checker />
      </main>
    </div>
  );
};

const place = document.getElementById("root");
if (place === null) throw new Error("the page has no place for the check");
startWords().then(() => createRoot(place).render(<Page />));
