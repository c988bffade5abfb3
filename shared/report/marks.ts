import { FORMAT } from "../domain/format.ts";
import type { ReportModel } from "./model.ts";
import { dateInWords, fill, timeOf } from "./wording.ts";

const DRAFTS: readonly string[] = ["collecting", "draft", "coordinator review", "panel adoption"];

export const isDraft = (model: ReportModel): boolean => DRAFTS.includes(model.record.state);

/** "Draft 7, 31 January 2024, 14:06 UTC, not for circulation", until the text is adopted. */
export const draftLine = ({ record, ...model }: ReportModel): string | undefined =>
  isDraft({ record, ...model })
    ? fill(FORMAT.en.sentences.draft, { version: record.version, date: dateInWords(record.at), time: timeOf(record.at) })
    : undefined;

/** The classification at head and foot of every page of a confidential file. */
export const handlingLine = (model: ReportModel): string | undefined =>
  model.classification === "unclassified" ? undefined : model.classification.toUpperCase();
