import { useTranslation } from "react-i18next";
import { Plate } from "#web/patterns/evidence.tsx";
import { Status } from "#web/patterns/status.tsx";
import type { SeenCase } from "./case-seen.ts";
import { OpenOriginal } from "./open-original.tsx";

/** The images among the exhibits, each in its neatline; the original opens behind a recorded link. */
export const Plates = ({ file }: { readonly file: SeenCase }) => {
  const { t } = useTranslation();
  const images = file.exhibits.filter((one) => one.mediaType.startsWith("image/"));
  if (images.length === 0) return null;
  return (
    <section id="plates">
      <h2>
        {t("panel.plates.title")} <span className="aside">{t("panel.plates.aside")}</span>
      </h2>
      <div className="plates">
        {images.map((one) => (
          <Plate
            key={one.ref}
            alt={t(`evidence.${one.kind}`)}
            reference={one.ref}
            subject={one.title}
            sha256={one.sha256Stored}
            acquired={one.shows}
            status={
              <>
                {one.disputed === undefined ? null : (
                  <Status tone="voice">{t("panel.case.disputed", { why: one.disputed })}</Status>
                )}
                <OpenOriginal reference={one.ref} />
              </>
            }
          />
        ))}
      </div>
    </section>
  );
};
