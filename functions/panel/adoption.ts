import { casePk, evidenceKey } from "#shared/adapters/keys.ts";
import type { CaseFile } from "#shared/domain/case.ts";
import type { Item, Json, Ports } from "#shared/ports.ts";
import type { MessageDraft } from "#shared/record/change.ts";
import { exactBytes, sha256Hex } from "#shared/record/exact.ts";
import { adoptedFinding } from "./adopted-finding.ts";

interface Sent {
  readonly head: Readonly<Record<string, Json>>;
  readonly message: MessageDraft;
}

/** The adopted finding as a file under its own hash, and the message that carries it with its plates to the Secretariat. */
export const adoptionOf = async (ports: Ports, file: CaseFile, head: Item, now: string): Promise<Sent> => {
  const finding = adoptedFinding(file, now);
  const body = exactBytes(JSON.parse(JSON.stringify(finding)), 1);
  const sha256 = sha256Hex(body);
  const key = `adopted/${sha256}.json`;
  const stored = await ports.files("evidence").put({ key, body, mediaType: "application/json", once: true });
  const refs = [...new Set(finding.figures.map((one) => one.exhibit))];
  const images = refs.length === 0 ? [] : await ports.records.read(refs.map(evidenceKey));
  const plates = images.flatMap((item) =>
    item === undefined
      ? []
      : [
          {
            key: String(item["key"]),
            version: String(item["fileVersion"]),
            to: `plates/${String(item["sha256Stored"])}`,
            sha256: String(item["sha256Stored"]),
          },
        ],
  );
  const sequence = Number(head["sequence"]) + 1;
  return {
    head: { sequence },
    message: {
      pk: casePk(file.id),
      kind: "adopted-finding",
      id: `${file.id}-${sequence}`,
      body: {
        case: file.id,
        regime: file.regime,
        state: "adopted",
        hash: finding.hash,
        sequence,
        finding: key,
        plates: [{ key, version: stored.version, to: key, sha256 }, ...plates],
      },
    },
  };
};

/** The news that an adopted text was changed: the Secretariat's copy no longer counts. */
export const reopeningOf = (file: CaseFile, head: Item): Sent => {
  const sequence = Number(head["sequence"]) + 1;
  return {
    head: { sequence },
    message: {
      pk: casePk(file.id),
      kind: "adopted-finding",
      id: `${file.id}-${sequence}`,
      body: { case: file.id, regime: file.regime, state: "reopened", hash: file.finding?.hash ?? "", sequence, plates: [] },
    },
  };
};
