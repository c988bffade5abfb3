import { Link, useParams } from "@tanstack/react-router";
import { useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { HANDLING, type Handling } from "#shared/domain/handling.ts";
import { useAct } from "#web/api/hooks.ts";
import { Answers } from "#web/patterns/answers.tsx";
import { Button } from "#web/patterns/button.tsx";
import { Dialog } from "#web/patterns/dialog.tsx";
import { Fault, Read } from "#web/patterns/states.tsx";
import { Status } from "#web/patterns/status.tsx";
import { dateOf } from "#web/patterns/time.tsx";
import { useNumber } from "#web/patterns/words-of.ts";
import { useKept } from "#web/shell/kept-text.ts";
import { useOwnState } from "#web/shell/me.ts";
import { usePageTitle } from "#web/shell/title.ts";
import type { Asked, ReleaseAnswer } from "./answers.ts";
import { useAskedTitle } from "./asked.tsx";
import { useAsked } from "./data.ts";

type Attribution = Handling["attribution"];
const ATTRIBUTIONS = Object.keys(HANDLING.attribution).toReversed() as readonly Attribution[];
/** Longest note beside an answer, characters. */
const MAX_NOTE = 2000;
type Drafted = Readonly<Record<string, ReleaseAnswer>>;

/** Sentences put to the State: each is released with an attribution, or refused. */
export const Screen = () => {
  const { t } = useTranslation();
  const { asked: id } = useParams({ strict: false }) as { readonly asked: string };
  usePageTitle(t("d.asked.release"));
  return <Read from={useAsked(id)}>{(one) => <Request asked={one} />}</Read>;
};

const Request = ({ asked }: { readonly asked: Asked }) => {
  const { t } = useTranslation();
  const titleOf = useAskedTitle();
  const number = useNumber();
  const [drafted, draft, forget] = useKept<Drafted>(`release/${asked.id}`, {});
  const sentences = asked.sentences ?? [];
  const open = asked.answeredAt === null;
  const done = sentences.filter((one) => drafted[one.sentence] !== undefined).length;
  return (
    <>
      <p className="crumb">
        <Link to="/d/releases">{t("d.asked.releases")}</Link>
      </p>
      <h1 tabIndex={-1}>{titleOf(asked)}</h1>
      <Answers
        stands={open ? t("d.asked.standsRelease") : t("d.asked.standsAnswered", { date: dateOf(asked.answeredAt ?? "") })}
        {...(open ? { standsMore: t("d.asked.doneHere", { done, total: sentences.length }) } : {})}
        missing={
          open && done < sentences.length
            ? [
                <Status key="sentences" tone="gap">
                  <a href="#sentences">
                    {t("d.asked.missingSentences", { count: sentences.length - done, number: number(sentences.length - done) })}
                  </a>
                </Status>,
              ]
            : []
        }
        can={t(open ? "d.asked.canRelease" : "d.asked.canRead")}
      />
      <section id="sentences">
        <h2>{t("d.asked.sentences")}</h2>
        {sentences.map((one, at) => (
          <Sentence
            key={one.sentence}
            number={at + 1}
            sentence={one}
            given={open ? drafted[one.sentence] : asked.answers?.find((answer) => answer.sentence === one.sentence)}
            {...(open ? { onAnswer: (answer: ReleaseAnswer) => draft({ ...drafted, [one.sentence]: answer }) } : {})}
          />
        ))}
        {open ? <Send asked={asked} answers={sentences.flatMap((one) => drafted[one.sentence] ?? [])} onSent={forget} /> : null}
      </section>
    </>
  );
};

interface SentenceProps {
  readonly number: number;
  readonly sentence: NonNullable<Asked["sentences"]>[number];
  readonly given: ReleaseAnswer | undefined;
  /** Absent: the answer is given and only read. */
  readonly onAnswer?: (answer: ReleaseAnswer) => void;
}

const Sentence = ({ number, sentence, given, onAnswer }: SentenceProps) => {
  const { t } = useTranslation();
  const id = useId();
  return (
    <div className="sentenceblock">
      <h3 id={id}>{t("d.asked.sentenceNo", { number })}</h3>
      <p className="record" dir="auto">
        “{sentence.text}”
      </p>
      {sentence.material.length === 0 ? null : (
        <p className="by2">
          {t("d.asked.restsOn", { material: "" })}
          <code>{sentence.material.join(", ")}</code>
        </p>
      )}
      {onAnswer === undefined ? (
        <Given answer={given} />
      ) : (
        <Choose id={id} sentence={sentence.sentence} given={given} onAnswer={onAnswer} />
      )}
    </div>
  );
};

const Given = ({ answer }: { readonly answer: ReleaseAnswer | undefined }) => {
  const { t } = useTranslation();
  if (answer === undefined) return null;
  return (
    <p>
      <Status tone={answer.says === "released" ? "met" : "stop"}>
        {t(answer.says === "released" ? "d.asked.saysReleased" : "d.asked.saysRefused")}
        {answer.as === undefined ? null : `: ${t(`d.asked.as.${answer.as}`)}`}
      </Status>
      {answer.note === undefined ? null : <bdi dir="auto"> {answer.note}</bdi>}
    </p>
  );
};

const Choose = ({
  id,
  sentence,
  given,
  onAnswer,
}: {
  readonly id: string;
  readonly sentence: string;
  readonly given: ReleaseAnswer | undefined;
  readonly onAnswer: (answer: ReleaseAnswer) => void;
}) => {
  const { t } = useTranslation();
  const name = useId();
  const note = given?.note;
  const tooLong = (note?.length ?? 0) > MAX_NOTE;
  const withNote = note === undefined ? {} : { note };
  return (
    <fieldset className="choose" aria-labelledby={id}>
      {ATTRIBUTIONS.map((as) => (
        <div key={as} className="opt">
          <input
            type="radio"
            name={name}
            id={`${name}-${as}`}
            checked={given?.says === "released" && given.as === as}
            onChange={() => onAnswer({ sentence, says: "released", as, ...withNote })}
          />
          <label htmlFor={`${name}-${as}`}>
            {t("d.asked.releaseIt")}: {t(`d.asked.as.${as}`)}
          </label>
        </div>
      ))}
      <div className="opt">
        <input
          type="radio"
          name={name}
          id={`${name}-refuse`}
          checked={given?.says === "refused"}
          aria-describedby={`${name}-refuse-s`}
          onChange={() => onAnswer({ sentence, says: "refused", ...withNote })}
        />
        <label htmlFor={`${name}-refuse`}>{t("d.asked.refuseIt")}</label>
        <small id={`${name}-refuse-s`}>{t("d.asked.refuseSays")}</small>
      </div>
      {given === undefined ? null : (
        <div className="field">
          <label htmlFor={`${name}-note`}>{t("d.asked.note")}</label>
          <textarea
            id={`${name}-note`}
            rows={2}
            dir="auto"
            aria-invalid={tooLong ? true : undefined}
            aria-describedby={tooLong ? `${name}-fault` : undefined}
            value={note ?? ""}
            onChange={(event) => {
              const { note: _before, ...rest } = given;
              onAnswer(event.target.value === "" ? rest : { ...rest, note: event.target.value });
            }}
          />
          {tooLong ? (
            <p className="fault" id={`${name}-fault`}>
              <Status tone="stop">{t("d.draft.tooLong", { max: MAX_NOTE, given: note?.length })}</Status>
            </p>
          ) : null}
        </div>
      )}
    </fieldset>
  );
};

const Send = ({
  asked,
  answers,
  onSent,
}: {
  readonly asked: Asked;
  readonly answers: readonly ReleaseAnswer[];
  readonly onSent: () => void;
}) => {
  const { t } = useTranslation();
  const state = useOwnState();
  const [asking, ask] = useState(false);
  const act = useAct("answer-release");
  const why = useId();
  const ready =
    answers.length > 0 &&
    answers.length === asked.sentences?.length &&
    answers.every((answer) => (answer.note?.length ?? 0) <= MAX_NOTE);
  const send = () =>
    act.mutate({ state, asked: asked.id, answers: [...answers] }, { onSuccess: onSent, onSettled: () => ask(false) });
  const released = answers.filter((one) => one.says === "released").length;
  return (
    <>
      {act.error === null ? null : <Fault error={act.error} onAgain={send} />}
      <div className="btns spaced">
        <Button
          look="go"
          busy={act.isPending}
          aria-disabled={!ready}
          aria-describedby={why}
          onClick={() => (ready ? ask(true) : undefined)}
        >
          {t("d.asked.sendAnswers")}
        </Button>
        <span className="by2" id={why}>
          {ready ? t("d.asked.kept") : t("d.asked.notAll")}
        </span>
      </div>
      {asking ? (
        <Dialog
          title={t("d.asked.answersTitle")}
          onClose={() => ask(false)}
          act={
            <Button look="go" busy={act.isPending} onClick={send}>
              {t("d.asked.sendAnswers")}
            </Button>
          }
        >
          <p>{t("d.asked.answersSay", { released, refused: answers.length - released })}</p>
        </Dialog>
      ) : null}
    </>
  );
};
