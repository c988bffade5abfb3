import { homePorts } from "#shared/adapters/home.ts";
import { reportKey, reportPartKey, reportPk } from "#shared/adapters/keys.ts";
import type { Item, Json, Ports } from "#shared/ports.ts";
import { record } from "#shared/record/change.ts";
import { blocking } from "#shared/report/preflight.ts";
import { bytesOf } from "../bytes.ts";
import { inChunks } from "../chunks.ts";
import type { SentFinding } from "../panel/adopted-finding.ts";
import type { Draft, DraftFinding } from "../secretariat/report-file.ts";
import { type Messages, queueHandler } from "./messages.ts";
import { platesOf } from "./plates.ts";
import { type Rendered, renderedDraft } from "./rendered-draft.ts";

/** Faults kept in the record; all of them are counted. */
const KEPT_FAULTS = 200;

/** Makes a draft as ordered. The same order gives the same bytes, so making it twice is harmless. */
export const handler = queueHandler<Messages["render"]>("render-draft", async ({ report, draft: number }) => {
  const ports = (await homePorts())();
  const [head, part] = await ports.records.read([reportKey(report), reportPartKey(report, "DRAFT", number)]);
  if (head === undefined || part === undefined) throw new Error(`there is no draft ${number} of report ${report}`);
  const draft = part as unknown as Draft;
  if (draft.status !== "ordered") return;
  const findings = await inChunks(draft.findings, 8, (one) => findingOf(ports, one));
  const rendered = await renderedDraft({ head, draft, findings, plates: await platesOf(ports, findings) });
  const files = await stored(ports, `drafts/${report}/${number}`, rendered);
  await record(ports, {
    writes: [{ put: madeOf(part, rendered, files), ifVersion: Number(part.version) }],
    entries: [
      {
        pk: reportPk(report),
        event: "report.drafted",
        subject: report,
        data: {
          draft: Number(number),
          modelSha256: rendered.modelSha256,
          docxSha256: files["docx"]?.sha256 ?? "",
          htmlSha256: files["html"]?.sha256 ?? "",
        },
      },
    ],
  });
});

const madeOf = (
  part: Item,
  { modelSha256, exhibitRoot, faults }: Rendered,
  files: Readonly<Record<string, StoredDraft>>,
): Item => ({
  ...part,
  version: Number(part.version) + 1,
  status: "made",
  modelSha256,
  exhibitRoot,
  files: files as unknown as Json,
  faults: faults.slice(0, KEPT_FAULTS) as unknown as Json,
  faultCount: blocking(faults).length,
});

const findingOf = async (ports: Ports, { file }: DraftFinding): Promise<SentFinding> => {
  const { text } = JSON.parse(new TextDecoder().decode(await bytesOf(await ports.files("reports").read(file)))) as {
    text: SentFinding;
  };
  return text;
};

interface StoredDraft {
  readonly key: string;
  readonly version: string;
  readonly bytes: number;
  readonly sha256: string;
}
const stored = async (ports: Ports, folder: string, { files }: Rendered): Promise<Readonly<Record<string, StoredDraft>>> =>
  Object.fromEntries(
    await Promise.all(
      files.map(async ({ format, name, mediaType, body, sha256 }) => {
        const key = `${folder}/${name}`;
        const { version, bytes } = await ports.files("reports").put({ key, body, mediaType, once: true });
        return [format, { key, version, bytes, sha256 }] as const;
      }),
    ),
  );
