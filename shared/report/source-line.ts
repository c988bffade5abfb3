import { FORMAT } from "../domain/format.ts";
import type { FigureBlock, Inline } from "./model.ts";
import { capitalized, dateInWords, fill } from "./wording.ts";

const say = FORMAT.en.sentences;

/** "Source: Member State. Acquired 12 September 2023. Licence: …." */
export const figureSource = (figure: FigureBlock): readonly Inline[] => {
  const parts = [
    `: ${figure.source}.`,
    ...(figure.date === undefined ? [] : [fill(say.acquired, { date: dateInWords(figure.date) })]),
    ...(figure.licence === undefined ? [] : [fill(say.licence, { licence: figure.licence })]),
    ...(figure.placeholder === undefined ? [] : [withStop(capitalized(figure.placeholder))]),
  ];
  return [
    { kind: "text", text: FORMAT.en.labels.source, style: "label" },
    { kind: "text", text: parts.join(" ") },
  ];
};

const withStop = (text: string): string => (/[.!?]$/.test(text) ? text : `${text}.`);
