import type { Decoded, Wanted } from "./tiff-worker.ts";

/** A picture that the browser can draw, at full resolution. `url` is of this page and must be revoked when it is left. */
export interface Picture {
  readonly url: string;
  readonly width: number;
  readonly height: number;
}

/** Largest picture that is drawn, pixels: four bytes of memory each, twice. */
export const MOST_PIXELS = 100_000_000;

/** More pixels than a page should hold. */
export class TooLarge extends Error {
  override readonly name = "TooLarge";
}

const BY_BROWSER = new Set(["image/jpeg", "image/png", "image/webp", "image/gif"]);

/** The bytes as a picture; undefined where they are of no kind that can be drawn here. Throws `TooLarge`, or what the decoder said. */
export const pictureOf = async (bytes: Blob, mediaType: string, signal: AbortSignal): Promise<Picture | undefined> => {
  if (BY_BROWSER.has(mediaType)) return measured(URL.createObjectURL(new Blob([bytes], { type: mediaType })));
  if (mediaType === "image/tiff") return fromTiff(bytes, signal);
  return undefined;
};

const measured = async (url: string): Promise<Picture> => {
  const image = new Image();
  image.src = url;
  await image.decode().catch((cause: unknown) => {
    URL.revokeObjectURL(url);
    throw new Error("the browser cannot draw this picture", { cause });
  });
  const { naturalWidth: width, naturalHeight: height } = image;
  if (width * height <= MOST_PIXELS) return { url, width, height };
  URL.revokeObjectURL(url);
  throw new TooLarge(`${width} by ${height} pixels`);
};

/** Decoding takes seconds, so it happens beside the page; leaving the page ends it. */
const fromTiff = (bytes: Blob, signal: AbortSignal): Promise<Picture> =>
  new Promise((resolve, reject) => {
    const worker = new Worker(new URL("./tiff-worker.ts", import.meta.url), { type: "module" });
    const end = () => worker.terminate();
    signal.addEventListener("abort", end);
    const settle = (act: () => void) => {
      signal.removeEventListener("abort", end);
      end();
      act();
    };
    worker.onerror = (event) => settle(() => reject(new Error(`the TIFF decoder did not start: ${event.message}`)));
    worker.onmessage = ({ data }: MessageEvent<Decoded>) =>
      settle(() => {
        if (data.says === "picture") resolve({ url: URL.createObjectURL(data.png), width: data.width, height: data.height });
        else reject(data.says === "large" ? new TooLarge(data.what) : new Error(data.what));
      });
    worker.postMessage({ bytes, mostPixels: MOST_PIXELS } satisfies Wanted);
  });
