import { createHash } from "node:crypto";
import { fromArrayBuffer } from "geotiff";
import piexif from "piexifjs";
import { expect, test } from "vitest";
import { mediaFor, WATERMARK } from "#cli/demo/media.ts";
import type { ScenarioItem } from "#cli/demo/scenario.ts";
import { contentFits, imageDimensions } from "#shared/domain/media.ts";

const item = (file: string, kind: ScenarioItem["kind"], more: Partial<ScenarioItem> = {}): ScenarioItem => ({
  file,
  kind,
  title: `PLACEHOLDER: ${file}`,
  metadata: { date: "2025-02-03" },
  damaged: false,
  ...more,
});
const FILES: readonly (readonly [ScenarioItem, string])[] = [
  [item("quay.jpg", "photograph"), "image/jpeg"],
  [item("quay.png", "photograph"), "image/png"],
  [
    item("quay.tif", "satellite-image", {
      metadata: { acquiredFrom: "2025-02-03", acquiredTo: "2025-02-03", place: "north quay" },
    }),
    "image/tiff",
  ],
  [
    item("note.pdf", "document", {
      text: "A note (with brackets), a back\\slash and words enough to need a second line because it goes on for a while.",
    }),
    "application/pdf",
  ],
  [item("note.txt", "document", { text: "Записка" }), "text/plain"],
  [item("track.csv", "ais-track", { text: "time,latitude,longitude" }), "text/csv"],
];

test.each(FILES)("$file is a file of the type that its name says", async (one, type) => {
  const bytes = await mediaFor(one);
  expect(contentFits(bytes.subarray(0, 2048), type)).toBe(true);
  if (type.startsWith("image/")) expect(imageDimensions(bytes)?.width).toBeGreaterThanOrEqual(480);
});

test.each(FILES)("$file has the same bytes every time it is made", async (one) => {
  const hash = async () =>
    createHash("sha256")
      .update(await mediaFor(one))
      .digest("hex");
  expect(await hash()).toBe(await hash());
});

test("two photographs are two files, so that none is taken for the other", async () => {
  const [a, b] = await Promise.all([mediaFor(item("one.jpg", "photograph")), mediaFor(item("two.jpg", "photograph"))]);
  expect(Buffer.compare(a, b)).not.toBe(0);
});

test("a photograph carries its date and says that it is a placeholder, in metadata that other tools read", async () => {
  const exif = piexif.load(Buffer.from(await mediaFor(item("quay.jpg", "photograph"))).toString("binary"));
  expect(exif["0th"][piexif.ImageIFD["ImageDescription"] ?? 0]).toContain(WATERMARK);
  expect(exif.Exif[piexif.ExifIFD["DateTimeOriginal"] ?? 0]).toBe("2025:02:03 00:00:00");
});

test("a satellite image is a GeoTIFF that says that it is a placeholder", async () => {
  const bytes = await mediaFor(FILES[2]?.[0] ?? item("quay.tif", "satellite-image"));
  const image = await (await fromArrayBuffer(Uint8Array.from(bytes).buffer)).getImage();
  expect(image.getSamplesPerPixel()).toBe(3);
  expect(image.getGeoKeys()?.GeographicTypeGeoKey).toBe(4326);
  expect(String(image.fileDirectory.getValue("ImageDescription" as never))).toContain(WATERMARK);
});

test("a document has a cross-reference table that points at its objects", async () => {
  const text = Buffer.from(await mediaFor(FILES[3]?.[0] ?? item("note.pdf", "document"))).toString("latin1");
  const start = Number(/startxref\n(\d+)/.exec(text)?.[1]);
  expect(text.slice(start, start + 4)).toBe("xref");
  const offsets = [...text.slice(start).matchAll(/^(\d{10}) 00000 n/gm)].map((match) => Number(match[1]));
  expect(offsets.length).toBeGreaterThan(4);
  for (const [index, offset] of offsets.entries()) expect(text.slice(offset, offset + 12)).toContain(`${index + 1} 0 obj`);
});
