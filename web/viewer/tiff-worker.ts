import { fromBlob } from "geotiff";

export interface Wanted {
  readonly bytes: Blob;
  readonly mostPixels: number;
}
export type Decoded =
  | { readonly says: "picture"; readonly png: Blob; readonly width: number; readonly height: number }
  | { readonly says: "large"; readonly what: string }
  | { readonly says: "failed"; readonly what: string };

/** First image of a TIFF as PNG, every pixel kept; depths above eight bits are stretched to what the picture uses. */
const decode = async ({ bytes, mostPixels }: Wanted): Promise<Decoded> => {
  const image = await (await fromBlob(bytes)).getImage();
  const [width, height] = [image.getWidth(), image.getHeight()];
  if (width * height > mostPixels) return { says: "large", what: `${width} by ${height} pixels` };
  const rgb = (await image.readRGB({ interleave: true })) as unknown as ArrayLike<number>;
  const canvas = new OffscreenCanvas(width, height);
  const pen = canvas.getContext("2d");
  if (pen === null) return { says: "failed", what: "this browser has no canvas in workers" };
  pen.putImageData(new ImageData(toRgba(rgb, width * height), width, height), 0, 0);
  return { says: "picture", png: await canvas.convertToBlob({ type: "image/png" }), width, height };
};

const toRgba = (rgb: ArrayLike<number>, pixels: number): Uint8ClampedArray<ArrayBuffer> => {
  const stretch = rgb instanceof Uint8Array || rgb instanceof Uint8ClampedArray ? undefined : rangeOf(rgb);
  const channels = Math.max(1, Math.floor(rgb.length / pixels));
  const rgba = new Uint8ClampedArray(pixels * 4);
  for (let at = 0; at < pixels; at += 1) {
    for (let channel = 0; channel < 3; channel += 1) {
      const value = rgb[at * channels + Math.min(channel, channels - 1)] ?? 0;
      rgba[at * 4 + channel] = stretch === undefined ? value : ((value - stretch.least) * 255) / stretch.span;
    }
    rgba[at * 4 + 3] = 255;
  }
  return rgba;
};

const rangeOf = (values: ArrayLike<number>) => {
  let least = Number.POSITIVE_INFINITY;
  let most = Number.NEGATIVE_INFINITY;
  for (let at = 0; at < values.length; at += 1) {
    const value = values[at] ?? 0;
    if (value < least) least = value;
    if (value > most) most = value;
  }
  return { least, span: most - least || 1 };
};

self.onmessage = ({ data }: MessageEvent<Wanted>) => {
  decode(data)
    .catch((error: unknown): Decoded => ({ says: "failed", what: error instanceof Error ? error.message : String(error) }))
    .then((answer) => self.postMessage(answer));
};
