import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Hash } from "./hash.tsx";

interface PlateProps {
  /** Address of the picture within this origin; absent: the file is no picture or is not open to the reader. */
  readonly src?: string;
  readonly alt: string;
  readonly reference: string;
  readonly subject: ReactNode;
  readonly sha256?: string;
  readonly acquired?: string | undefined;
  readonly sensor?: string | undefined;
  readonly status?: ReactNode;
}

/** An image inside a neatline, its reference inside the frame, date and sensor or "not held" under it. */
export const Plate = ({ src, alt, reference, subject, sha256, acquired, sensor, status }: PlateProps) => {
  const { t } = useTranslation();
  return (
    <figure className="plate">
      {src === undefined ? <FileSign>{alt}</FileSign> : <img src={src} alt={alt} loading="lazy" />}
      <figcaption>
        <b>{reference}</b> {subject}
        <br />
        {sha256 === undefined ? null : (
          <>
            <Hash value={sha256} />
            <br />
          </>
        )}
        {t("plate.acquired")}: {acquired ?? t("plate.notHeld")} · {t("plate.sensor")}: {sensor ?? t("plate.notHeld")}
        {status === undefined ? null : <div>{status}</div>}
      </figcaption>
    </figure>
  );
};

/** Stands where a picture would: a ruled sheet with a word. */
const FileSign = ({ children }: { readonly children: ReactNode }) => (
  <div className="filesign">
    <span>{children}</span>
  </div>
);

interface CardProps {
  readonly reference: string;
  readonly subject: ReactNode;
  readonly status?: ReactNode;
  readonly src?: string;
  readonly alt: string;
  readonly sha256: string;
  readonly rows: readonly { readonly label: string; readonly value: ReactNode }[];
  /** Acts on the item; opening the original says that it is recorded. */
  readonly acts?: ReactNode;
}

/** One item of evidence: plate or file sign, reference, subject, hash, origin, custody in one sentence, metadata held, grade. */
export const EvidenceCard = ({ reference, subject, status, src, alt, sha256, rows, acts }: CardProps) => (
  <div className="evcard">
    {src === undefined ? <FileSign>{alt}</FileSign> : <img src={src} alt={alt} loading="lazy" />}
    <div>
      <p>
        <b>{reference}</b> {subject} {status}
      </p>
      <dl className="rows">
        <dt>SHA-256</dt>
        <dd>
          <Hash value={sha256} full />
        </dd>
        {rows.map((row) => (
          <Row key={row.label} {...row} />
        ))}
      </dl>
      {acts === undefined ? null : <div className="btns">{acts}</div>}
    </div>
  </div>
);

/** One line of a `dl.rows`. */
export const Row = ({ label, value }: { readonly label: string; readonly value: ReactNode }) => (
  <>
    <dt>{label}</dt>
    <dd>{value}</dd>
  </>
);
