import { useTranslation } from "react-i18next";
import type { Sent } from "#shared/api/routes.ts";
import { MESSAGE_CHARACTERS } from "#shared/domain/limits.ts";
import { useAct } from "#web/api/hooks.ts";
import { SendText } from "#web/forms/send-text.tsx";
import { announce } from "#web/shell/live.ts";
import type { Side } from "./messages.ts";

/** Writes a message of a thread, of which `seen` messages had been read. */
export const Write = ({ thread, seen }: { readonly thread: Side; readonly seen: number }) => {
  const { t } = useTranslation();
  const { side, at } = thread;
  const act = useAct<"write-message" | "answer-state">(side === "state" ? "write-message" : "answer-state");
  const max = MESSAGE_CHARACTERS.toLocaleString("en");
  const files = side === "state" ? t("thread.state.files") : t("thread.panel.files", { reference: thread.stateReference });
  return (
    <SendText
      keptAt={`thread/${at.reference}`}
      max={MESSAGE_CHARACTERS}
      act={act}
      onSend={(text, { onSuccess, onSettled }) =>
        act.mutate({ ...at, text, seen } as Sent<"write-message" | "answer-state">, {
          onSuccess: () => {
            onSuccess();
            announce(t("thread.sent"));
          },
          onSettled,
        })
      }
      words={{
        label: t(`thread.${side}.label`),
        hint: `${t("thread.hint", { max })} ${files}`,
        tooLong: (given) => t("thread.tooLong", { max, given: given.toLocaleString("en") }),
        send: t("thread.send"),
        empty: t("thread.empty"),
        kept: t("thread.kept"),
        title: t("thread.sendTitle"),
        says: t(`thread.${side}.sendSays`),
        back: t("thread.back"),
      }}
    />
  );
};
