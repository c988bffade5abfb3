/** How precisely a place is known: a radius in metres, or no more than the name of a place. */
export const PRECISIONS = { "10 m": 10, "100 m": 100, "1 km": 1_000, "named place": undefined } as const;
export type Precision = keyof typeof PRECISIONS;

/** A place of the case: WGS 84, degrees, north and east positive. `basis` says where the coordinates are from; `cites` what shows it. */
export interface Place {
  readonly id: string;
  readonly name: string;
  readonly latitude: number;
  readonly longitude: number;
  readonly precision: Precision;
  readonly basis: string;
  readonly cites: readonly string[];
}

/** A note on a rectangle of a picture, in pixels of the original from its upper left corner. It is never part of the pixels. */
export interface Annotation {
  readonly id: string;
  readonly exhibit: string;
  /** Hash of the original that it was made on. */
  readonly sha256: string;
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
  readonly by: string;
  readonly at: string;
}

/** The same as a W3C Web Annotation (Web Annotation Data Model, 4.2.1, fragment selector of Media Fragments). */
export const webAnnotation = ({ id, exhibit, sha256, text, x, y, w, h, by, at }: Annotation) => ({
  "@context": "http://www.w3.org/ns/anno.jsonld",
  id: `urn:corroborate:annotation:${id}`,
  type: "Annotation",
  motivation: "describing",
  creator: by,
  created: at,
  body: { type: "TextualBody", value: text, format: "text/plain" },
  target: {
    source: exhibit,
    state: { type: "State", sha256 },
    selector: {
      type: "FragmentSelector",
      conformsTo: "http://www.w3.org/TR/media-frags/",
      value: `xywh=pixel:${x},${y},${w},${h}`,
    },
  },
});
export type WebAnnotation = ReturnType<typeof webAnnotation>;

/** The rectangle of a Web Annotation in pixels; undefined where it has none that we write. */
export const rectangleOf = (annotation: Pick<WebAnnotation, "target">) => {
  const found = /^xywh=pixel:(\d+),(\d+),(\d+),(\d+)$/.exec(annotation.target.selector.value);
  if (found === null) return undefined;
  const [x = 0, y = 0, w = 0, h = 0] = found.slice(1).map(Number);
  return { x, y, w, h };
};
