import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { Refused } from "#shared/api/refused.ts";
import { type Receipt, receiptSchema } from "#shared/domain/receipt.ts";
import { receiptFaults } from "#shared/record/receipt.ts";
import { Button } from "#web/patterns/button.tsx";
import { Hash } from "#web/patterns/hash.tsx";
import { Icon } from "#web/patterns/icons.tsx";
import { ReceiptSheet } from "#web/patterns/receipt.tsx";
import { Fault, Loading } from "#web/patterns/states.tsx";
import { Note, Status } from "#web/patterns/status.tsx";
import { Moment } from "#web/patterns/time.tsx";
import { stateWithin, useRefusal } from "#web/patterns/words-of.ts";
import { downloadText } from "#web/shell/download.ts";
import { useOwnState } from "#web/shell/me.ts";
import type { Whole } from "./answers.ts";
import { useReceipt } from "./data.ts";

/** The receipt of a submission, checked on this device as it is shown. */
export const ReceiptOf = ({ whole }: { readonly whole: Whole }) => {
  const words = useRefusal();
  const receipt = useReceipt(whole.reference, whole.status !== "draft");
  if (receipt.data !== undefined) return <Checked whole={whole} given={receipt.data} />;
  if (receipt.error instanceof Refused && receipt.error.code === "NOT_READY")
    return (
      <Note>
        <p>
          <Status tone="now">{words(receipt.error)}</Status>
        </p>
      </Note>
    );
  return receipt.error === null ? <Loading /> : <Fault error={receipt.error} reading onAgain={() => void receipt.refetch()} />;
};

/** Faults of a receipt, found on this device; undefined while it is checked. */
export const useFaults = (receipt: Receipt): readonly string[] | undefined => {
  const [faults, found] = useState<readonly string[]>();
  useEffect(() => {
    receiptFaults(receipt).then(found, (error: unknown) => found([String(error)]));
  }, [receipt]);
  return faults;
};

const Checked = ({ whole, given }: { readonly whole: Whole; readonly given: unknown }) => {
  const parsed = receiptSchema.safeParse(given);
  return parsed.success ? <Sheet whole={whole} receipt={parsed.data} given={given} /> : <Fault error={parsed.error} reading />;
};

const Sheet = ({ whole, receipt, given }: { readonly whole: Whole; readonly receipt: Receipt; readonly given: unknown }) => {
  const { t } = useTranslation();
  const state = useOwnState();
  const faults = useFaults(receipt);
  return (
    <ReceiptSheet
      to={stateWithin(state)}
      faults={faults}
      rows={[
        {
          label: t("receipt.submission"),
          value: (
            <bdi dir="ltr" className="mono">
              {whole.reference}
            </bdi>
          ),
        },
        ...(whole.sealedAt === null ? [] : [{ label: t("receipt.sealed"), value: <Moment at={whole.sealedAt} /> }]),
        { label: t("receipt.registered"), value: <Moment at={receipt.registeredAt} /> },
        { label: t("receipt.manifest"), value: <Hash value={receipt.entry.data.manifestSha256} full /> },
        { label: t("receipt.entry"), value: t("receipt.entryNo", { number: receipt.leafIndex }) },
        {
          label: t("receipt.checkpoint"),
          value: (
            <bdi dir="ltr" className="mono">
              {receipt.checkpoint.split("\n")[2]}
            </bdi>
          ),
        },
      ]}
      acts={
        <Button small onClick={() => downloadText(`receipt-${whole.reference}.json`, JSON.stringify(given, null, 2))}>
          <Icon name="down" />
          {t("receipt.json")}
        </Button>
      }
    />
  );
};
