import { words } from "#web/words/words.ts";

const month = (number: number): string => words.t(`date.month.${number}`);

/** "2 February 2024", UTC: the form of the United Nations. */
export const dateOf = (iso: string): string => {
  const at = new Date(iso);
  if (Number.isNaN(at.getTime())) return iso;
  return words.t("date.day", { day: at.getUTCDate(), month: month(at.getUTCMonth() + 1), year: at.getUTCFullYear() });
};
/** What metadata and exhibits say of a day: whole, "2 February 2024", or as far as it is known, "September 2023"; anything else as it stands. */
export const knownDate = (says: string): string => {
  const [, year, number, day] = /^(\d{4})-(0[1-9]|1[0-2])(?:-(\d{2}))?$/.exec(says) ?? [];
  if (number === undefined) return says;
  const named = { month: month(Number(number)), year };
  return day === undefined ? words.t("date.ofMonth", named) : words.t("date.day", { ...named, day: Number(day) });
};
const pad = (value: number) => String(value).padStart(2, "0");
export const clockOf = (iso: string): string => {
  const at = new Date(iso);
  return `${pad(at.getUTCHours())}:${pad(at.getUTCMinutes())}`;
};

/** The person's own time, where it differs from UTC. */
const own = (iso: string): string | undefined => {
  const at = new Date(iso);
  if (at.getTimezoneOffset() === 0) return undefined;
  return new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "short" }).format(at);
};

/** "13 Feb", UTC, where the year is clear. */
export const shortDate = (iso: string): string => {
  const at = new Date(iso);
  return words.t("date.short", { day: at.getUTCDate(), month: words.t(`date.monthShort.${at.getUTCMonth() + 1}`) });
};

/** "24 Jan, 01:00" for lists that are dense; the whole moment on hover. */
export const ShortMoment = ({ at }: { readonly at: string }) => {
  return (
    <time dateTime={at} dir="ltr" className="nb" title={`${dateOf(at)}, ${clockOf(at)} UTC`}>
      {shortDate(at)}, {clockOf(at)}
    </time>
  );
};

/** A moment in UTC, the person's own beside it on focus or hover. `day` alone, or to the second where lines of a log follow each other. */
export const Moment = ({
  at,
  day = false,
  seconds = false,
}: {
  readonly at: string;
  readonly day?: boolean;
  readonly seconds?: boolean;
}) => {
  const local = own(at);
  return (
    <time dateTime={at} dir="ltr" className="nb" title={local}>
      {day ? dateOf(at) : `${dateOf(at)}, ${clockOf(at)}${seconds ? `:${pad(new Date(at).getUTCSeconds())}` : ""} UTC`}
    </time>
  );
};
