import { useParams } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { Read } from "#web/patterns/states.tsx";
import { usePageTitle } from "#web/shell/title.ts";
import { useSubmission } from "./data.ts";
import { Draft } from "./draft.tsx";
import { Sealed } from "./sealed.tsx";

/** One submission under its own address: written on while it is a draft, followed afterwards. */
export const Screen = () => {
  const { t } = useTranslation();
  const { reference } = useParams({ strict: false }) as { readonly reference: string };
  usePageTitle(t("d.one.title"));
  const submission = useSubmission(reference);
  return (
    <Read from={submission} lines={6}>
      {(one) => (one.status === "draft" ? <Draft key={reference} whole={one} /> : <Sealed key={reference} whole={one} />)}
    </Read>
  );
};
