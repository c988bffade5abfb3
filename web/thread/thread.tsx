import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "#web/patterns/button.tsx";
import { visible } from "#web/patterns/name.tsx";
import { Read } from "#web/patterns/states.tsx";
import { Moment } from "#web/patterns/time.tsx";
import { stateWithin } from "#web/patterns/words-of.ts";
import { useMe } from "#web/shell/me.ts";
import { type Message, type Side, useThread } from "./messages.ts";
import { Write } from "./write.tsx";
import "./thread.css";

interface Props {
  readonly thread: Side;
  /** What handling the messages have, where the screen does not say so above. */
  readonly handling?: ReactNode;
}

/** What a delegation and the Panel wrote to each other about a submission, in order, and a form to write. */
export const Thread = ({ thread, handling }: Props) => {
  const { t } = useTranslation();
  const messages = useThread(thread);
  const { side } = thread;
  return (
    <section id="messages">
      <h2>
        {t("thread.title")}{" "}
        <span className="aside">{t(`thread.${side}.aside`, side === "panel" ? { state: stateWithin(thread.state) } : {})}</span>
      </h2>
      <p className="help">{t(`thread.${side}.reads`)}</p>
      {handling}
      <Read from={messages}>
        {(rows) => (
          <>
            {rows.length === 0 ? <p className="help">{t("thread.none")}</p> : <Messages rows={rows} side={side} />}
            <Write thread={thread} seen={rows.length} />
          </>
        )}
      </Read>
    </section>
  );
};

/** Newest messages shown at once; the earlier ones on request. */
const SHOWN = 10;

const Messages = ({ rows, side }: { readonly rows: readonly Message[]; readonly side: Side["side"] }) => {
  const { t } = useTranslation();
  const [shown, show] = useState(SHOWN);
  const earlier = rows.length - shown;
  return (
    <>
      {earlier > 0 ? (
        <div className="btns spaced">
          <Button small onClick={() => show(rows.length)}>
            {t("thread.earlier", { count: earlier })}
          </Button>
        </div>
      ) : null}
      <ol className="thread spaced">
        {rows
          .slice(0, shown)
          .toReversed()
          .map((message) => (
            <One key={message.id} message={message} side={side} />
          ))}
      </ol>
    </>
  );
};

const One = ({ message, side }: { readonly message: Message; readonly side: Side["side"] }) => {
  const { t } = useTranslation();
  const { person } = useMe();
  const { from, by, at, text } = message;
  const own = (from === "state") === (side === "state");
  return (
    <li className={own ? "own" : undefined}>
      <p className="by2">
        <b>{by !== null && by === person ? t("thread.you") : t(`thread.${side}.from.${from}`)}</b>
        {by === null || by === person ? null : (
          <>
            {" "}
            <bdi dir="ltr" className="mono">
              {by}
            </bdi>
          </>
        )}{" "}
        · <Moment at={at} />
      </p>
      <p className="record asks" dir="auto">
        {visible(text)}
      </p>
    </li>
  );
};
