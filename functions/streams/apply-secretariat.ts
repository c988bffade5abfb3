import { homePorts } from "#shared/adapters/home.ts";
import { findingKey, findingsPk } from "#shared/adapters/keys.ts";
import type { CrossingBody } from "#shared/domain/crossings.ts";
import type { Item, Json, Ports } from "#shared/ports.ts";
import { record } from "#shared/record/change.ts";
import { bytesOf } from "../bytes.ts";
import { type Messages, queueHandler } from "./messages.ts";

/** Puts adopted and reopened findings where the report takes them from. The newest news of a case counts, in whatever order it arrives. */
export const handler = queueHandler<Messages["apply"]>("apply-secretariat", async (at) => {
  for (let attempt = 1; (await applied(at)) === "conflict"; attempt += 1) {
    // Other news of the case arrived at the same moment. Left to the queue it would be read again only when its timeout is over.
    if (attempt >= ATTEMPTS) throw new Error(`${at.pk} is being written to by too many at once`);
    await new Promise((resolve) => setTimeout(resolve, Math.random() * 40 * attempt));
  }
});
const ATTEMPTS = 8;

const applied = async ({ pk, sk }: Messages["apply"]): Promise<"written" | "conflict"> => {
  const ports = (await homePorts())();
  const [message] = await ports.records.read([{ pk, sk }]);
  if (message === undefined) throw new Error(`there is no message ${pk}`);
  const body = message["body"] as unknown as CrossingBody<"adopted-finding">;
  const [known] = await ports.records.read([findingKey(body.regime, body.case)]);
  if (known !== undefined && Number(known["sequence"]) >= body.sequence) return "written";
  const files = await copiedOf(ports, message);
  const finding = {
    ...findingKey(body.regime, body.case),
    schema: 1,
    version: Number(known?.version ?? 0) + 1,
    case: body.case,
    regime: body.regime,
    state: body.state,
    hash: body.hash,
    sequence: body.sequence,
    receivedAt: ports.clock.now(),
    ...(body.finding === undefined ? {} : { finding: body.finding }),
    files,
  } satisfies Item;
  return record(ports, {
    writes: [known === undefined ? { put: finding, ifAbsent: true } : { put: finding, ifVersion: Number(known.version) }],
    entries: [
      {
        pk: findingsPk(body.regime),
        event: "finding.received",
        subject: body.case,
        data: { case: body.case, hash: body.hash, state: body.state },
      },
    ],
  });
};

const copiedOf = async (ports: Ports, message: Item): Promise<Json> => {
  const at = message["files"] as unknown as { key: string; version: string };
  const { text } = JSON.parse(new TextDecoder().decode(await bytesOf(await ports.files("reports").read(at)))) as { text: Json };
  return text;
};
