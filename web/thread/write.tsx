import { useId, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Sent } from "#shared/api/routes.ts";
import { MESSAGE_CHARACTERS } from "#shared/domain/limits.ts";
import { useAct } from "#web/api/hooks.ts";
import { Button } from "#web/patterns/button.tsx";
import { Dialog } from "#web/patterns/dialog.tsx";
import { TextArea } from "#web/patterns/field.tsx";
import { Fault } from "#web/patterns/states.tsx";
import { useKeptText } from "#web/shell/kept-text.ts";
import { announce } from "#web/shell/live.ts";
import type { Side } from "./messages.ts";

const max = MESSAGE_CHARACTERS;

/** Writes a message: kept while it is written, asked once more before it is sent. `seen` messages had been read. */
export const Write = ({ thread, seen }: { readonly thread: Side; readonly seen: number }) => {
  const { t } = useTranslation();
  const { side, at } = thread;
  const [text, setText, forget] = useKeptText(`thread/${at.reference}`);
  const [asking, ask] = useState(false);
  const act = useAct<"write-message" | "answer-state">(side === "state" ? "write-message" : "answer-state");
  const why = useId();
  const tooLong = text.length > max;
  const ready = text.trim() !== "" && !tooLong;
  const send = () =>
    act.mutate({ ...at, text, seen } as Sent<"write-message" | "answer-state">, {
      onSuccess: () => {
        forget();
        announce(t("thread.sent"));
      },
      onSettled: () => ask(false),
    });
  const files = side === "state" ? t("thread.state.files") : t("thread.panel.files", { reference: thread.stateReference });
  return (
    <>
      <TextArea
        label={t(`thread.${side}.label`)}
        hint={`${t("thread.hint", { max: max.toLocaleString("en") })} ${files}`}
        dir="auto"
        value={text}
        onChange={(event) => setText(event.target.value)}
        {...(tooLong
          ? { fault: t("thread.tooLong", { max: max.toLocaleString("en"), given: text.length.toLocaleString("en") }) }
          : {})}
      />
      {act.error === null ? null : <Fault error={act.error} onAgain={send} />}
      <div className="btns">
        <Button
          busy={act.isPending}
          aria-disabled={!ready}
          aria-describedby={why}
          onClick={() => (ready ? ask(true) : undefined)}
        >
          {t("thread.send")}
        </Button>
        <span className="by2" id={why}>
          {t(text.trim() === "" ? "thread.empty" : "thread.kept")}
        </span>
      </div>
      {asking ? (
        <Dialog
          title={t("thread.sendTitle")}
          onClose={() => ask(false)}
          closeLabel={t("thread.back")}
          act={
            <Button look="go" busy={act.isPending} onClick={send}>
              {t("thread.send")}
            </Button>
          }
        >
          <p>{t(`thread.${side}.sendSays`)}</p>
          <p className="record excerpt" dir="auto">
            {text}
          </p>
        </Dialog>
      ) : null}
    </>
  );
};
