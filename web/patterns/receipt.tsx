import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "./button.tsx";
import { Row } from "./evidence.tsx";
import { Mark } from "./icons.tsx";
import { Status } from "./status.tsx";

interface Props {
  readonly to: string;
  readonly rows: readonly { readonly label: string; readonly value: ReactNode }[];
  /** What the check on this device found; undefined while it runs. */
  readonly faults: readonly string[] | undefined;
  readonly acts?: ReactNode;
}

/** Prints the receipt alone, on one page. */
const printReceipt = (): void => {
  const { dataset } = document.documentElement;
  dataset["print"] = "receipt";
  window.addEventListener("afterprint", () => delete dataset["print"], { once: true });
  window.print();
};

/** A receipt looks like a document: double-ruled, to whom, and what was checked here. Prints on one page. */
export const ReceiptSheet = ({ to, rows, faults, acts }: Props) => {
  const { t } = useTranslation();
  return (
    <div className="receipt" data-printed="receipt">
      <p className="rhead">
        <Mark ring="var(--action)" />
        <span>
          <b>{t("receipt.title")}</b>
          <br />
          {t("receipt.givenTo", { state: to })}
        </span>
      </p>
      <dl className="rows">
        {rows.map((row) => (
          <Row key={row.label} {...row} />
        ))}
      </dl>
      <div className="by2 checked" role="status">
        {faults === undefined ? <Status tone="now">{t("receipt.checking")}</Status> : null}
        {faults?.length === 0 ? <Status tone="met">{t("receipt.checked")}</Status> : null}
        {faults !== undefined && faults.length > 0 ? <Status tone="stop">{t("receipt.altered")}</Status> : null}
        {faults?.map((fault) => (
          <p key={fault}>{fault}</p>
        ))}
      </div>
      <div className="btns">
        {acts}
        <Button small look="quiet" onClick={printReceipt}>
          {t("receipt.print")}
        </Button>
      </div>
      <p className="help">{t("receipt.help")}</p>
    </div>
  );
};
