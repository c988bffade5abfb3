import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { imageDimensions, mediaTypeOf } from "#shared/domain/media.ts";
import { bareImage } from "#shared/report/bare-image.ts";

const latin = (text: string): number[] => [...Buffer.from(text, "latin1")];
const bytes = (...parts: readonly (string | readonly number[])[]): Uint8Array =>
  Uint8Array.from(parts.flatMap((one) => (typeof one === "string" ? latin(one) : one)));
const segment = (marker: number, body: string | readonly number[]): number[] => {
  const content = typeof body === "string" ? latin(body) : body;
  return [0xff, marker, (content.length + 2) >> 8, (content.length + 2) & 0xff, ...content];
};
const chunk = (type: string, body: string): number[] => [
  0,
  0,
  body.length >> 8,
  body.length & 0xff,
  ...latin(type + body),
  1,
  2,
  3,
  4,
];
const text = (image: Uint8Array | undefined): string => Buffer.from(image ?? []).toString("latin1");

const START = [0xff, 0xd8];
const END = [0xff, 0xd9];
const PICTURE = [
  ...segment(0xdb, "quantisation"),
  ...segment(0xc0, [8, 0, 2, 0, 3, 1, 1, 0x11, 0]),
  ...segment(0xda, [1, 1, 0, 0, 63, 0]),
  ...[1, 2, 0xff, 0x00, 3, 0xff, 0xd0, 4],
];
/** Two entries, orientation 6 and a text of the camera, least significant byte first. */
const EXIF = bytes(
  "Exif\0\0II*\0",
  [8, 0, 0, 0, 2, 0],
  [0x0f, 1, 2, 0, 4, 0, 0, 0],
  "GPS!",
  [0x12, 1, 3, 0, 1, 0, 0, 0, 6, 0, 0, 0],
);

describe("a JPEG is printed without what its file says beside the picture", () => {
  const telling = bytes(
    START,
    segment(0xe0, "JFIF\0\x01\x02\0\0\x01\0\x01\x01\x01rgb"),
    segment(0xe1, [...EXIF]),
    segment(0xe1, "http://ns.adobe.com/xap/1.0/\0<GPS/>"),
    segment(0xe2, "ICC_PROFILE\0\x01\x01colours"),
    segment(0xe2, "MPF\0a second picture"),
    segment(0xed, "Photoshop 3.0\0byline"),
    segment(0xee, "Adobe\0d\0\0\0\0\x01"),
    segment(0xeb, "JP a claim of its origin"),
    segment(0xfe, "taken by somebody"),
    PICTURE,
    END,
    "a second picture appended",
  );

  test("place, time, names, comments, small copies and appended files are gone; colours, pixels and the way up stay", () => {
    const bare = bareImage(telling, "image/jpeg");
    for (const word of ["GPS", "xap", "MPF", "byline", "JP a", "somebody", "appended", "rgb"])
      expect(text(bare)).not.toContain(word);
    for (const word of ["ICC_PROFILE", "colours", "Adobe"]) expect(text(bare)).toContain(word);
    expect(text(bare)).toContain(text(bytes(PICTURE, END)));
    expect(text(bare)).toContain(text(bytes("Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0")));
    expect(imageDimensions(bare ?? new Uint8Array())).toEqual({ width: 3, height: 2 });
  });

  test("done twice it is what it was once", () => {
    const once = bareImage(telling, "image/jpeg") ?? new Uint8Array();
    expect(bareImage(once, "image/jpeg")).toEqual(once);
  });

  test.each([
    ["cut in its data", bytes(START, PICTURE)],
    ["cut in a segment", bytes(START, segment(0xe1, [...EXIF]).slice(0, 20))],
    ["with something else between its segments", bytes(START, "GPS", PICTURE, END)],
  ])("one %s is not printed at all", (_, image) => {
    expect(bareImage(image, "image/jpeg")).toBeUndefined();
  });
});

describe("a PNG is printed without what its file says beside the picture", () => {
  const picture = [...chunk("IHDR", "\0\0\0\x03\0\0\0\x02"), ...chunk("IDAT", "pixels")];
  const signature = bytes([0x89], "PNG\r\n", [0x1a], "\n");

  test("texts, times, camera's notes and appended files are gone; colours and pixels stay", () => {
    const telling = bytes(
      [...signature, ...chunk("IHDR", "\0\0\0\x03\0\0\0\x02")],
      [...chunk("tEXt", "Author\0x"), ...chunk("eXIf", "GPS"), ...chunk("tIME", "now"), ...chunk("iCCP", "colours")],
      [...chunk("IDAT", "pixels"), ...chunk("prVt", "own"), ...chunk("IEND", ""), ...latin("appended")],
    );
    expect(bareImage(telling, "image/png")).toEqual(
      bytes(
        [...signature, ...chunk("IHDR", "\0\0\0\x03\0\0\0\x02"), ...chunk("iCCP", "colours")],
        [...chunk("IDAT", "pixels"), ...chunk("IEND", "")],
      ),
    );
  });

  test("one that is cut is not printed at all", () => {
    expect(bareImage(bytes([...signature, ...picture]), "image/png")).toBeUndefined();
  });
});

test("whatever the bytes are, the answer is a picture or nothing, never a failure", () => {
  const any = fc.oneof(
    fc.uint8Array({ maxLength: 200 }),
    fc
      .array(fc.constantFrom(0xff, 0xd8, 0xe1, 0xda, 0xd9, 0, 2, 6), { maxLength: 60 })
      .map((tail) => Uint8Array.from([0xff, 0xd8, ...tail])),
  );
  fc.assert(
    fc.property(any, fc.constantFrom("image/png", "image/jpeg"), (image, type) => {
      const bare = bareImage(image, type);
      expect((bare?.length ?? 0) <= image.length + 40).toBe(true);
    }),
  );
});

const corpus = process.env["CORPUS_DIR"] ?? join(import.meta.dirname, "..", "..", "..", "shared", "corpus");
const real = existsSync(corpus)
  ? readdirSync(corpus, { recursive: true, withFileTypes: true })
      .filter((one) => one.isFile() && /\.(jpe?g|png)$/i.test(one.name))
      .map((one) => join(one.parentPath, one.name))
  : [];
test.skipIf(real.length === 0)("real pictures keep their size and lose every note (skipped without CORPUS_DIR)", () => {
  let bared = 0;
  for (const path of real) {
    const image = readFileSync(path);
    const type = mediaTypeOf(image);
    if (type !== "image/png" && type !== "image/jpeg") continue;
    const bare = bareImage(image, type);
    if (bare === undefined) continue;
    bared += 1;
    expect(imageDimensions(bare), path).toEqual(imageDimensions(image));
    expect(text(bare), path).not.toMatch(/ns\.adobe\.com|Photoshop 3\.0|c2pa|jumbf|Exif\0\0II/);
  }
  expect(bared).toBeGreaterThan(0);
});
