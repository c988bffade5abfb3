import { createHash } from "node:crypto";
import { receiptSchema } from "#shared/domain/receipt.ts";
import { receiptFaults } from "#shared/record/receipt.ts";
import { mediaFor } from "./media.ts";
import { exchange } from "./messages.ts";
import { mediaTypeByName, type Scenario, type ScenarioItem } from "./scenario.ts";
import { type Answer, hoursAfter, isLost, onceMore, type Stage, until } from "./stage.ts";

type Submission = Scenario["submissions"][number];

/** A submission as it came out: its references on both sides of the wall, and its receipt. */
export interface Submitted {
  readonly id: string;
  readonly state: string;
  readonly by: string;
  /** The State's own reference, GB-001. */
  readonly reference: string;
  /** The Panel's, SUB-001. */
  readonly registered: string;
  readonly receipt: Answer;
  /** Numbers of the items that were held back. */
  readonly heldBack: readonly number[];
}

const sha256 = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");

/** A delegate submits: draft, files in parts through signed links, seal; then waits for the receipt and for the Panel's register. */
export const submit = async (stage: Stage, one: Submission): Promise<Submitted> => {
  await stage.advanceTo(one.at);
  const state = stage.scenario.people.find((person) => person.id === one.by)?.state ?? "";
  const draft = await stage.as(one.by, "create-submission", {
    state,
    regime: stage.scenario.regime,
    title: one.title,
    handling: one.handling,
    ...(one.noteVerbale === undefined ? {} : { noteVerbale: one.noteVerbale }),
  });
  const at = { state, reference: String(draft.reference) };
  stage.tell(one.by, `drafts ${at.reference}: ${one.title}`);
  for (const item of one.items) await upload(stage, one.by, at, item);
  const whole = await stage.as(one.by, "get-submission", at);
  await stage.as(one.by, "seal-submission", { ...at, version: whole.version });
  stage.tell(one.by, `seals ${at.reference}: ${one.items.length} files`);
  const receipt = await until(`the receipt of ${at.reference}`, async () =>
    (await stage.refusal(one.by, "get-receipt", at)) === undefined ? stage.as(one.by, "get-receipt", at) : undefined,
  );
  const done = await stage.as(one.by, "get-submission", at);
  const heldBack = done.items.filter((item: Answer) => item.status === "quarantined").map((item: Answer) => Number(item.number));
  for (const item of done.items)
    if (item.status === "quarantined")
      stage.tell(
        "Corroborate",
        `holds back ${at.reference}/${item.number} (${item.name}): ${item.reason}`,
        "the other files of the submission are registered",
      );
  const faults = await receiptFaults(receiptSchema.parse(receipt));
  stage.tell(
    one.by,
    `has the receipt of ${at.reference}: ${faults.length === 0 ? "intact, checked offline" : faults.join("; ")}`,
  );
  const registered = await registeredAs(stage, at.reference, state);
  stage.tell(
    stage.roleOf("officer"),
    `finds it registered as ${registered}`,
    "the Panel's own number: the delegation never sees it",
  );
  await exchange(stage, one, { ...at, registered });
  await stage.advanceTo(hoursAfter(stage.now(), 1));
  return { id: one.id, state, by: one.by, reference: at.reference, registered, receipt, heldBack };
};

const registeredAs = (stage: Stage, reference: string, state: string): Promise<string> =>
  until(`the registration of ${reference}`, async () => {
    const { rows } = await stage.as(stage.roleOf("officer"), "list-register", { regime: stage.scenario.regime });
    const found = rows.find((row: Answer) => row.state === state && row.stateReference === reference);
    return found === undefined ? undefined : String(found.reference);
  });

const upload = async (stage: Stage, by: string, at: { state: string; reference: string }, item: ScenarioItem): Promise<void> => {
  const meant = await mediaFor(item);
  const sent = item.damaged ? damagedOnTheWay(meant) : meant;
  const declared = await stage.as(by, "declare-item", {
    ...at,
    kind: item.kind,
    name: item.file,
    title: item.title,
    bytes: meant.length,
    sha256: sha256(meant),
    mediaType: mediaTypeByName(item.file) ?? "",
    metadata: item.metadata,
  });
  const place = { ...at, item: String(declared.id) };
  const parts = Array.from({ length: Number(declared.parts) }, (_, index) => {
    const bytes = sent.slice(index * Number(declared.partBytes), (index + 1) * Number(declared.partBytes));
    return { part: index + 1, bytes, sha256: sha256(bytes) };
  });
  const { links } = await stage.as(by, "link-parts", {
    ...place,
    parts: parts.map((part) => ({ part: part.part, bytes: part.bytes.length, sha256: part.sha256 })),
  });
  for (const link of links) {
    const part = parts.find((one) => one.part === link.part);
    const send = () => fetch(link.url, { method: link.method, headers: link.headers, body: new Uint8Array(part?.bytes ?? []) });
    const answer = await onceMore(send, isLost);
    if (!answer.ok) throw new Error(`part ${link.part} of ${item.file} was not taken: ${answer.status} ${await answer.text()}`);
  }
  await stage.as(by, "complete-item", place);
  const size = meant.length < 10_000 ? `${meant.length} bytes` : `${Math.round(meant.length / 1024)} KiB`;
  stage.tell(by, `sends ${item.file}, ${size}`, item.damaged ? "one byte is damaged on the way" : undefined);
};

/** The last byte but a few is changed: the content is of its type still, only not the bytes that were declared. */
const damagedOnTheWay = (bytes: Uint8Array): Uint8Array => {
  const copy = Uint8Array.from(bytes);
  const at = Math.max(0, copy.length - 40);
  copy[at] = (copy[at] ?? 0) ^ 0x01;
  return copy;
};
