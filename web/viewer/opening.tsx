import { useTranslation } from "react-i18next";
import { Refused } from "#shared/api/refused.ts";
import { NoAnswer } from "#web/api/call.ts";
import type { RegisteredItem } from "#web/panel/registered.ts";
import { Button } from "#web/patterns/button.tsx";
import { useSize } from "#web/patterns/measures.ts";
import { Fault } from "#web/patterns/states.tsx";
import { Note, Status } from "#web/patterns/status.tsx";
import { Checked } from "./figure.tsx";
import { MOST_BYTES, type Original } from "./original.ts";
import { MOST_PIXELS } from "./picture.ts";

interface Props {
  readonly item: RegisteredItem;
  readonly state: Original;
  readonly onOpen: () => void;
}

/** Before an original is shown: that opening is recorded, how far the reading is, why it cannot be drawn. */
export const Opening = ({ item, state, onOpen }: Props) => {
  const { t } = useTranslation();
  const size = useSize();
  if (state.at === "file") return <AsFile item={item} state={state} />;
  const working = state.at === "asking" || state.at === "reading" || state.at === "drawing";
  return (
    <div className="vopen">
      <p>{t("viewer.before", { size: size(item.bytes) })}</p>
      <div className="btns">
        <Button look="go" busy={working} onClick={onOpen}>
          {t(state.at === "failed" ? "viewer.again" : "viewer.open")}
        </Button>
      </div>
      {state.at === "reading" ? (
        <p>
          <progress max={state.of} value={state.got} aria-label={t("viewer.reading")} />{" "}
          {t("viewer.progress", { got: size(state.got), of: size(state.of) })}
        </p>
      ) : null}
      <p role="status">{state.at === "asking" || state.at === "drawing" ? t(`viewer.${state.at}`) : ""}</p>
      {state.at === "failed" ? <Failed error={state.error} /> : null}
    </div>
  );
};

const Failed = ({ error }: { readonly error: unknown }) => {
  const { t } = useTranslation();
  if (error instanceof Refused || error instanceof NoAnswer) return <Fault error={error} />;
  return (
    <Note tone="stop" role="alert">
      <p>
        <Status tone="stop">{t("viewer.failed")}</Status>
      </p>
      <p className="muted">{t("viewer.failedSays", { what: error instanceof Error ? error.message : String(error) })}</p>
    </Note>
  );
};

const AsFile = ({ item, state }: { readonly item: RegisteredItem; readonly state: Original & { readonly at: "file" } }) => {
  const { t } = useTranslation();
  const size = useSize();
  return (
    <div className="vopen">
      <div className="filesign">
        <span>{t(`evidence.${item.kind}`)}</span>
      </div>
      <p>
        {t(`viewer.asFile.${state.why}`, {
          kind: item.mediaType,
          megapixels: MOST_PIXELS / 1e6,
          size: size(MOST_BYTES),
        })}
      </p>
      <p>
        <a className="btn" href={state.url} download={item.name ?? undefined}>
          {t("viewer.download", { size: size(item.bytes) })}
        </a>
      </p>
      {state.sha256 === undefined ? (
        <p className="muted">{t("viewer.notHashed")}</p>
      ) : (
        <Checked item={item} sha256={state.sha256} />
      )}
    </div>
  );
};
