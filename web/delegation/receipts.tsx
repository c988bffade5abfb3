import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { ButtonLink } from "#web/patterns/button.tsx";
import { Hash } from "#web/patterns/hash.tsx";
import { Empty, Read } from "#web/patterns/states.tsx";
import { Moment } from "#web/patterns/time.tsx";
import { usePageTitle } from "#web/shell/title.ts";
import { useSubmissions } from "./data.ts";
import "./delegation.css";

/** Every submission that has a receipt, with the way to it and to checking one. */
export const Screen = () => {
  const { t } = useTranslation();
  usePageTitle(t("d.receipts.title"));
  return (
    <>
      <div className="docket">
        <h1 tabIndex={-1}>{t("d.receipts.title")}</h1>
        <ButtonLink to="/verify">{t("d.receipts.verify")}</ButtonLink>
      </div>
      <p className="lede">{t("d.receipts.lede")}</p>
      <Read from={useSubmissions()}>
        {(all) => {
          const rows = all.filter((row) => row.registeredAt !== null);
          if (rows.length === 0) return <Empty title={t("d.receipts.none")} says={t("d.receipts.noneSays")} />;
          return (
            <section>
              <table className="stack">
                <thead>
                  <tr>
                    <th scope="col">{t("receipt.submission")}</th>
                    <th scope="col">{t("receipt.registered")}</th>
                    <th scope="col">{t("receipt.manifest")}</th>
                    <th scope="col">{t("d.mine.next")}</th>
                  </tr>
                </thead>
                <tbody>
                  {rows.map((row) => (
                    <tr key={row.reference}>
                      <td>
                        <bdi dir="ltr" className="mono">
                          {row.reference}
                        </bdi>{" "}
                        <bdi dir="auto">{row.title}</bdi>
                      </td>
                      <td data-l={t("receipt.registered")}>
                        <Moment at={row.registeredAt ?? ""} />
                      </td>
                      <td data-l={t("receipt.manifest")}>
                        {row.manifestSha256 === null ? null : <Hash value={row.manifestSha256} copy />}
                      </td>
                      <td data-l={t("d.mine.next")}>
                        <Link to={`/d/submissions/${row.reference}`} data-row>
                          {t("d.receipts.show")}
                        </Link>
                      </td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </section>
          );
        }}
      </Read>
    </>
  );
};
