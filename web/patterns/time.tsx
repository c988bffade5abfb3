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

/** "24 Jan, 01:00" for lists that are dense; the whole moment on hover. */
export const ShortMoment = ({ at }: { readonly at: string }) => {
  const when = new Date(at);
  return (
    <time dateTime={at} className="nb" title={`${dateOf(at)}, ${clockOf(at)} UTC`}>
      {when.getUTCDate()} {MONTHS[when.getUTCMonth()]?.slice(0, 3)}, {clockOf(at)}
    </time>
  );
};

/** A moment in UTC, the person's own beside it on focus or hover. */
export const Moment = ({ at, day = false }: { readonly at: string; readonly day?: boolean }) => {
  const local = own(at);
  return (
    <time dateTime={at} className="nb" title={local}>
      {day ? dateOf(at) : `${dateOf(at)}, ${clockOf(at)} UTC`}
    </time>
  );
};
