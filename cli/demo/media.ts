import { createHash } from "node:crypto";
import { writeArrayBuffer } from "geotiff";
import { HorizontalAlign, Jimp, loadFont, VerticalAlign } from "jimp";
import { SANS_16_WHITE, SANS_32_WHITE } from "jimp/fonts";
import piexif from "piexifjs";
import { pdfOf } from "./pdf.ts";
import { mediaTypeByName, type ScenarioItem } from "./scenario.ts";

const WIDTH = 960;
const HEIGHT = 640;
/** On every image, so that none is ever taken for evidence. */
export const WATERMARK = "demonstration placeholder";

/** The file of an item: a real format with real metadata, the same bytes every time. Throws a `RangeError` for an ending that is not made. */
export const mediaFor = async (item: ScenarioItem): Promise<Uint8Array> => {
  const type = mediaTypeByName(item.file);
  if (type === "text/plain" || type === "text/csv") return new TextEncoder().encode(`${item.text ?? item.title}\n`);
  if (type === "application/pdf") return pdfOf(item.title, item.text ?? item.title, WATERMARK);
  const image = await drawn(item);
  if (type === "image/png") return new Uint8Array(await image.getBuffer("image/png"));
  if (type === "image/jpeg") return withExif(await image.getBuffer("image/jpeg", { quality: 82 }), item);
  if (type === "image/tiff") return geoTiff(image.resize({ w: WIDTH / 2, h: HEIGHT / 2 }).bitmap, item);
  throw new RangeError(`${item.file} has no ending that is made`);
};

/** A quay, water and two hulls, laid out by the title alone. */
const drawn = async ({ title, file }: ScenarioItem) => {
  const seed = createHash("sha256").update(`${title}\n${file}`).digest();
  const byte = (index: number) => seed[index % seed.length] ?? 0;
  const image = new Jimp({ width: WIDTH, height: HEIGHT, color: 0x2b4a5eff });
  const shore = 150 + (byte(0) % 120);
  image.scan((x, y, index) => {
    const ripple = Math.sin((x * (3 + (byte(1) % 4)) + y * 7) / 90) * 6 + Math.sin((x - y) / (17 + (byte(2) % 9))) * 4;
    const land = y < shore + Math.sin(x / 140 + byte(3)) * 14;
    const grain = ((x * 31 + y * 17 + ((x * y) % 23)) % 11) - 5;
    const [red, green, blue] = land
      ? [126 + grain, 120 + grain, 104 + grain]
      : [43 + ripple + grain / 2, 78 + ripple + grain / 2, 98 + ripple + grain / 2];
    image.bitmap.data[index] = red ?? 0;
    image.bitmap.data[index + 1] = green ?? 0;
    image.bitmap.data[index + 2] = blue ?? 0;
  });
  const fill = (x: number, y: number, width: number, height: number, colour: readonly [number, number, number]) =>
    image.scan(Math.max(0, x), Math.max(0, y), Math.min(width, WIDTH - x), Math.min(height, HEIGHT - y), (_, __, index) => {
      image.bitmap.data.set([...colour, 255], index);
    });
  fill(90 + (byte(4) % 60), shore - 14, 720, 34, [151, 146, 132]);
  const hull = (x: number, y: number, length: number) => {
    fill(x, y, length, 30, [74, 52, 48]);
    fill(x + 8, y + 5, length - 16, 20, [112, 84, 74]);
    fill(x + length - 44, y - 4, 34, 38, [214, 212, 203]);
    for (let at = x + 16; at < x + length - 60; at += 18)
      fill(
        at,
        y + 7,
        14,
        16,
        [
          [154, 62, 52],
          [58, 96, 122],
          [122, 118, 70],
        ][(at + byte(5)) % 3] as [number, number, number],
      );
  };
  hull(150 + (byte(6) % 180), shore + 30, 240 + (byte(7) % 60));
  hull(420 + (byte(8) % 160), shore + 150 + (byte(9) % 120), 200 + (byte(10) % 60));
  for (let index = 0; index < 16; index += 1)
    fill(
      110 + index * 44,
      shore - 40 - (byte(index) % 3) * 14,
      32,
      12,
      [
        [154, 62, 52],
        [58, 96, 122],
        [122, 118, 70],
      ][byte(index + 3) % 3] as [number, number, number],
    );
  const [large, small] = await Promise.all([loadFont(SANS_32_WHITE), loadFont(SANS_16_WHITE)]);
  fill(0, HEIGHT - 84, WIDTH, 84, [18, 26, 33]);
  image.print({ font: large, x: 24, y: HEIGHT - 78, text: WATERMARK.toUpperCase(), maxWidth: WIDTH - 48 });
  image.print({ font: small, x: 24, y: HEIGHT - 34, text: ascii(title).slice(0, 110), maxWidth: WIDTH - 48, maxHeight: 28 });
  image.print({
    font: large,
    x: 0,
    y: 0,
    text: { text: WATERMARK, alignmentX: HorizontalAlign.CENTER, alignmentY: VerticalAlign.MIDDLE },
    maxWidth: WIDTH,
    maxHeight: HEIGHT - 84,
  });
  return image;
};

/** The font has Latin letters without marks. */
const ascii = (text: string): string => text.normalize("NFKD").replace(/[^\x20-\x7e]/g, "");

const dateOf = (item: ScenarioItem): string | undefined => {
  const given = item.metadata["date"] ?? item.metadata["acquiredFrom"];
  return typeof given === "string" ? given : undefined;
};

const tag = (name: string): number => piexif.ImageIFD[name] ?? 0;

const withExif = (jpeg: Buffer, item: ScenarioItem): Uint8Array => {
  const date = dateOf(item);
  const full =
    date === undefined ? undefined : `${(date.length === 7 ? `${date}-01` : date.slice(0, 10)).replaceAll("-", ":")} 00:00:00`;
  const exif = {
    "0th": {
      [tag("ImageDescription")]: `${ascii(item.title)} (${WATERMARK})`,
      [tag("Software")]: "Corroborate demonstration",
      [tag("XResolution")]: [220, 1],
      [tag("YResolution")]: [220, 1],
    },
    Exif: full === undefined ? {} : { [piexif.ExifIFD["DateTimeOriginal"] ?? 0]: full },
    GPS: {},
  };
  return new Uint8Array(Buffer.from(piexif.insert(piexif.dump(exif), jpeg.toString("binary")), "binary"));
};

interface Bitmap {
  readonly data: Uint8Array;
  readonly width: number;
  readonly height: number;
}

/** Three samples of eight bits, with the geographic frame of a placeholder: it lies at the origin, off any coast. */
const geoTiff = ({ data, width, height }: Bitmap, item: ScenarioItem): Uint8Array => {
  const rgb = new Uint8Array(width * height * 3);
  for (let pixel = 0; pixel < width * height; pixel += 1) rgb.set(data.subarray(pixel * 4, pixel * 4 + 3), pixel * 3);
  const bytes = writeArrayBuffer(rgb, {
    width,
    height,
    SamplesPerPixel: [3],
    BitsPerSample: [8, 8, 8],
    PhotometricInterpretation: 2,
    ImageDescription: `${ascii(item.title)} (${WATERMARK})`,
    GTModelTypeGeoKey: 2,
    GTRasterTypeGeoKey: 1,
    GeographicTypeGeoKey: 4326,
    ModelPixelScale: [0.00002, 0.00002, 0],
    ModelTiepoint: [0, 0, 0, 0, 0, 0],
  } as never);
  return new Uint8Array(bytes as ArrayBuffer);
};
