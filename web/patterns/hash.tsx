import { useState } from "react";
import { useTranslation } from "react-i18next";
import { announce } from "#web/shell/live.ts";
import { Icon } from "./icons.tsx";

const grouped = (hex: string, size: number) => hex.match(new RegExp(`.{1,${size}}`, "g"))?.join(" ") ?? hex;

/** A hash as its first and last eight figures; the copy is always of all 64. `full` is for receipts and exact text; on paper every hash is whole. */
export const Hash = ({
  value,
  full = false,
  copy = false,
}: {
  readonly value: string;
  readonly full?: boolean;
  readonly copy?: boolean;
}) => {
  const { t } = useTranslation();
  const [copied, setCopied] = useState(false);
  const whole = grouped(value, 8);
  const take = () =>
    void navigator.clipboard.writeText(value).then(() => {
      setCopied(true);
      announce(t("hash.copied"));
      setTimeout(() => setCopied(false), 2_000);
    });
  return (
    <>
      <bdi dir="ltr" className="hash" title={value}>
        <span className="sr">{t("hash.prefix")}</span>
        {full ? (
          whole
        ) : (
          <>
            <span className="onscreen">
              {grouped(value.slice(0, 8), 4)} … {grouped(value.slice(-8), 4)}
            </span>
            <span className="onprint">{whole}</span>
          </>
        )}
      </bdi>
      {copy ? (
        <button type="button" className="copy" onClick={take} aria-label={t(copied ? "hash.copied" : "hash.copy")}>
          <Icon name={copied ? "tick" : "copy"} />
        </button>
      ) : null}
    </>
  );
};
