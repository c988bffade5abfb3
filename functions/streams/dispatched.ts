import { CROSSINGS, type CrossingKind } from "#shared/domain/crossings.ts";
import type { Messages } from "./messages.ts";

type Stored = Readonly<Record<string, unknown>>;

/** A change of one item as the stream tells it. */
export interface Changed {
  readonly before: Stored | undefined;
  readonly after: Stored | undefined;
}
interface Sent {
  readonly queue: string;
  readonly message: Messages[keyof Messages];
}

/** What a change sets going. Each row looks at the sort key and at what changed, never further. */
export const dispatched = ({ before, after }: Changed): readonly Sent[] => {
  if (after === undefined) return [];
  return ROWS.filter((row) => row.when(after, before)).map((row) => row.send(after));
};

interface Row {
  readonly when: (after: Stored, before: Stored | undefined) => boolean;
  readonly send: (after: Stored) => Sent;
}

const text = (item: Stored, name: string) => String(item[name]);
const sortKey = (start: string) => (item: Stored) => text(item, "sk").startsWith(start);
const isNew = (after: Stored, before: Stored | undefined) => before === undefined && after !== undefined;
const partition = (item: Stored, start: string) => text(item, "pk").startsWith(start);
const lastOf = (item: Stored) => text(item, "pk").split("#").at(-1) ?? "";
const newExecution = (after: Stored, before: Stored | undefined) =>
  before === undefined || before["execution"] !== after["execution"];

const executionOf = (item: Stored) => ({
  id: text(item, "id"),
  at: text(item, "at"),
  step: Number(item["step"]),
  execution: Number(item["execution"]),
});

const ROWS: readonly Row[] = [
  {
    when: (after, before) => sortKey("ENTRY#")(after) && isNew(after, before),
    send: (item) => {
      const entry = item["entry"] as Pick<Messages["sequence"], "id" | "log" | "event" | "subject" | "actor">;
      const { id, log, event, subject, actor } = entry;
      const state = item["state"] === undefined ? {} : { state: text(item, "state") };
      const message = {
        zone: zoneOf(item),
        pk: text(item, "pk"),
        id,
        log,
        commitment: text(item, "commitment"),
        event,
        subject,
        actor,
        ...state,
      };
      return { queue: "sequence", message };
    },
  },
  {
    when: (after, before) => sortKey("OUT#")(after) && isNew(after, before),
    send: (item) => ({ queue: `cross-${text(item, "crossing")}`, message: { id: text(item, "message"), body: item["body"] } }),
  },
  {
    when: (after, before) => text(after, "sk") === "IN" && isNew(after, before),
    send: (item) => ({
      queue: `apply-${CROSSINGS[text(item, "crossing") as CrossingKind].to}`,
      message: { pk: text(item, "pk"), sk: "IN", ...(item["state"] === undefined ? {} : { state: text(item, "state") }) },
    }),
  },
  {
    when: (after, before) => text(after, "sk") === "SUBMISSION" && after["status"] === "sealed" && before?.["status"] === "draft",
    send: (item) => ({ queue: "start-intake", message: { state: text(item, "state"), reference: text(item, "reference") } }),
  },
  {
    when: (after, before) => text(after, "sk") === "CASE" && newExecution(after, before),
    send: (item) => ({ queue: "start-review", message: executionOf(item) }),
  },
  {
    when: (after, before) => text(after, "sk") === "REPORT" && newExecution(after, before),
    send: (item) => ({ queue: "start-report", message: executionOf(item) }),
  },
  {
    when: (after, before) => sortKey("STEP#")(after) && isNew(after, before) && partition(after, "CASE#"),
    send: (item) => ({ queue: "release-review", message: { id: lastOf(item), step: stepOf(item) } }),
  },
  {
    when: (after, before) => sortKey("STEP#")(after) && isNew(after, before) && partition(after, "REPORT#"),
    send: (item) => ({ queue: "release-report", message: { id: lastOf(item), step: stepOf(item) } }),
  },
  {
    when: (after, before) => sortKey("P#DRAFT#")(after) && isNew(after, before),
    send: (item) => ({ queue: "render", message: { report: lastOf(item), draft: text(item, "draft") } }),
  },
];

const stepOf = (item: Stored) => Number(text(item, "sk").slice("STEP#".length));

/** Only for the log line of a reader: the table itself says the zone. */
const zoneOf = (item: Stored) =>
  partition(item, "STATE#") ? "delegation" : partition(item, "REPORT#") || partition(item, "FINDINGS#") ? "secretariat" : "panel";
