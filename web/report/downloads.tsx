import { useTranslation } from "react-i18next";
import { Button } from "#web/patterns/button.tsx";
import { Row } from "#web/patterns/evidence.tsx";
import { Hash } from "#web/patterns/hash.tsx";
import { Icon } from "#web/patterns/icons.tsx";
import { useSize } from "#web/patterns/measures.ts";
import { Fault } from "#web/patterns/states.tsx";
import { type DraftFormat, useDownload } from "./open-draft.ts";

interface Files {
  readonly draft: string;
  readonly files: Readonly<Record<string, { readonly bytes: number; readonly sha256: string }>>;
}
const FORMATS: readonly DraftFormat[] = ["docx", "html", "annex", "model"];

/** Every file of a draft with its size and hash; opening one is entered in the record under the person's name. */
export const Downloads = ({ report, of }: { readonly report: string; readonly of: Files }) => {
  const { t } = useTranslation();
  const size = useSize();
  const { take, busy, error } = useDownload(report, of.draft);
  return (
    <>
      <dl className="rows">
        {FORMATS.flatMap((format) => {
          const file = of.files[format];
          if (file === undefined) return [];
          return [
            <Row
              key={format}
              label={t(`report.format.${format}`)}
              value={
                <>
                  <Button small busy={busy} onClick={() => take(format)}>
                    <Icon name="down" />
                    {t("report.download", { what: t(`report.format.${format}`), size: size(file.bytes) })}
                  </Button>{" "}
                  <Hash value={file.sha256} copy />
                </>
              }
            />,
          ];
        })}
      </dl>
      <p className="by2">{t("report.openingRecorded")}</p>
      {error === null ? null : <Fault error={error} />}
    </>
  );
};
