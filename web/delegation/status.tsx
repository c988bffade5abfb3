import { useTranslation } from "react-i18next";
import { Status, type Tone } from "#web/patterns/status.tsx";
import type { Item, Submission } from "./answers.ts";

const TONES: Readonly<Record<Submission["status"], Tone>> = {
  draft: "idle",
  sealed: "now",
  registered: "met",
  withdrawn: "voice",
};

/** Where a submission stands, in the delegation's words. */
export const StatusWord = ({ status }: { readonly status: Submission["status"] | "held" }) => {
  const { t } = useTranslation();
  return <Status tone={status === "held" ? "stop" : TONES[status]}>{t(`d.status.${status}`)}</Status>;
};

const FILE_TONES: Readonly<Record<Item["status"], Tone>> = {
  expected: "idle",
  received: "now",
  verified: "met",
  quarantined: "stop",
};
export const FileStatus = ({ status }: { readonly status: Item["status"] }) => {
  const { t } = useTranslation();
  return <Status tone={FILE_TONES[status]}>{t(`d.one.fileState.${status}`)}</Status>;
};

/** Why a file was held back, in words, and how to mend it. */
export const useHeld = (): ((item: Item) => string) => {
  const { t, i18n } = useTranslation();
  return (item) => {
    const key = `d.held.${item.reason ?? "other"}`;
    return i18n.exists(key) ? t(key, { ...item.reasonParams }) : t("d.held.other", { reason: item.reason ?? "" });
  };
};
