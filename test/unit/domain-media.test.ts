import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { contentFits, imageDimensions, mediaTypeOf } from "#shared/domain/media.ts";

const bytes = (...parts: readonly (string | readonly number[])[]): Uint8Array =>
  Uint8Array.from(parts.flatMap((one) => (typeof one === "string" ? [...Buffer.from(one, "latin1")] : one)));

/** Heads of files, by the type that they are. */
const HEADS: readonly (readonly [type: string, head: Uint8Array])[] = [
  ["image/png", bytes([0x89], "PNG\r\n", [0x1a], "\n")],
  ["image/jpeg", bytes([0xff, 0xd8, 0xff, 0xe0])],
  ["image/tiff", bytes("II*\0")],
  ["image/tiff", bytes("MM\0*")],
  ["image/tiff", bytes("II+\0")],
  ["image/nitf", bytes("NITF02.10")],
  ["image/nitf", bytes("NSIF01.00")],
  ["image/webp", bytes("RIFF\0\0\0\0WEBP")],
  ["image/heic", bytes("\0\0\0\x18ftypheic")],
  ["video/quicktime", bytes("\0\0\0\x14ftypqt  ")],
  ["video/mp4", bytes("\0\0\0\x18ftypisom")],
  ["application/pdf", bytes("%PDF-1.7")],
  ["application/pdf", bytes("junk before\n%PDF-1.4")],
  ["application/zip", bytes("PK\x03\x04")],
  ["text", bytes("time,latitude\n")],
  ["text", new TextEncoder().encode("Записка 문서 \u{1f6a2}")],
];

describe("what a file is", () => {
  test.each(HEADS)("%s is seen from its first bytes, and fits no other declaration", (type, head) => {
    expect(mediaTypeOf(head)).toBe(type);
    const declared = type === "text" ? "text/plain" : type;
    expect(contentFits(head, declared)).toBe(true);
    const others = HEADS.map(([other]) => (other === "text" ? "text/plain" : other)).filter((one) => one !== declared);
    for (const other of new Set(others)) expect(contentFits(head, other), other).toBe(false);
  });

  test("text may be declared as any kind of text, and as no image", () => {
    for (const type of ["text/plain", "text/csv", "text/html", "application/json", "application/xml"])
      expect(contentFits(bytes("a,b"), type)).toBe(true);
    expect(contentFits(bytes("a,b"), "image/png")).toBe(false);
  });

  test("a character cut off at the end is text still; a broken one within is not; neither is a NUL", () => {
    const text = new TextEncoder().encode("aб\u{1f6a2}");
    for (let length = 1; length <= text.length; length += 1) expect(mediaTypeOf(text.subarray(0, length))).toBe("text");
    expect(mediaTypeOf(bytes("a", [0xff, 0xfe, 0xff, 0xff], "bcdef"))).toBeUndefined();
    expect(mediaTypeOf(bytes("a\0b"))).toBeUndefined();
  });

  test("nothing contradicts no type", () => {
    expect(contentFits(new Uint8Array(), "image/png")).toBe(true);
    expect(contentFits(new Uint8Array(), "text/plain")).toBe(true);
  });

  test("no bytes whatever make it throw, and dimensions are whole numbers or not known", () => {
    const head = fc.tuple(fc.constantFrom(...HEADS.map(([, one]) => one)), fc.uint8Array({ maxLength: 300 }));
    fc.assert(
      fc.property(head, ([start, rest]) => {
        const all = Uint8Array.from([...start, ...rest]);
        mediaTypeOf(all);
        const found = imageDimensions(all);
        if (found !== undefined) expect(Number.isInteger(found.width) && Number.isInteger(found.height)).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });

  test("the size of a PNG is read where it stands, also in a view into a larger buffer", () => {
    const png = bytes([0x89], "PNG\r\n", [0x1a], "\n", [0, 0, 0, 13], "IHDR", [0, 0, 2, 128, 0, 0, 1, 224]);
    const inside = new Uint8Array([0, 0, 0, ...png]).subarray(3);
    expect([imageDimensions(png), imageDimensions(inside)]).toEqual([
      { width: 640, height: 480 },
      { width: 640, height: 480 },
    ]);
    expect(imageDimensions(png.subarray(0, 18))).toBeUndefined();
  });
});
