import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useRead } from "#web/api/hooks.ts";
import { Answers } from "#web/patterns/answers.tsx";
import { ButtonLink } from "#web/patterns/button.tsx";
import { Empty, Read } from "#web/patterns/states.tsx";
import { Status } from "#web/patterns/status.tsx";
import { usePageTitle } from "#web/shell/title.ts";
import { useLogName } from "./log-name.ts";
import type { LogRow } from "./seen.ts";

/** The transparency logs: one per State, the Panel's, and the root over their checkpoints. */
export const Screen = () => {
  const { t } = useTranslation();
  usePageTitle(t("over.ledger.title"));
  const seen = useRead<{ readonly logs: readonly LogRow[] }>("list-logs", {});
  return (
    <>
      <h1 tabIndex={-1}>{t("over.ledger.title")}</h1>
      <Read from={seen}>{({ logs }) => <Logs logs={logs} />}</Read>
    </>
  );
};

const Logs = ({ logs }: { readonly logs: readonly LogRow[] }) => {
  const { t } = useTranslation();
  const nameOf = useLogName();
  const behind = logs.filter((one) => one.published < one.size);
  const entries = logs.reduce((sum, one) => sum + one.size, 0);
  const largest = logs.toSorted((a, b) => b.size - a.size)[0];
  if (largest === undefined) return <Empty title={t("over.ledger.emptyTitle")} says={t("over.ledger.emptySays")} />;
  return (
    <>
      <Answers
        stands={t("over.ledger.stands", { count: logs.length, entries })}
        missing={behind.map((one) => (
          <Status key={one.log} tone="gap">
            {t("over.ledger.behind", { log: nameOf(one.log), count: one.size - one.published })}
          </Status>
        ))}
        can={t("over.ledger.can")}
        act={
          <ButtonLink small to={`/a/ledger/${largest.log}`}>
            {t("over.ledger.act", { log: nameOf(largest.log) })}
          </ButtonLink>
        }
      />
      <table className="stack">
        <thead>
          <tr>
            <th>{t("over.ledger.log")}</th>
            <th>{t("over.ledger.bears")}</th>
            <th>{t("over.ledger.size")}</th>
            <th>{t("over.ledger.published")}</th>
          </tr>
        </thead>
        <tbody>
          {logs.map((one) => (
            <tr key={one.log}>
              <td>
                <Link to="/a/ledger/$log" params={{ log: one.log }} data-row>
                  <b>{nameOf(one.log)}</b>
                </Link>
                <br />
                <span className="mono muted">{one.log}</span>
              </td>
              <td data-l={t("over.ledger.bears")}>{t(`over.bears.${one.log.startsWith("state-") ? "state" : one.log}`)}</td>
              <td data-l={t("over.ledger.size")}>{one.size}</td>
              <td data-l={t("over.ledger.published")}>
                <Status tone={one.published === one.size ? "met" : "gap"}>
                  {t(one.published === one.size ? "over.ledger.signed" : "over.ledger.signedTo", { size: one.published })}
                </Status>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
};
