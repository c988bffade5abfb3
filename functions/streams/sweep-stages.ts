import { casePk, duePk, reportPk } from "#shared/adapters/keys.ts";
import { type Item, type Ports, WriteConflict } from "#shared/ports.ts";
import { record } from "#shared/record/change.ts";
import { inChunks } from "../chunks.ts";
import { releaseStep } from "../release-step.ts";

type Kind = "case" | "report";

/** Every open case or report: its execution runs, its last decision was passed on, and its stage, where late, is reminded of once. */
export const sweepStages = async (ports: Ports, kind: Kind): Promise<void> => {
  for (let after: string | undefined; ; ) {
    const page = await ports.records.list({ pk: duePk(), index: "due", limit: 100, ...(after === undefined ? {} : { after }) });
    await inChunks(page.items, 8, (head) => swept(ports, kind, head));
    if (page.next === undefined) return;
    after = page.next;
  }
};

const swept = async (ports: Ports, kind: Kind, head: Item): Promise<void> => {
  const pk = kind === "case" ? casePk(String(head["id"])) : reportPk(String(head["id"]));
  // The index may lag: what is changed is the record as it stands.
  const [now] = await ports.records.read([{ pk, sk: head.sk }]);
  if (now?.["dueAt"] === undefined) return;
  try {
    await runAgain(ports, kind, now);
    await releaseStep(ports, pk, Number(now["step"]) - 1);
    await remind(ports, kind, now, pk);
  } catch (error) {
    // Somebody changed the record at this moment; the next sweep sees what that led to.
    if (!(error instanceof WriteConflict)) throw error;
  }
};

/** An execution that ended while its record is open gets a successor: the stream starts it, because the record says so. */
const runAgain = async ({ records, workflow }: Ports, kind: Kind, head: Item): Promise<void> => {
  const machine = kind === "case" ? "review" : "report";
  const [id, execution] = [String(head["id"]), Number(head["execution"])];
  const status = await workflow.status({ machine, name: `${id}-${execution}` });
  if (status === "running") return;
  if (status === undefined) {
    const input = { id, at: String(head["at"]), step: Number(head["step"]), execution };
    await workflow.start({ machine, name: `${id}-${execution}`, input });
    return;
  }
  await records.write([
    { put: { ...head, execution: execution + 1, version: Number(head.version) + 1 }, ifVersion: Number(head.version) },
  ]);
};

const remind = async (ports: Ports, kind: Kind, head: Item, pk: string): Promise<void> => {
  if (String(head["dueAt"]) > ports.clock.now() || head["remindedStep"] === head["step"]) return;
  const [now] = await ports.records.read([{ pk, sk: head.sk }]);
  if (now === undefined || now["step"] !== head["step"]) return;
  await record(ports, {
    writes: [
      { put: { ...now, remindedStep: Number(now["step"]), version: Number(now.version) + 1 }, ifVersion: Number(now.version) },
    ],
    entries: [
      {
        pk,
        event: kind === "case" ? "case.reminded" : "report.reminded",
        subject: String(now["id"]),
        data: { stage: String(now["at"]) },
      },
    ],
  });
};
