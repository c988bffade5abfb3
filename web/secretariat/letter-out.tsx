import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { useAct } from "#web/api/hooks.ts";
import { useDraft } from "#web/forms/drafts.ts";
import { Button } from "#web/patterns/button.tsx";
import { TextArea } from "#web/patterns/field.tsx";
import { Fault } from "#web/patterns/states.tsx";
import { Moment } from "#web/patterns/time.tsx";
import { announce } from "#web/shell/live.ts";
import { ReplyState } from "./reply-state.tsx";
import type { SeenLetter } from "./seen.ts";

/** One letter: what it asks, until when, and what came back, word for word. */
export const LetterOut = ({ id, letter, open }: { readonly id: string; readonly letter: SeenLetter; readonly open: boolean }) => {
  const { t } = useTranslation();
  return (
    <div className="spaced" id={letter.id}>
      <h3>
        <span className="mono">{letter.reference}</span>{" "}
        {t("sec.letters.to", { purpose: t(`choice.${letter.purpose}`), state: letter.stateName })}
      </h3>
      <p>
        {t("sec.correspondence.sentOn")} <Moment at={letter.sentAt} day /> <ReplyState letter={letter} />
      </p>
      <p className="record">{letter.asks}</p>
      {letter.reply === undefined ? null : <blockquote className="record">{letter.reply.text}</blockquote>}
      {letter.reply === undefined && open ? <RecordReply id={id} letter={letter} /> : null}
      {letter.assessment === undefined ? null : <p className="muted">{t("sec.correspondence.assessed")}</p>}
    </div>
  );
};

/** A reply that came on paper is copied whole; a delegation that answers in the portal needs nobody to copy. */
const RecordReply = ({ id, letter }: { readonly id: string; readonly letter: SeenLetter }) => {
  const { t } = useTranslation();
  const act = useAct("record-reply");
  const draft = useDraft<{ readonly text: string }>(`record-reply.${letter.id}`, { text: "" });
  const [lacks, setLacks] = useState(false);
  const record = (event: FormEvent) => {
    event.preventDefault();
    const empty = draft.value.text.trim() === "";
    setLacks(empty);
    if (empty || act.isPending) return;
    act.mutate(
      { case: id, letter: letter.id, text: draft.value.text },
      {
        onSuccess: () => {
          draft.forget({ text: "" });
          announce(t("form.recorded"));
        },
      },
    );
  };
  return (
    <details open={draft.value.text !== ""}>
      <summary>{t("sec.correspondence.recordReply")}</summary>
      <form onSubmit={record} noValidate>
        <TextArea
          label={t("sec.correspondence.replyText")}
          hint={t("sec.correspondence.replyHint")}
          rows={6}
          maxLength={20_000}
          value={draft.value.text}
          fault={lacks ? t("form.needed") : undefined}
          onChange={({ target }) => draft.change({ text: target.value })}
        />
        {act.error === null ? null : <Fault error={act.error} />}
        <div className="btns">
          <Button type="submit" busy={act.isPending}>
            {t("sec.correspondence.recordAct")}
          </Button>
        </div>
        <p className="by2">{t("sec.correspondence.replyEffect")}</p>
      </form>
    </details>
  );
};
