import { EVIDENCE, type EvidenceKind } from "#shared/domain/evidence.ts";

/** Where the browser does not know a type by the name, or knows it by another name than the table. */
const BY_ENDING: Readonly<Record<string, string>> = {
  tif: "image/tiff",
  tiff: "image/tiff",
  png: "image/png",
  jpg: "image/jpeg",
  jpeg: "image/jpeg",
  webp: "image/webp",
  heic: "image/heic",
  ntf: "image/nitf",
  nitf: "image/nitf",
  nsf: "image/nitf",
  mp4: "video/mp4",
  mov: "video/quicktime",
  pdf: "application/pdf",
  txt: "text/plain",
  csv: "text/csv",
  json: "application/json",
  geojson: "application/json",
  xml: "application/xml",
  kml: "application/xml",
  zip: "application/zip",
  html: "text/html",
  htm: "text/html",
};

export const mediaTypeOf = (file: { readonly name: string; readonly type: string }): string =>
  BY_ENDING[file.name.toLowerCase().split(".").at(-1) ?? ""] ?? (file.type === "" ? "application/octet-stream" : file.type);

const KINDS = Object.keys(EVIDENCE) as readonly EvidenceKind[];
/** The kinds that a file of this type and size may be, in the order of the table. */
export const kindsFor = (mediaType: string, bytes: number): readonly EvidenceKind[] =>
  KINDS.filter(
    (kind) => (EVIDENCE[kind].mediaTypes as readonly string[]).includes(mediaType) && bytes <= EVIDENCE[kind].maxBytes,
  );

/** Whether the kind can be declared without anything more being said. */
export const needsNothing = (kind: EvidenceKind): boolean =>
  Object.values(EVIDENCE[kind].metadata).every((field) => field.safeParse(undefined).success);

/** The kind to begin with: one that needs nothing said before the file can leave, so that files travel while people write. */
export const firstKind = (mediaType: string, bytes: number): EvidenceKind | undefined => {
  const kinds = kindsFor(mediaType, bytes);
  return PREFERRED.find((kind) => kinds.includes(kind)) ?? kinds.find(needsNothing) ?? kinds[0];
};
const PREFERRED: readonly EvidenceKind[] = ["photograph", "video", "document"];
