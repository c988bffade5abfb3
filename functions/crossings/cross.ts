import { homePorts } from "#shared/adapters/home.ts";
import { messageKey } from "#shared/adapters/keys.ts";
import { CROSSINGS, type CrossingKind, type CrossingRow } from "#shared/domain/crossings.ts";
import { type Item, type Json, type Ports, WriteConflict } from "#shared/ports.ts";
import { type Messages, queueHandler } from "../streams/messages.ts";
import { copyFiles } from "./copy-files.ts";

const kind = process.env["CROSSING"] as CrossingKind;

/**
 * Carries messages of one kind into the receiver's table, each once, and does nothing else. Files go first, so that a message that is
 * there can be relied on.
 */
export const handler = queueHandler<Messages["cross"]>(`cross-${kind}`, async ({ id, body }) => {
  const row: CrossingRow = CROSSINGS[kind];
  const parsed = row.fields.parse(body) as Readonly<Record<string, Json>>;
  const ports = (await homePorts())();
  const files = row.copies === undefined ? undefined : await copyFiles(ports, row.copies, { kind, id, body: parsed });
  const state = row.to === "delegation" ? String(parsed["state"]) : undefined;
  await arrive(ports, {
    ...messageKey(id, state),
    schema: 1,
    version: 1,
    crossing: kind,
    message: id,
    body: parsed,
    ...(state === undefined ? {} : { state }),
    ...(files === undefined ? {} : { files }),
  });
});

/** A message that arrived before is the same message: its id is given by the sender once. */
const arrive = async ({ records }: Ports, item: Item): Promise<void> => {
  try {
    await records.write([{ put: item, ifAbsent: true }]);
  } catch (error) {
    if (!(error instanceof WriteConflict && error.reasons.includes("exists"))) throw error;
  }
};
