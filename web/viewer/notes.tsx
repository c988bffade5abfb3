import OpenSeadragon from "openseadragon";
import { type FormEvent, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { rectangleOf, type WebAnnotation } from "#shared/domain/places.ts";
import { isStage } from "#shared/domain/stages.ts";
import { useAct } from "#web/api/hooks.ts";
import { useDraft } from "#web/forms/drafts.ts";
import { type SeenCase, useCase } from "#web/panel/case-seen.ts";
import { useExpertName } from "#web/panel/people.ts";
import { whereOf } from "#web/panel/registered.ts";
import { Button } from "#web/patterns/button.tsx";
import { TextArea, TextField } from "#web/patterns/field.tsx";
import { Fault, Loading } from "#web/patterns/states.tsx";
import { Moment } from "#web/patterns/time.tsx";
import { useScreenKeys } from "#web/shell/keys.ts";
import { announce } from "#web/shell/live.ts";
import type { Picture } from "./picture.ts";

interface Props {
  readonly caseId: string;
  readonly reference: string;
  readonly viewer: OpenSeadragon.Viewer | undefined;
  readonly picture: Picture;
}

/** What experts pointed at in this picture: off at first, on a layer of its own, and as a list that is always there. */
export const Notes = (props: Props) => {
  const seen = useCase(props.caseId);
  if (seen.data !== undefined) return <Layer {...props} file={seen.data} />;
  return seen.error === null ? <Loading /> : <Fault error={seen.error} reading onAgain={() => void seen.refetch()} />;
};

const Layer = ({ reference, viewer, picture, file }: Props & { readonly file: SeenCase }) => {
  const { t } = useTranslation();
  const [shown, show] = useState(false);
  const nameOf = useExpertName(file.team);
  const notes = file.annotations.filter((one) => one.target.source === reference);
  useScreenKeys({ a: () => show(!shown) });
  useMarks(viewer, picture, shown ? notes : []);
  return (
    <section className="notes">
      <h2>{t("notes.title")}</h2>
      <p className="help">{t("notes.apart")}</p>
      {notes.length === 0 ? (
        <p className="help">{t("notes.none")}</p>
      ) : (
        <>
          <label>
            <input type="checkbox" checked={shown} onChange={({ target }) => show(target.checked)} /> {t("notes.show")}
          </label>
          <ol>
            {notes.map((one) => (
              <li key={one.id}>
                <span className="ruled">{one.body.value}</span>
                <div className="muted">
                  {nameOf(one.creator)}, <Moment at={one.created} />, {t("notes.where", { ...rectangleOf(one) })}
                </div>
              </li>
            ))}
          </ol>
        </>
      )}
      {isStage(file.at) ? (
        <details className="spaced">
          <summary>{t("notes.add")}</summary>
          <Add file={file} reference={reference} picture={picture} onDone={() => show(true)} />
        </details>
      ) : (
        <p className="help">{t("notes.closed")}</p>
      )}
    </section>
  );
};

/** Frames over the picture, placed by OpenSeadragon: they move with it and are never drawn into it. */
const useMarks = (viewer: OpenSeadragon.Viewer | undefined, picture: Picture, notes: readonly WebAnnotation[]): void => {
  const drawn = JSON.stringify(notes.map(rectangleOf));
  useEffect(() => {
    if (viewer === undefined) return;
    const marks = (JSON.parse(drawn) as ReturnType<typeof rectangleOf>[]).flatMap((at, index) => {
      if (at === undefined) return [];
      const element = document.createElement("div");
      element.className = "vmark";
      element.textContent = String(index + 1);
      element.setAttribute("aria-hidden", "true");
      const { x, y, w, h } = at;
      const { width } = picture;
      viewer.addOverlay({ element, location: new OpenSeadragon.Rect(x / width, y / width, w / width, h / width) });
      return [element];
    });
    return () => {
      for (const one of marks) viewer.removeOverlay(one);
    };
  }, [viewer, picture, drawn]);
};

const EMPTY = { text: "", x: "", y: "", w: "", h: "" };
const SIDES = ["x", "y", "w", "h"] as const;

const Add = ({
  file,
  reference,
  picture,
  onDone,
}: {
  readonly file: SeenCase;
  readonly reference: string;
  readonly picture: Picture;
  readonly onDone: () => void;
}) => {
  const { t } = useTranslation();
  const draft = useDraft<typeof EMPTY>(`annotate-exhibit.${file.case}.${reference}`, EMPTY);
  const act = useAct<"annotate-exhibit">("annotate-exhibit");
  const [lacking, setLacking] = useState(false);
  const { text, x, y, w, h } = draft.value;
  const whole = text.trim() !== "" && [x, y, w, h].every((one) => /^\d+$/.test(one));
  const record = (event: FormEvent) => {
    event.preventDefault();
    setLacking(!whole);
    if (!whole || act.isPending) return;
    const input = { case: file.case, ...whereOf(reference), text, x: Number(x), y: Number(y), w: Number(w), h: Number(h) };
    act.mutate(input as never, {
      onSuccess: () => {
        draft.forget(EMPTY);
        announce(t("form.recorded"));
        onDone();
      },
    });
  };
  return (
    <form onSubmit={record} noValidate>
      <p className="help">{t("notes.pixels", { width: picture.width, height: picture.height })}</p>
      <div className="sides">
        {SIDES.map((side) => (
          <TextField
            key={side}
            label={t(`notes.${side}`)}
            inputMode="numeric"
            value={draft.value[side]}
            fault={lacking && !/^\d+$/.test(draft.value[side]) ? t("notes.whole") : ""}
            onChange={({ target }) => draft.change({ ...draft.value, [side]: target.value.trim() })}
          />
        ))}
      </div>
      <TextArea
        label={t("notes.text")}
        rows={3}
        maxLength={2000}
        value={text}
        fault={lacking && text.trim() === "" ? t("form.needed") : ""}
        onChange={({ target }) => draft.change({ ...draft.value, text: target.value })}
      />
      {act.error === null ? null : <Fault error={act.error} />}
      <div className="btns">
        <Button look="go" type="submit" busy={act.isPending}>
          {t("notes.act")}
        </Button>
      </div>
      <p className="by2">{t("notes.effect")}</p>
    </form>
  );
};
