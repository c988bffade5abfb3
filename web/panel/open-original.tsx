import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useAct } from "#web/api/hooks.ts";
import { Button } from "#web/patterns/button.tsx";
import { Fault } from "#web/patterns/states.tsx";

interface Link {
  readonly url: string;
}

/** Opens an original behind a link that expires; that it was opened is an entry of the record, and said before. */
export const OpenOriginal = ({ reference }: { readonly reference: string }) => {
  const { t } = useTranslation();
  const [ref = "", item = ""] = reference.split("/");
  const open = useAct<"open-evidence", { readonly link: Link } & Link>("open-evidence");
  const [opened, setOpened] = useState(false);
  const go = () =>
    open.mutate({ reference: ref, item: Number(item) } as never, {
      onSuccess: (answer) => {
        setOpened(true);
        location.assign((answer.link ?? answer).url);
      },
    });
  return (
    <>
      <Button small busy={open.isPending} onClick={go} aria-describedby={`open-${reference}`}>
        {t("panel.original.open")}
      </Button>
      <p className="by2" id={`open-${reference}`} role={opened ? "status" : undefined}>
        {t(opened ? "panel.original.opened" : "panel.original.recorded")}
      </p>
      {open.error === null ? null : <Fault error={open.error} />}
    </>
  );
};
