import { createHash } from "node:crypto";
import { BatchWriteCommand, DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import { recordsClient } from "#local/functions/ports.ts";
import { counterKey, itemKey, submissionKey, submissionsList } from "#shared/adapters/keys.ts";
import type { Item } from "#shared/ports.ts";
import { type Bench, figure, median } from "./figure.ts";
import { type BenchHome, quiet, startCountedHome } from "./home.ts";

const TABLE = "SubmissionsTable";
const [STATE, PERSON] = ["GB", "delegate-gb"] as const;
const SMALL = 100;
const TURNS = 25;

type CountedHome = Awaited<ReturnType<typeof startCountedHome>>;
const handling = { classification: "unclassified", tlp: "AMBER", panelOnly: true, attribution: "a Member State" } as const;
const referenceOf = (number: number) => `${STATE}-${String(number).padStart(3, "0")}`;

/** Submissions as they lie in the table once registered, with one file each, all of one State: the hardest case for its keys. */
const submissionItems = (number: number): readonly Item[] => {
  const reference = referenceOf(number);
  const at = new Date(Date.UTC(2023, 0, 1) + number * 60_000).toISOString();
  const sha256 = createHash("sha256").update(reference).digest("hex");
  const head = {
    ...submissionKey(STATE, reference),
    schema: 1,
    version: 4,
    listPk: submissionsList(STATE),
    listSk: `${at}#${reference}`,
    state: STATE,
    reference,
    status: "registered",
    regime: "1718",
    title: `Images of a port, series ${number}`,
    handling,
    items: 1,
    lastItem: 1,
    draftedAt: at,
  };
  const item = {
    ...itemKey(STATE, reference, sha256.slice(0, 26)),
    schema: 1,
    version: 3,
    id: sha256.slice(0, 26),
    number: 1,
    kind: "photograph",
    name: "quay.jpg",
    title: "A quay",
    bytes: 1_000_000,
    sha256,
    mediaType: "image/jpeg",
    metadata: {},
    handling,
    status: "verified",
    declaredAt: at,
  };
  return [head, item];
};

/** A home whose table holds `count` submissions already. Nothing is told of them, as nothing is of what lies there from before. */
const filledHome = async (count: number, say: (line: string) => void): Promise<CountedHome> => {
  const home = await startCountedHome(say);
  const client = DynamoDBDocumentClient.from(recordsClient(home.store.endpoint));
  const counter = { ...counterKey(STATE), schema: 1, version: 1, last: count };
  const items = [counter, ...Array.from({ length: count }, (_, index) => submissionItems(index + 1)).flat()];
  for (let from = 0; from < items.length; from += 25) {
    const RequestItems = { [TABLE]: items.slice(from, from + 25).map((Item) => ({ PutRequest: { Item } })) };
    const { UnprocessedItems } = await client.send(new BatchWriteCommand({ RequestItems }));
    if (Object.keys(UnprocessedItems ?? {}).length > 0) throw new Error("the store left items unwritten");
  }
  say(`${count} submissions are in place`);
  return home;
};

const create = async (home: BenchHome): Promise<string> => {
  const made = await home.as(PERSON, "create-submission", { state: STATE, regime: "1718", title: "A note", handling });
  return String(made.reference);
};

const BODY = new TextEncoder().encode("What the mission has to say.\n");
const sha256 = createHash("sha256").update(BODY).digest("hex");

/** A draft with one file in it, ready to be sealed. */
const draft = async (home: BenchHome) => {
  const at = { state: STATE, reference: await create(home) };
  const declared = await home.as(PERSON, "declare-item", {
    ...at,
    kind: "document",
    name: "note.txt",
    title: "A note",
    bytes: BODY.length,
    sha256,
    mediaType: "text/plain",
    metadata: {},
  });
  const place = { ...at, item: String(declared.id) };
  const { links } = await home.as(PERSON, "link-parts", { ...place, parts: [{ part: 1, bytes: BODY.length, sha256 }] });
  const sent = await fetch(links[0].url, { method: links[0].method, headers: links[0].headers, body: BODY });
  if (!sent.ok) throw new Error(`the part was not taken: ${sent.status}`);
  await home.as(PERSON, "complete-item", place);
  const { version } = await home.as(PERSON, "get-submission", at);
  return { ...at, version: Number(version) };
};

interface Operation {
  readonly name: string;
  /** Prepares one turn and answers what is to be measured. */
  readonly ready: (home: BenchHome) => Promise<() => Promise<unknown>>;
}
const OPERATIONS: readonly Operation[] = [
  { name: "create", ready: async (home) => () => create(home) },
  { name: "list", ready: async (home) => () => home.as(PERSON, "list-submissions", { state: STATE }) },
  {
    name: "get",
    ready: async (home) => () => home.as(PERSON, "get-submission", { state: STATE, reference: referenceOf(SMALL / 2) }),
  },
  {
    name: "seal",
    ready: async (home) => {
      const given = await draft(home);
      return () => home.as(PERSON, "seal-submission", given);
    },
  },
];

interface Measured {
  readonly milliseconds: number;
  readonly units: number;
}

/** Time until the answer, and the capacity that the State's table gave meanwhile. */
const once = async (home: CountedHome, { ready }: Operation): Promise<Measured> => {
  const act = await ready(home);
  await new Promise((resolve) => setTimeout(resolve, 150));
  const from = home.store.calls.length;
  const begun = performance.now();
  await act();
  const milliseconds = performance.now() - begun;
  const calls = home.store.calls.slice(from).filter(({ table }) => table === TABLE);
  return { milliseconds, units: calls.reduce((sum, { units }) => sum + units, 0) };
};

export const scale: Bench = {
  name: "scale",
  measures: "capacity and time of create, list, get and seal with 100 and 10,000 submissions (--large: 100,000), turn by turn",
  run: async function* ({ large, say }) {
    const count = large ? 100_000 : 10_000;
    const homes: CountedHome[] = [];
    try {
      homes.push(await filledHome(SMALL, say));
      homes.push(await filledHome(count, say));
      const [few, many] = homes as [CountedHome, CountedHome];
      for (const operation of OPERATIONS) {
        const measured: { few: Measured[]; many: Measured[] } = { few: [], many: [] };
        for (let turn = -3; turn < TURNS; turn += 1) {
          const [one, other] = [await once(few, operation), await once(many, operation)];
          if (turn < 0) continue;
          measured.few.push(one);
          measured.many.push(other);
        }
        for (const home of homes) await quiet(home.store);
        for (const [what, unit] of [
          ["units", "capacity units"],
          ["milliseconds", "ms"],
        ] as const) {
          yield figure({
            figure: `${operation.name}-at-${count}-${what}`,
            value: median(measured.many.map((one) => one[what])),
            unit,
            baseline: { what: `the same with ${SMALL} submissions`, value: median(measured.few.map((one) => one[what])) },
            goal: "≤ 1.2 ×",
            holds: (_, ratio) => ratio <= 1.2,
          });
        }
      }
    } finally {
      for (const home of homes.toReversed()) await home.stop();
    }
  },
};
