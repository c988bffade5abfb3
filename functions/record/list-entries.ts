import { decodeTime, isValid } from "ulid";
import { leafKey, logPk } from "#shared/adapters/keys.ts";
import { openCursor, sealCursor } from "#shared/cursor.ts";
import { EVENTS } from "#shared/domain/events.ts";
import { Problem } from "#shared/domain/problems.ts";
import type { Run } from "#shared/endpoint.ts";
import type { Item, Ports } from "#shared/ports.ts";
import { logOf } from "./log-of.ts";

const ROWS = 50;
/** Entries that one page of a search looks through at most. */
const LOOKED_THROUGH = 1_000;
/** Beside the events of the table: what the root log bears. */
const CHECKPOINT = "checkpoint";

type Input = Parameters<Run<"list-entries">>[0]["input"];
type Sought = Pick<Input, "actor" | "event" | "subject" | "from" | "until">;

export const run: Run<"list-entries"> = async ({ input, ports }) => {
  const { log, after, number, ...sought } = input;
  refuseWhatCannotBe(sought);
  const { size } = await logOf(ports, log);
  if (number !== undefined) return one(ports, { log, number: Number(number), size, sought });
  const question = `entries:${JSON.stringify([log, sought.actor, sought.event, sought.subject, sought.from, sought.until])}`;
  const opened = after === undefined ? String(size) : await openCursor(ports.keys, question, after);
  if (opened === undefined) throw new Problem("BAD_CURSOR");
  const begin = Number(opened);
  const isSearch = Object.values(sought).some((one) => one !== undefined);
  const looked =
    begin === 0
      ? []
      : (
          await ports.records.list({
            pk: logPk(log),
            upTo: leafKey(log, begin - 1).sk,
            newestFirst: true,
            limit: Math.min(begin, isSearch ? LOOKED_THROUGH : ROWS),
          })
        ).items;
  const found = looked.filter(fits(sought)).slice(0, ROWS);
  const last = found.length === ROWS ? found.at(-1) : looked.at(-1);
  const searchedTo = Number(last?.["index"] ?? 0);
  return {
    rows: found.map(shown),
    next: searchedTo === 0 ? null : await sealCursor(ports.keys, question, String(searchedTo)),
    searchedTo,
  };
};

/** One entry, by where it stands; none where the log does not reach so far, or it is not what is sought. */
const one = async (ports: Ports, at: { log: string; number: number; size: number; sought: Sought }) => {
  const [found] = at.number >= at.size ? [] : await ports.records.read([leafKey(at.log, at.number)]);
  const rows = found !== undefined && fits(at.sought)(found) ? [shown(found)] : [];
  return { rows, next: null, searchedTo: Math.min(at.number, at.size) };
};

/** Throws `OUT_OF_BOUNDS`. */
const refuseWhatCannotBe = ({ event, from, until }: Sought): void => {
  if (event !== undefined && event !== CHECKPOINT && !Object.hasOwn(EVENTS, event))
    throw new Problem("OUT_OF_BOUNDS", {
      where: "event",
      given: event,
      allowed: [...Object.keys(EVENTS), CHECKPOINT].join(", "),
    });
  if (from !== undefined && until !== undefined && Date.parse(from) >= Date.parse(until))
    throw new Problem("OUT_OF_BOUNDS", { where: "from", given: from, allowed: `a time before until, ${until}` });
};

/** The subject is sought by its beginning: a case and all that is counted within it. */
const fits =
  ({ actor, event, subject, from, until }: Sought) =>
  (item: Item): boolean =>
    (actor === undefined || item["actor"] === actor) &&
    (event === undefined || item["event"] === event) &&
    (subject === undefined || String(item["subject"]).toLowerCase().startsWith(subject.toLowerCase())) &&
    isWithin(String(item["id"]), from, until);

/** An entry's time is that of its id; a checkpoint has none and is in no window. */
const isWithin = (id: string, from: string | undefined, until: string | undefined): boolean => {
  if (from === undefined && until === undefined) return true;
  const at = isValid(id) ? decodeTime(id) : Number.NaN;
  return (
    at >= (from === undefined ? 0 : Date.parse(from)) && at < (until === undefined ? Number.POSITIVE_INFINITY : Date.parse(until))
  );
};

const shown = ({ index, id, event, subject, actor, commitment }: Item) => ({
  index,
  id,
  event,
  subject,
  actor: actor ?? null,
  commitment,
});
