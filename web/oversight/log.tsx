import { Link, useParams } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useRead } from "#web/api/hooks.ts";
import { Answers } from "#web/patterns/answers.tsx";
import { Row } from "#web/patterns/evidence.tsx";
import { Read } from "#web/patterns/states.tsx";
import { Status } from "#web/patterns/status.tsx";
import { usePageTitle } from "#web/shell/title.ts";
import { Entries } from "./entries.tsx";
import { useLogName } from "./log-name.ts";
import type { SeenLog } from "./seen.ts";
import { VerifyLog } from "./verify-log.tsx";

/** One log: its size and key, verified in place, and its entries to search. */
export const Screen = () => {
  const { t } = useTranslation();
  usePageTitle(t("over.log.title"));
  const { log = "" } = useParams({ strict: false });
  const seen = useRead<SeenLog>("get-log", { log });
  return <Read from={seen}>{(one) => <Log log={one} />}</Read>;
};

const Log = ({ log }: { readonly log: SeenLog }) => {
  const { t } = useTranslation();
  const nameOf = useLogName();
  const waiting = log.size - log.published;
  return (
    <>
      <p className="crumb">
        <Link to="/a/ledger">{t("over.ledger.title")}</Link> / <span className="mono">{log.log}</span>
      </p>
      <h1 tabIndex={-1}>{nameOf(log.log)}</h1>
      <Answers
        stands={t("over.log.stands", { count: log.size })}
        standsMore={t("over.log.standsSigned", { count: log.published })}
        missing={
          waiting === 0
            ? []
            : [
                <Status key="waiting" tone="gap">
                  {t("over.log.waiting", { count: waiting })}
                </Status>,
              ]
        }
        can={t("over.log.can")}
        act={
          <a className="btn sm" href="#verify">
            {t("over.log.toVerify")}
          </a>
        }
      />
      <div className="cols">
        <div>
          <Entries log={log} />
        </div>
        <aside>
          <VerifyLog log={log} />
          <section>
            <h2>{t("over.log.key")}</h2>
            <dl className="rows">
              <Row label={t("over.log.origin")} value={<code>{log.origin}</code>} />
              <Row label={t("over.log.vkey")} value={<code>{log.vkey}</code>} />
            </dl>
            <p className="by2">{t("over.log.keySays")}</p>
          </section>
        </aside>
      </div>
    </>
  );
};
