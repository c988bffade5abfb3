import { REGIMES, type RegimeId } from "#shared/domain/regimes.ts";
import type { Item } from "#shared/ports.ts";
import { hex } from "#shared/record/change.ts";
import { canonicalBytes, exactHash, sha256Hex } from "#shared/record/exact.ts";
import { rootOf } from "#shared/record/merkle.ts";
import type { Plates, ReportRecord } from "#shared/report/adopted.ts";
import { assemble } from "#shared/report/assemble.ts";
import { assembleConfidential } from "#shared/report/assemble-confidential.ts";
import { contentHash } from "#shared/report/content-hash.ts";
import { renderDocx } from "#shared/report/docx.ts";
import { renderHtml } from "#shared/report/html.ts";
import { type Fault, preflight } from "#shared/report/preflight.ts";
import type { SentFinding } from "../panel/adopted-finding.ts";
import type { Draft } from "../secretariat/report-file.ts";

interface RenderedFile {
  readonly format: "docx" | "html" | "model" | "annex";
  readonly name: string;
  readonly mediaType: string;
  readonly body: Uint8Array;
  readonly sha256: string;
}
export interface Rendered {
  readonly modelSha256: string;
  readonly exhibitRoot: string;
  readonly faults: readonly Fault[];
  readonly files: readonly RenderedFile[];
}

const DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

/** Every file of a draft, from its order alone: no clock, no chance. */
export const renderedDraft = async (at: {
  head: Item;
  draft: Draft;
  findings: readonly SentFinding[];
  plates: Plates;
}): Promise<Rendered> => {
  const { findings, plates } = at;
  const exhibitRoot = exhibitRootOf(findings);
  const report = { ...recordOf(at.head, at.draft, findings), exhibitRoot };
  const model = assemble({ report, findings });
  const annex = assembleConfidential({ report, findings });
  const files = [
    file("docx", "report.docx", DOCX, await renderDocx(model, plates)),
    file("html", "report.html", "text/html; charset=utf-8", new TextEncoder().encode(renderHtml(model, plates))),
    file("model", "model.json", "application/json", canonicalBytes(JSON.parse(JSON.stringify(model)))),
    ...(annex === undefined ? [] : [file("annex", "confidential-annex.docx", DOCX, await renderDocx(annex, plates))]),
  ];
  return {
    modelSha256: contentHash(model),
    exhibitRoot,
    faults: [...findings.flatMap(altered), ...preflight(model), ...(annex === undefined ? [] : preflight(annex))],
    files,
  };
};

/** The text that came is the text that was adopted, or it is not printed as such. */
const altered = ({ caseId, title, sentences, recommendations, figures, hash }: SentFinding): readonly Fault[] => {
  const body = {
    title,
    sentences: sentences.map(({ id, text, claims, paragraph }) => ({ id, text, claims, paragraph })),
    recommendations,
    figures: figures.map(({ exhibit, title: named, alt, licence }) => ({ exhibit, title: named, alt, licence })),
  };
  const given = exactHash(JSON.parse(JSON.stringify(body)), 1);
  if (given === hash) return [];
  return [
    {
      code: "P17",
      severity: "blocks",
      where: caseId,
      params: { given, adopted: hash },
      says: "The text has hash {given}; {adopted} was adopted.",
    },
  ];
};

const file = (format: RenderedFile["format"], name: string, mediaType: string, body: Uint8Array): RenderedFile => ({
  format,
  name,
  mediaType,
  body,
  sha256: sha256Hex(body),
});

/** Merkle root (RFC 6962) over the exhibits in the order of their references; a leaf is the canonical JSON of reference, hash and version. */
const exhibitRootOf = (findings: readonly SentFinding[]): string => {
  const all = new Map(
    findings.flatMap((finding) => finding.exhibits).map(({ ref, sha256, version }) => [ref, { ref, sha256, version }]),
  );
  const leaves = [...all.values()].toSorted((a, b) => (a.ref < b.ref ? -1 : 1)).map((one) => canonicalBytes(one));
  return hex(rootOf(leaves));
};

/** The record of the report as its draft was ordered: later stages print other states, from the same findings. */
const recordOf = (head: Item, draft: Draft, findings: readonly SentFinding[]): ReportRecord => {
  const regime = REGIMES[head["regime"] as RegimeId];
  const letters = findings.map((one) => one.letters);
  const date = String(head["date"] ?? draft.orderedAt.slice(0, 10));
  return {
    regime: {
      code: String(head["regime"]),
      committee: regime.committee,
      panel: regime.panel,
      mandate: regime.mandate.resolution,
    },
    kind: KINDS[String(head["kind"])] ?? String(head["kind"]),
    ...(head["symbol"] === undefined ? {} : { symbol: String(head["symbol"]) }),
    distribution: "Restricted",
    dates: { document: date },
    originalLanguage: "English",
    introduction: head["introduction"] as readonly string[],
    methodology: head["methodology"] as readonly string[],
    correspondence: {
      sent: letters.reduce((sum, one) => sum + one.sent, 0),
      received: letters.reduce((sum, one) => sum + one.answered, 0),
      asOf: draft.orderedAt.slice(0, 10),
    },
    signatories: ["Coordinator of the Panel of Experts"],
    state: "draft",
    version: Number(draft.draft),
    at: draft.orderedAt,
    demonstration: draft.demonstration,
  };
};

const KINDS: Readonly<Record<string, string>> = { final: "final report", midterm: "midterm report", incident: "incident report" };
