import { useTranslation } from "react-i18next";

/** Bearings of this many origins through one ring: dashed and open below the threshold, filled with a tick at it. */
export const Fix = ({
  count,
  needed,
  large = false,
}: {
  readonly count: number;
  readonly needed: number;
  readonly large?: boolean;
}) => {
  const { t } = useTranslation();
  const met = count >= needed;
  const lines = Array.from({ length: Math.min(count, 6) }, (_, at) => bearing(at, Math.min(count, 6)));
  return (
    <svg
      className={large ? "fix lg" : "fix"}
      viewBox="0 0 40 40"
      fill="none"
      role="img"
      aria-label={t("fix.label", { count, needed })}
    >
      {lines.map((d) => (
        <path key={d} d={d} stroke="var(--ink)" strokeWidth="2" />
      ))}
      {met ? (
        <>
          <circle cx="20" cy="20" r="8.5" fill="var(--met)" stroke="var(--met)" strokeWidth="2.5" />
          <path d="M16.6 20.2 19 22.6l4.4-5" stroke="var(--surface)" strokeWidth="2.2" />
        </>
      ) : (
        <circle cx="20" cy="20" r="8.5" fill="var(--surface)" stroke="var(--gap)" strokeWidth="2.6" strokeDasharray="4.5 2.6" />
      )}
    </svg>
  );
};

/** Angles spread evenly from the first bearing's, so that two never lie on one another. */
const bearing = (at: number, of: number): string => {
  const angle = (-28 + (180 / Math.max(of, 2)) * at) * (Math.PI / 180);
  const [x, y] = [18 * Math.cos(angle), 18 * Math.sin(angle)];
  const point = (value: number) => (20 + value).toFixed(1);
  return `M${point(x)} ${point(y)} L${point(-x)} ${point(-y)}`;
};

/** The glyph with its words, which it never goes without. */
export const Fixed = ({
  count,
  needed,
  large,
}: {
  readonly count: number;
  readonly needed: number;
  readonly large?: boolean;
}) => {
  const { t } = useTranslation();
  return (
    <span className={`fixed ${count >= needed ? "met" : "gap"}`}>
      <Fix count={count} needed={needed} {...(large === undefined ? {} : { large })} />
      {t("fix.words", { count, needed })}
    </span>
  );
};
