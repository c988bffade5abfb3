import { type ReactNode, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { Refused } from "#shared/api/refused.ts";
import { NoAnswer } from "#web/api/call.ts";
import { Absent } from "#web/shell/absent.tsx";
import { Button } from "./button.tsx";
import { Note, Status } from "./status.tsx";
import { useRefusal } from "./words-of.ts";

/** Grey ruled lines in the shape of what comes, after 400 ms of nothing; never a spinner. */
export const Loading = ({ lines = 4 }: { readonly lines?: number }) => {
  const { t } = useTranslation();
  const [late, setLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), 400);
    return () => clearTimeout(timer);
  }, []);
  return (
    <div aria-busy="true" className="loading">
      {late ? (
        <>
          <div className="sk" aria-hidden="true">
            {Array.from({ length: lines }, (_, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: lines without content
              <i key={at} style={{ width: `${[62, 88, 40, 74][at % 4]}%` }} />
            ))}
          </div>
          <p className="sr" role="status">
            {t("state.loading")}
          </p>
        </>
      ) : null}
    </div>
  );
};

/** What will appear, who will see it, and the one act that fills it. */
export const Empty = ({
  title,
  says,
  act,
  children,
}: {
  readonly title: string;
  readonly says: ReactNode;
  readonly act?: ReactNode;
  readonly children?: ReactNode;
}) => (
  <div className="empty">
    <h2>{title}</h2>
    <p className="lede">{says}</p>
    {act === undefined ? null : <div className="btns">{act}</div>}
    {children}
  </div>
);

/** Why something could not be read or done: what, that nothing was changed, and trying again. Refusals keep their own words. */
export const Fault = ({
  error,
  reading = false,
  onAgain,
}: {
  readonly error: unknown;
  readonly reading?: boolean;
  readonly onAgain?: () => void;
}) => {
  const { t } = useTranslation();
  const words = useRefusal();
  const refusal = error instanceof Refused ? words(error) : undefined;
  return (
    <Note tone="stop" role="alert">
      <p>
        <Status tone="stop">{t(reading ? "state.errorReadTitle" : "state.errorTitle")}</Status>
      </p>
      <p className="muted">
        {refusal ??
          (error instanceof NoAnswer && error.status === 429
            ? t("state.busy")
            : t(reading ? "state.errorReadSays" : "state.errorSays"))}
      </p>
      {onAgain === undefined ? null : (
        <div className="btns">
          <Button small onClick={onAgain}>
            {t("state.again")}
          </Button>
        </div>
      )}
    </Note>
  );
};

interface Readable<T> {
  readonly data: T | undefined;
  readonly error: unknown;
  refetch(): unknown;
}
/** The states of something read: loading, absent (same page as never was), failed, stale copy, here. */
export const Read = <T,>({
  from,
  lines,
  children,
}: {
  readonly from: Readable<T>;
  readonly lines?: number;
  readonly children: (data: T) => ReactNode;
}) => {
  if (from.data !== undefined) return children(from.data);
  if (from.error instanceof Refused && from.error.status === 404) return <Absent />;
  if (from.error !== null && from.error !== undefined) return <Fault error={from.error} reading onAgain={() => from.refetch()} />;
  return <Loading {...(lines === undefined ? {} : { lines })} />;
};

/** Somebody else changed the record meanwhile: own text kept, what changed shown, read again. */
export const Stale = ({
  says,
  onShow,
  onReload,
}: {
  readonly says?: ReactNode;
  readonly onShow?: () => void;
  readonly onReload: () => void;
}) => {
  const { t } = useTranslation();
  return (
    <Note tone="gap" role="alert">
      <p>
        <Status tone="gap">{t("state.staleTitle")}</Status>
      </p>
      <p className="muted">
        {says} {t("state.staleSays")}
      </p>
      <div className="btns">
        {onShow === undefined ? null : (
          <Button small onClick={onShow}>
            {t("state.showChanged")}
          </Button>
        )}
        <Button small look={onShow === undefined ? "go" : "quiet"} onClick={onReload}>
          {t("state.keepReload")}
        </Button>
      </div>
    </Note>
  );
};

export const NotScanned = () => {
  const { t } = useTranslation();
  return (
    <Note tone="voice">
      <p>
        <Status tone="voice">{t("scan.title")}</Status>
      </p>
      <p className="muted">{t("scan.says")}</p>
    </Note>
  );
};

export const Tampered = () => {
  const { t } = useTranslation();
  return (
    <Note tone="stop" role="alert">
      <p>
        <Status tone="stop">{t("tampered.title")}</Status>
      </p>
      <p className="muted">{t("tampered.says")}</p>
    </Note>
  );
};
