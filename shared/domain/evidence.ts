import * as z from "zod";

const MIB = 1024 * 1024;
const TIB = 1024 ** 4;
const words = z.string().min(1).max(2000);
const date = z.string().regex(/^\d{4}-\d{2}(-\d{2}(T[\d:.]+Z)?)?$/, "must be a month, date or UTC time, such as 2023-09-07");
const positive = z.number().positive();

const IMAGES = ["image/tiff", "image/png", "image/jpeg", "image/nitf", "image/webp"] as const;
const TEXTS = ["application/pdf", "text/plain", "text/csv", "application/json", "application/xml", "application/zip"] as const;

/**
 * Kinds of evidence, one row each: what may be sent, how large, what must be said about it, what names the thing it shows (so that two
 * pictures of one scene count once), and what experts must check at least. Image metadata follow STAC names (BRIEF 2.4).
 */
export const EVIDENCE = {
  "satellite-image": {
    title: "Satellite image",
    mediaTypes: IMAGES,
    maxBytes: 5 * TIB,
    metadata: {
      acquiredFrom: date,
      acquiredTo: date,
      place: words,
      sensor: words.optional(),
      provider: words.optional(),
      gsdMetres: positive.optional(),
      topBearingDegrees: z.number().min(0).lt(360).optional(),
      offNadirDegrees: z.number().min(0).max(90).optional(),
      cloudCoverPercent: z.number().min(0).max(100).optional(),
      sceneId: words.optional(),
      licence: words.optional(),
    },
    identity: "sceneId",
    checks: [
      "acquisition time against shadow and season",
      "place against a dated archive",
      "scene number against other submissions",
    ],
  },
  photograph: {
    title: "Photograph",
    mediaTypes: [...IMAGES, "image/heic"],
    maxBytes: 5 * TIB,
    metadata: {
      date: date.optional(),
      place: words.optional(),
      takenBy: words.optional(),
      objectId: words.optional(),
      licence: words.optional(),
    },
    identity: "objectId",
    checks: ["time and place", "traces of editing"],
  },
  video: {
    title: "Video",
    mediaTypes: ["video/mp4", "video/quicktime"],
    maxBytes: 5 * TIB,
    metadata: { date: date.optional(), place: words.optional(), objectId: words.optional(), licence: words.optional() },
    identity: "objectId",
    checks: ["time and place", "traces of editing"],
  },
  "intelligence-report": {
    title: "Intelligence report",
    mediaTypes: TEXTS,
    maxBytes: 5 * TIB,
    metadata: { date: date.optional(), coversFrom: date.optional(), coversTo: date.optional(), service: words.optional() },
    identity: undefined,
    checks: ["what is observed and what is inferred", "basis of each statement"],
  },
  document: {
    title: "Document",
    mediaTypes: [...TEXTS, ...IMAGES],
    maxBytes: 5 * TIB,
    metadata: { date: date.optional(), issuer: words.optional(), reference: words.optional() },
    identity: undefined,
    checks: ["issuer", "date", "traces of editing"],
  },
  "physical-item": {
    title: "Physical item",
    mediaTypes: [...IMAGES, ...TEXTS],
    maxBytes: 5 * TIB,
    metadata: { objectId: words, date: date.optional(), place: words.optional(), custodian: words.optional() },
    identity: "objectId",
    checks: ["custody of the object", "who examined it"],
  },
  statement: {
    title: "Statement",
    mediaTypes: TEXTS,
    maxBytes: 100 * MIB,
    metadata: { date: date.optional(), speaker: words.optional() },
    identity: undefined,
    checks: ["first-hand or hearsay"],
  },
  "open-source": {
    title: "Open source",
    mediaTypes: ["text/plain", "application/pdf", "text/html", "image/png", "image/jpeg"],
    maxBytes: 1024 * MIB,
    metadata: { date: date.optional(), url: words.optional(), author: words.optional(), language: words.optional() },
    identity: undefined,
    checks: ["who first reported", "what is repeated from others"],
  },
  "ais-track": {
    title: "AIS track",
    mediaTypes: ["text/csv", "application/json", "text/plain"],
    maxBytes: 1024 * MIB,
    metadata: {
      imo: z
        .string()
        .regex(/^\d{7}$/)
        .optional(),
      acquiredFrom: date,
      acquiredTo: date,
      provider: words.optional(),
    },
    identity: undefined,
    checks: ["gaps", "position against images of the same time"],
  },
  "list-snapshot": {
    title: "List snapshot",
    mediaTypes: ["text/csv", "application/xml", "application/json", "text/plain", "application/pdf"],
    maxBytes: 1024 * MIB,
    metadata: { list: words, date, publisher: words.optional() },
    identity: undefined,
    checks: ["date of the snapshot"],
  },
} as const satisfies Record<string, EvidenceRow>;

interface EvidenceRow {
  readonly title: string;
  readonly mediaTypes: readonly string[];
  /** Largest file, bytes; zero bytes are accepted and recorded as zero. */
  readonly maxBytes: number;
  readonly metadata: Readonly<Record<string, z.ZodType>>;
  /** Metadata that names the scene or object shown: equal names count as one origin. */
  readonly identity: "sceneId" | "objectId" | undefined;
  readonly checks: readonly string[];
}
export type EvidenceKind = keyof typeof EVIDENCE;

/** Strict schema of a kind's metadata: what is not named is refused. */
export const metadataSchema = (kind: EvidenceKind) => z.strictObject(EVIDENCE[kind].metadata as Record<string, z.ZodType>);
