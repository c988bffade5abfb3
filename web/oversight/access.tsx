import { useTranslation } from "react-i18next";
import { useRead } from "#web/api/hooks.ts";
import { Answers } from "#web/patterns/answers.tsx";
import { Row } from "#web/patterns/evidence.tsx";
import { Read } from "#web/patterns/states.tsx";
import { Status } from "#web/patterns/status.tsx";
import { usePageTitle } from "#web/shell/title.ts";
import { Openings } from "./openings.tsx";
import { Requests } from "./requests.tsx";
import type { LogRow } from "./seen.ts";

/** Who asked for what, searched where the lines lie; what was opened, from the record; and what neither holds. */
export const Screen = () => {
  const { t } = useTranslation();
  usePageTitle(t("over.access.title"));
  // Read once: a screen that reads by itself would fill the log that it shows.
  const seen = useRead<{ readonly logs: readonly LogRow[] }>("list-logs", {}, { live: false });
  return (
    <>
      <h1 tabIndex={-1}>{t("over.access.title")}</h1>
      <Read from={seen}>
        {({ logs }) => (
          <>
            <Answers
              stands={t("over.access.stands")}
              missing={[
                <Status key="not-here" tone="gap">
                  <a href="#not-here">{t("over.access.missing")}</a>
                </Status>,
              ]}
              can={t("over.access.can")}
              act={
                <a className="btn sm" href="#openings">
                  {t("over.access.act")}
                </a>
              }
            />
            <Requests />
            <Openings logs={logs.filter((one) => one.log !== "root")} />
            <NotHere />
          </>
        )}
      </Read>
    </>
  );
};

const NotHere = () => {
  const { t } = useTranslation();
  return (
    <section id="not-here">
      <h2>{t("over.access.notHere")}</h2>
      <dl className="rows">
        {["content", "signIn", "files", "floods", "work"].map((one) => (
          <Row key={one} label={t(`over.access.${one}`)} value={t(`over.access.${one}Says`)} />
        ))}
      </dl>
      <p className="help">{t("over.access.kept")}</p>
    </section>
  );
};
