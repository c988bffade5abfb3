import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { Plate } from "#web/patterns/evidence.tsx";
import { useFirst } from "#web/patterns/first.tsx";
import { Status } from "#web/patterns/status.tsx";
import { knownDate } from "#web/patterns/time.tsx";
import type { SeenCase } from "./case-seen.ts";
import { whereOf } from "./registered.ts";

const SHOWN = 12;

/** The images among the exhibits, each in its neatline; the original opens behind a recorded link. */
export const Plates = ({ file }: { readonly file: SeenCase }) => {
  const { t } = useTranslation();
  const images = file.exhibits.filter((one) => one.mediaType.startsWith("image/"));
  const { shown, more } = useFirst(images, SHOWN);
  if (images.length === 0) return null;
  return (
    <section id="plates">
      <h2>
        {t("panel.plates.title")} <span className="aside">{t("panel.plates.aside")}</span>
      </h2>
      <div className="plates">
        {shown.map((one) => (
          <Plate
            key={one.ref}
            alt={t(`evidence.${one.kind}`)}
            reference={one.ref}
            subject={one.title}
            sha256={one.sha256Stored}
            acquired={one.shows === undefined ? undefined : knownDate(one.shows)}
            status={
              <>
                {one.disputed === undefined ? null : (
                  <Status tone="voice">{t("panel.case.disputed", { why: one.disputed })}</Status>
                )}
                <Link
                  className="btn sm"
                  to="/p/cases/$case/items/$reference/$item"
                  params={{ case: file.case, ...whereOf(one.ref) }}
                  aria-label={t("panel.plates.lookAt", { ref: one.ref })}
                >
                  {t("panel.plates.look")}
                </Link>
              </>
            }
          />
        ))}
      </div>
      {more}
      {images.length < 2 ? null : (
        <p className="btns">
          <Link
            className="btn sm"
            to="/p/cases/$case/compare"
            params={{ case: file.case }}
            search={{ left: images[0]?.ref, right: images[1]?.ref } as never}
          >
            {t("panel.plates.compare")}
          </Link>
        </p>
      )}
    </section>
  );
};
