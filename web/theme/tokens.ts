/** Colours by role: light, dark. The portal's CSS and Mantine read them as CSS variables of the same names; a test recomputes their contrast. */
export const COLOURS = {
  paper: ["#f4f3ee", "#11181e"],
  surface: ["#fdfcfa", "#182129"],
  sunken: ["#eae8e0", "#0c1217"],
  ink: ["#15202a", "#eae8e1"],
  "ink-2": ["#435059", "#b9c1c7"],
  "ink-3": ["#5a666f", "#95a1aa"],
  rule: ["#d6d3c8", "#2c3843"],
  edge: ["#757e85", "#72808b"],
  action: ["#0f4c75", "#86c1e8"],
  "action-ink": ["#ffffff", "#0b1a25"],
  "action-wash": ["#e0eaf1", "#1a3142"],
  met: ["#22633a", "#83c796"],
  "met-wash": ["#e1eee2", "#18301f"],
  gap: ["#854700", "#e6ad62"],
  "gap-wash": ["#f8ead2", "#362810"],
  stop: ["#9c1c1c", "#f2958b"],
  "stop-wash": ["#f7e2de", "#3d1e1d"],
  voice: ["#85206a", "#e595ca"],
  "voice-wash": ["#f4e2ee", "#371d30"],
  bar: ["#13222f", "#0a1015"],
  "bar-ink": ["#eef1f2", "#eef1f2"],
  "bar-ink-2": ["#b4c0c9", "#b4c0c9"],
  focus: ["#0f4c75", "#a9d6f5"],
} as const satisfies Record<string, readonly [light: string, dark: string]>;

export type Colour = keyof typeof COLOURS;

export const coloursOf = (scheme: 0 | 1): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(COLOURS).map(([name, pair]) => [`--${name}`, pair[scheme]]));
