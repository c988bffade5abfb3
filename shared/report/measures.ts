/** Measures of the form, in twips (a twentieth of a point), used by both renderers. REPORT.md says which are known and which are chosen. */
export const MEASURES = {
  page: { width: 12_240, height: 15_840, side: 1_200, head: 1_440, foot: 1_152 },
  /** Indent of the text on both sides, and the step of its tab stops. */
  indent: 1_267,
  step: 475,
  /** Width between the margins, and of the text between its indents. */
  full: 9_840,
  text: 7_306,
  /** A plate is never higher than this. */
  plateHeight: 6_480,
} as const;

export const PIXELS_PER_TWIP = 96 / 1_440;
