import { Link, useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { Exhibit } from "#shared/domain/case.ts";
import { type SeenCase, useCase } from "#web/panel/case-seen.ts";
import { Answers } from "#web/patterns/answers.tsx";
import { ButtonLink } from "#web/patterns/button.tsx";
import { Choice } from "#web/patterns/field.tsx";
import { Empty, Read } from "#web/patterns/states.tsx";
import { Status } from "#web/patterns/status.tsx";
import { usePageTitle } from "#web/shell/title.ts";
import { Pair } from "./pair.tsx";
import "./viewer.css";

/** Two dated images of a case, beside each other or under a slider. The address holds which. */
export const Screen = () => {
  const { t } = useTranslation();
  usePageTitle(t("compare.title"));
  const { case: id = "" } = useParams({ strict: false });
  const seen = useCase(id);
  return <Read from={seen}>{(file) => <Compare file={file} />}</Read>;
};

const Compare = ({ file }: { readonly file: SeenCase }) => {
  const { t } = useTranslation();
  const asked = useSearch({ strict: false }) as { readonly left?: unknown; readonly right?: unknown };
  const images = file.exhibits.filter((one) => one.mediaType.startsWith("image/"));
  const of = (ref: unknown) => images.find((one) => one.ref === ref);
  const [left, right] = [of(asked.left), of(asked.right)];
  const undated = [left, right].filter((one) => one !== undefined && one.shows === undefined) as readonly Exhibit[];
  const both = left !== undefined && right !== undefined;
  return (
    <>
      <p className="crumb">
        <Link to="/p/cases/$case" params={{ case: file.case }} hash="plates">
          {file.case}
        </Link>
      </p>
      <h1 tabIndex={-1}>{t("compare.title")}</h1>
      {images.length < 2 ? (
        <Empty
          title={t("compare.fewTitle")}
          says={t("compare.fewSays", { count: images.length })}
          act={<ButtonLink to={`/p/cases/${file.case}`}>{t("compare.back")}</ButtonLink>}
        />
      ) : (
        <>
          <Answers
            stands={t(both ? "compare.stands" : "compare.standsNone")}
            missing={[
              ...undated.map((one) => (
                <Status key={one.ref} tone="gap">
                  {t("compare.undated", { ref: one.ref })}
                </Status>
              )),
              ...(both && left.ref === right.ref
                ? [
                    <Status key="same" tone="gap">
                      {t("compare.same")}
                    </Status>,
                  ]
                : []),
            ]}
            can={t("compare.can")}
          />
          <Chosen images={images} left={left?.ref} right={right?.ref} />
          {both && left.ref !== right.ref ? <Pair key={`${left.ref} ${right.ref}`} left={left.ref} right={right.ref} /> : null}
        </>
      )}
    </>
  );
};

/** Which image is left and which right: kept in the address, so that a link shows the same. */
const Chosen = ({
  images,
  left = "",
  right = "",
}: {
  readonly images: readonly Exhibit[];
  readonly left: string | undefined;
  readonly right: string | undefined;
}) => {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const choose = (side: "left" | "right", ref: string) =>
    void navigate({ to: ".", search: { left, right, [side]: ref } as never, replace: true });
  const options = images.map((one) => (
    <option key={one.ref} value={one.ref}>
      {[one.ref, one.shows ?? t("plate.notHeld"), one.title].join(" · ")}
    </option>
  ));
  return (
    <div className="pairs">
      {(["left", "right"] as const).map((side) => (
        <Choice
          key={side}
          label={t(`compare.${side}`)}
          value={side === "left" ? left : right}
          onChange={({ target }) => choose(side, target.value)}
        >
          <option value="">{t("compare.choose")}</option>
          {options}
        </Choice>
      ))}
    </div>
  );
};
