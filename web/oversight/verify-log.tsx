import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { LogVerdict } from "#shared/record/verify-log.ts";
import { Button } from "#web/patterns/button.tsx";
import { TextField } from "#web/patterns/field.tsx";
import { Hash } from "#web/patterns/hash.tsx";
import { Fault } from "#web/patterns/states.tsx";
import { Note, Status } from "#web/patterns/status.tsx";
import type { SeenLog } from "./seen.ts";
import { verifyHere } from "./verify.ts";

const hexOf = (bytes: Uint8Array) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");

/** Verification in place: nothing of the answer is taken on trust but the key, which a receipt of a State also bears. */
export const VerifyLog = ({ log }: { readonly log: SeenLog }) => {
  const { t } = useTranslation();
  const [earlier, setEarlier] = useState("");
  const size = earlier === "" ? undefined : Number(earlier);
  const wrong = size !== undefined && !(Number.isInteger(size) && size >= 1 && size <= log.published);
  const check = useMutation({ mutationFn: () => verifyHere(log, size) });
  const verdict = check.data;
  return (
    <section id="verify">
      <h2>{t("over.verify.title")}</h2>
      <p className="help">{t("over.verify.says")}</p>
      <TextField
        label={t("over.verify.earlier")}
        hint={t("over.verify.earlierHint")}
        inputMode="numeric"
        value={earlier}
        fault={wrong ? t("over.verify.earlierWrong", { size: log.published }) : undefined}
        onChange={({ target }) => setEarlier(target.value.trim())}
      />
      <div className="btns">
        <Button look="go" busy={check.isPending} onClick={() => (wrong ? undefined : check.mutate())}>
          {t("over.verify.act")}
        </Button>
      </div>
      {check.isPending ? <p role="status">{t("over.verify.running", { count: log.published })}</p> : null}
      {check.error === null ? null : <Fault error={check.error} reading onAgain={() => check.mutate()} />}
      {verdict === undefined ? null : <Verdict verdict={verdict} />}
    </section>
  );
};

/** Intact with its root in full, altered with every fault that was found, or why it could not be verified. */
const Verdict = ({ verdict }: { readonly verdict: LogVerdict }) => {
  const { t } = useTranslation();
  const tone = verdict.kind === "intact" ? "met" : "stop";
  const faults = verdict.kind === "altered" ? verdict.faults : verdict.kind === "unreadable" ? [verdict.why] : [];
  return (
    <div data-verdict={verdict.kind}>
      <Note tone={tone} role={tone === "met" ? "status" : "alert"}>
        <p>
          <Status tone={tone}>{t(`over.verify.${verdict.kind}`)}</Status>
        </p>
        {verdict.kind === "intact" ? (
          <p className="muted">
            {t("over.verify.intactSays", { count: verdict.size })} <Hash value={hexOf(verdict.root)} copy />
          </p>
        ) : null}
        {faults.map((fault) => (
          <p key={fault}>{fault}</p>
        ))}
      </Note>
    </div>
  );
};
