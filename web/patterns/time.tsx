const MONTHS = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
];

/** "2 February 2024", UTC: the form of the United Nations. */
export const dateOf = (iso: string): string => {
  const at = new Date(iso);
  return Number.isNaN(at.getTime()) ? iso : `${at.getUTCDate()} ${MONTHS[at.getUTCMonth()]} ${at.getUTCFullYear()}`;
};
/** What metadata and exhibits say of a day: whole, "2 February 2024", or as far as it is known, "September 2023"; anything else as it stands. */
export const knownDate = (says: string): string => {
  const [, year, month, day] = /^(\d{4})-(\d{2})(?:-(\d{2}))?$/.exec(says) ?? [];
  const name = MONTHS[Number(month) - 1];
  return name === undefined ? says : [day === undefined ? undefined : Number(day), name, year].filter(Boolean).join(" ");
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
  return `${at.getUTCDate()} ${MONTHS[at.getUTCMonth()]?.slice(0, 3)}`;
};

/** "24 Jan, 01:00" for lists that are dense; the whole moment on hover. */
export const ShortMoment = ({ at }: { readonly at: string }) => {
  return (
    <time dateTime={at} dir="ltr" className="nb" title={`${dateOf(at)}, ${clockOf(at)} UTC`}>
      {shortDate(at)}, {clockOf(at)}
    </time>
  );
};

/** A moment in UTC, the person's own beside it on focus or hover. */
export const Moment = ({ at, day = false }: { readonly at: string; readonly day?: boolean }) => {
  const local = own(at);
  return (
    <time dateTime={at} dir="ltr" className="nb" title={local}>
      {day ? dateOf(at) : `${dateOf(at)}, ${clockOf(at)} UTC`}
    </time>
  );
};
