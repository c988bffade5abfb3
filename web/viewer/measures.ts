/** Lengths that a scale bar may show, metres: 1, 2 and 5 of each power of ten. */
const NICE = [1, 2, 5];

/**
 * The longest round length that fits `mostPixels` of the screen.
 * @param metresPerPixel of the screen, above 0
 * @returns length in metres and in pixels of the screen
 */
export const scaleBar = (metresPerPixel: number, mostPixels: number): { readonly metres: number; readonly pixels: number } => {
  const most = metresPerPixel * mostPixels;
  const power = 10 ** Math.floor(Math.log10(most));
  const metres = power * Math.max(...NICE.filter((one) => one * power <= most * (1 + 1e-9)), 1);
  return { metres, pixels: metres / metresPerPixel };
};

export type Held = Readonly<Record<string, string | number | boolean>>;
const text = (held: Held, ...names: readonly string[]) => names.map((name) => held[name]).find((one) => typeof one === "string");
const number = (held: Held, name: string) => {
  const value = held[name];
  return typeof value === "number" && Number.isFinite(value) ? value : undefined;
};

/** What is known of a picture that its viewer shows. Absent: not held. */
export const knownOf = (held: Held) => ({
  acquired: text(held, "acquiredFrom", "date"),
  until: text(held, "acquiredTo"),
  sensor: text(held, "sensor"),
  place: text(held, "place"),
  provider: text(held, "provider", "takenBy", "author", "issuer"),
  licence: text(held, "licence"),
  /** Ground sample distance, metres for each pixel of the original. */
  gsdMetres: number(held, "gsdMetres"),
  /** Bearing of the picture's upper edge, degrees clockwise from true north. */
  topBearing: number(held, "topBearingDegrees"),
});
