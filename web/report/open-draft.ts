import { useState } from "react";
import { sha256Hex } from "#shared/record/exact.ts";
import type { ReportModel } from "#shared/report/model.ts";
import { useAct } from "#web/api/hooks.ts";

export type DraftFormat = "docx" | "html" | "model" | "annex";
interface Link {
  readonly url: string;
  readonly sha256: string;
}

/** The draft's files are behind links that expire; each opening is an entry of the record, written before the link is given. */
export const useDownload = (report: string, draft: string) => {
  const act = useAct<"open-draft", Link>("open-draft");
  const take = (format: DraftFormat) => act.mutate({ report, draft, format }, { onSuccess: ({ url }) => location.assign(url) });
  return { take, busy: act.isPending, error: act.error };
};

export interface OpenedText {
  readonly model: ReportModel;
  /** Whether the bytes read here have the hash that the record gives them. */
  readonly agrees: boolean;
}

/** Reads the draft's text into the screen: opened as any file of it is, and held against its hash on this device. */
export const useDraftText = (report: string, draft: string) => {
  const act = useAct<"open-draft", Link>("open-draft");
  const [text, setText] = useState<OpenedText>();
  const [failed, setFailed] = useState<unknown>();
  const open = () =>
    act.mutate(
      { report, draft, format: "model" },
      {
        onSuccess: ({ url, sha256 }) => {
          setFailed(undefined);
          void textAt(url, sha256).then(setText, setFailed);
        },
      },
    );
  return { text, open, busy: act.isPending, error: act.error ?? failed ?? null };
};

const textAt = async (url: string, sha256: string): Promise<OpenedText> => {
  const answer = await fetch(url);
  if (!answer.ok) throw new Error(`the file answered ${answer.status}`);
  const bytes = new Uint8Array(await answer.arrayBuffer());
  return { model: JSON.parse(new TextDecoder().decode(bytes)) as ReportModel, agrees: sha256Hex(bytes) === sha256 };
};
