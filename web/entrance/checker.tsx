import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex } from "@noble/hashes/utils.js";
import { type DragEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { type Receipt, receiptSchema } from "#shared/domain/receipt.ts";
import { receiptFaults } from "#shared/record/receipt.ts";
import { Row } from "#web/patterns/evidence.tsx";
import { Hash } from "#web/patterns/hash.tsx";
import { FileName } from "#web/patterns/name.tsx";
import { Note, Status } from "#web/patterns/status.tsx";
import { Moment } from "#web/patterns/time.tsx";

type Checked = { readonly receipt: Receipt; readonly faults: readonly string[] } | { readonly why: string };

/** Largest file taken for a receipt, bytes: ten thousand items fit. */
const MAX_BYTES = 20_000_000;

/** Takes a receipt and says what holds; used by the portal and by the page that works from a disk. */
export const Checker = () => {
  const { t } = useTranslation();
  const [checked, setChecked] = useState<Checked>();
  const check = async (file: File): Promise<void> => {
    if (file.size > MAX_BYTES) return setChecked({ why: t("verify.notJson") });
    setChecked(await checkedText(await file.text(), t("verify.notJson")));
  };
  const dropped = (event: DragEvent) => {
    event.preventDefault();
    const file = event.dataTransfer.files[0];
    if (file !== undefined) void check(file);
  };
  return (
    <>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: dropping is an addition; the field inside does the same */}
      <div className="drop" onDragOver={(event) => event.preventDefault()} onDrop={dropped}>
        <p>
          <b>{t("verify.drop")}</b> {t("verify.dropOr")}
        </p>
        <label className="btn filebutton">
          {t("verify.choose")}
          <input
            type="file"
            accept=".json,application/json"
            onChange={(event) => {
              const file = event.target.files?.[0];
              event.target.value = "";
              if (file !== undefined) void check(file);
            }}
          />
        </label>
      </div>
      <div role="status">{checked === undefined ? null : <Verdict checked={checked} />}</div>
    </>
  );
};

const checkedText = async (text: string, notJson: string): Promise<Checked> => {
  let given: unknown;
  try {
    given = JSON.parse(text);
  } catch {
    return { why: notJson };
  }
  const parsed = receiptSchema.safeParse(given);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    return { why: `${issue?.path.join(".") ?? ""} ${issue?.message ?? ""}`.trim() };
  }
  return { receipt: parsed.data, faults: await receiptFaults(parsed.data) };
};

const Verdict = ({ checked }: { readonly checked: Checked }) => {
  const { t } = useTranslation();
  if ("why" in checked)
    return (
      <Note tone="stop">
        <p>
          <Status tone="stop">{t("verify.notReceipt", { why: checked.why })}</Status>
        </p>
      </Note>
    );
  const { receipt, faults } = checked;
  const intact = faults.length === 0;
  return (
    <>
      <Note tone={intact ? "met" : "stop"}>
        <p>
          <Status tone={intact ? "met" : "stop"}>{t(intact ? "verify.intact" : "verify.altered")}</Status>
        </p>
        {faults.map((fault) => (
          <p key={fault}>{fault}</p>
        ))}
      </Note>
      <section>
        <h2>{t("verify.of", { reference: receipt.reference })}</h2>
        <dl className="rows spaced">
          <Row label={t("receipt.registered")} value={<Moment at={receipt.registeredAt} />} />
          <Row label={t("receipt.manifest")} value={<Hash value={receipt.entry.data.manifestSha256} full />} />
          <Row label={t("verify.entry")} value={t("receipt.entryNo", { number: receipt.leafIndex })} />
          <Row
            label={t("verify.key")}
            value={
              <bdi dir="ltr" className="mono">
                {receipt.vkey}
              </bdi>
            }
          />
        </dl>
        <p className="help">{t("verify.signedBy")}</p>
        <table className="stack spaced">
          <thead>
            <tr>
              <th scope="col">{t("verify.file")}</th>
              <th scope="col">SHA-256</th>
              <th scope="col">{t("verify.state")}</th>
            </tr>
          </thead>
          <tbody>
            {receipt.items.map((item) => (
              <tr key={item.number}>
                <td>
                  {item.number} <FileName>{item.name}</FileName>
                </td>
                <td data-l="SHA-256">
                  <Hash value={item.sha256} />
                </td>
                <td data-l={t("verify.state")}>
                  <Status tone={item.verdict === "verified" ? "met" : "stop"}>{t(`verify.${item.verdict}`)}</Status>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <HoldAgainst receipt={receipt} />
    </>
  );
};

/** Whether a file is one of those that the receipt lists, by its hash. */
const HoldAgainst = ({ receipt }: { readonly receipt: Receipt }) => {
  const { t } = useTranslation();
  const [says, say] = useState<{ readonly met: boolean; readonly text: string }>();
  const hold = async (file: File): Promise<void> => {
    say({ met: true, text: t("verify.hashing") });
    const hash = await hashOf(file);
    const item = receipt.items.find((one) => one.sha256 === hash);
    say(
      item === undefined
        ? { met: false, text: t("verify.notFound", { name: file.name }) }
        : { met: true, text: t("verify.found", { name: file.name, number: item.number }) },
    );
  };
  return (
    <section>
      <h2>{t("verify.hashFile")}</h2>
      <p className="help">{t("verify.hashFileSays")}</p>
      <div className="btns spaced">
        <label className="btn filebutton">
          {t("upload.choose")}
          <input
            type="file"
            onChange={(event) => {
              const file = event.target.files?.[0];
              event.target.value = "";
              if (file !== undefined) void hold(file);
            }}
          />
        </label>
        <span role="status">{says === undefined ? null : <Status tone={says.met ? "met" : "stop"}>{says.text}</Status>}</span>
      </div>
    </section>
  );
};

const STEP = 4 * 1024 * 1024;
/** Piece by piece, so that a file of any size fits, and the page answers in between. */
const hashOf = async (file: Blob): Promise<string> => {
  const hash = sha256.create();
  for (let at = 0; at < file.size; at += STEP) hash.update(new Uint8Array(await file.slice(at, at + STEP).arrayBuffer()));
  return bytesToHex(hash.digest());
};
