import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useAct } from "#web/api/hooks.ts";
import { Button, ButtonLink } from "#web/patterns/button.tsx";
import { Dialog } from "#web/patterns/dialog.tsx";
import { TextArea } from "#web/patterns/field.tsx";
import { Hash } from "#web/patterns/hash.tsx";
import { Fault } from "#web/patterns/states.tsx";
import { useKeptText } from "#web/shell/kept-text.ts";
import { useOwnState } from "#web/shell/me.ts";
import type { Whole } from "./answers.ts";

/** What can still be done with a sealed submission: add to it, or withdraw it. */
export const Change = ({ whole }: { readonly whole: Whole }) => {
  const { t } = useTranslation();
  const [asking, ask] = useState(false);
  return (
    <section className="noprint">
      <h2>{t("d.one.change")}</h2>
      <div className="btns spaced">
        <ButtonLink to={`/d/submissions/new?supplements=${whole.reference}`}>{t("d.one.supplement")}</ButtonLink>
        {whole.status === "registered" ? (
          <Button look="stop" onClick={() => ask(true)}>
            {t("d.one.withdraw")}
          </Button>
        ) : null}
      </div>
      <p className="help">{t(whole.status === "sealed" ? "d.one.withdrawLater" : "d.one.withdrawHelp")}</p>
      {asking ? <Withdraw whole={whole} onClose={() => ask(false)} /> : null}
    </section>
  );
};

const Withdraw = ({ whole, onClose }: { readonly whole: Whole; readonly onClose: () => void }) => {
  const { t } = useTranslation();
  const state = useOwnState();
  const [reason, setReason, forget] = useKeptText(`withdraw/${whole.reference}`);
  const withdraw = useAct("withdraw-submission");
  const ready = reason.trim() !== "" && reason.length <= 2000;
  const act = () =>
    withdraw.mutate(
      { state, reference: whole.reference, version: whole.version, reason },
      {
        onSuccess: () => {
          forget();
          onClose();
        },
      },
    );
  return (
    <Dialog
      title={t("d.one.withdrawTitle", { reference: whole.reference })}
      onClose={onClose}
      closeLabel={t("d.one.keepIt")}
      act={
        <Button look="stop" busy={withdraw.isPending} aria-disabled={!ready} onClick={() => (ready ? act() : undefined)}>
          {t("d.one.withdrawAct")}
        </Button>
      }
    >
      <p>
        <b>
          <bdi dir="auto">{whole.title}</bdi>
        </b>
      </p>
      <p>{t("d.one.withdrawSays")}</p>
      {whole.manifestSha256 === null ? null : (
        <p className="wholehash">
          <Hash value={whole.manifestSha256} full />
        </p>
      )}
      <TextArea
        label={t("d.one.withdrawReason")}
        hint={t("d.one.withdrawReasonHint")}
        dir="auto"
        value={reason}
        onChange={(event) => setReason(event.target.value)}
        {...(reason.length > 2000 ? { fault: t("d.draft.tooLong", { max: 2000, given: reason.length }) } : {})}
      />
      {withdraw.error === null ? null : <Fault error={withdraw.error} onAgain={act} />}
    </Dialog>
  );
};
