import { Link, useParams } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useAct } from "#web/api/hooks.ts";
import { SendText } from "#web/forms/send-text.tsx";
import { Answers } from "#web/patterns/answers.tsx";
import { Row } from "#web/patterns/evidence.tsx";
import { Read } from "#web/patterns/states.tsx";
import { Status } from "#web/patterns/status.tsx";
import { dateOf, Moment } from "#web/patterns/time.tsx";
import { useOwnState } from "#web/shell/me.ts";
import { usePageTitle } from "#web/shell/title.ts";
import type { Asked } from "./answers.ts";
import { useAskedTitle, useDue } from "./asked.tsx";
import { useAsked } from "./data.ts";

/** Longest reply, characters. */
const MAX = 20_000;

/** One letter of the Panel to the State, and the reply. */
export const Screen = () => {
  const { t } = useTranslation();
  const { asked: id } = useParams({ strict: false }) as { readonly asked: string };
  usePageTitle(t("d.asked.enquiry"));
  const asked = useAsked(id);
  return <Read from={asked}>{(one) => <Letter asked={one} />}</Read>;
};

const Letter = ({ asked }: { readonly asked: Asked }) => {
  const { t } = useTranslation();
  const titleOf = useAskedTitle();
  const dueOf = useDue();
  const open = asked.answeredAt === null;
  return (
    <>
      <p className="crumb">
        <Link to="/d/enquiries">{t("d.asked.enquiries")}</Link> /{" "}
        <bdi dir="ltr" className="mono">
          {asked.reference}
        </bdi>
      </p>
      <h1 tabIndex={-1}>{titleOf(asked)}</h1>
      <Answers
        stands={open ? t("d.asked.standsOpen") : t("d.asked.standsAnswered", { date: dateOf(asked.answeredAt ?? "") })}
        missing={
          open
            ? [
                <Status key="reply" tone="gap">
                  <a href="#reply">{t("d.asked.missingReply")}</a>
                </Status>,
              ]
            : []
        }
        can={t(open ? "d.asked.canReply" : "d.asked.canRead")}
      />
      <section>
        <h2>{t("d.asked.asks")}</h2>
        <dl className="rows spaced">
          <Row label={t("d.asked.sent")} value={<Moment at={asked.askedAt} day />} />
          {asked.dueAt === null ? null : <Row label={t("d.asked.due")} value={open ? dueOf(asked) : dateOf(asked.dueAt)} />}
        </dl>
        <p className="record asks spaced" dir="auto">
          {asked.asks}
        </p>
      </section>
      <section id="reply">
        <h2>{t("d.asked.yourReply")}</h2>
        {open ? (
          <Reply asked={asked} />
        ) : (
          <p className="record asks spaced" dir="auto">
            {asked.reply}
          </p>
        )}
      </section>
    </>
  );
};

const Reply = ({ asked }: { readonly asked: Asked }) => {
  const { t } = useTranslation();
  const state = useOwnState();
  const answer = useAct("answer-letter");
  return (
    <SendText
      keptAt={`reply/${asked.id}`}
      max={MAX}
      rows={10}
      main
      act={answer}
      onSend={(text, then) => answer.mutate({ state, asked: asked.id, text }, then)}
      help={<p className="help">{t("d.asked.whatHappens")}</p>}
      words={{
        label: t("d.asked.replyLabel"),
        hint: t("d.asked.replyHint"),
        tooLong: (given) => t("d.draft.tooLong", { max: MAX, given }),
        send: t("d.asked.send"),
        empty: t("d.asked.notWritten"),
        kept: t("d.asked.kept"),
        title: t("d.asked.sendTitle"),
        says: t("d.asked.sendSays"),
      }}
    />
  );
};
