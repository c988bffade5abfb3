import { type CSSVariablesResolver, createTheme, type MantineColorsTuple } from "@mantine/core";
import { COLOURS, coloursOf } from "./tokens.ts";

/** Mantine wants ten shades of a colour; ours has one per scheme, so all ten are the role. */
const one = (value: string) => Array.from({ length: 10 }, () => value) as unknown as MantineColorsTuple;

export const theme = createTheme({
  primaryColor: "action",
  primaryShade: { light: 6, dark: 6 },
  colors: { action: one(COLOURS.action[0]), dark: one(COLOURS.surface[1]) },
  black: COLOURS.ink[0],
  white: COLOURS.surface[0],
  fontFamily: "var(--sans)",
  fontFamilyMonospace: "var(--mono)",
  headings: { fontFamily: "var(--serif)", fontWeight: "600" },
  defaultRadius: 2,
  radius: { xs: "2px", sm: "2px", md: "2px", lg: "2px", xl: "2px" },
  shadows: { xs: "none", sm: "none", md: "0 8px 24px rgb(10 16 21 / .18)", lg: "none", xl: "none" },
  cursorType: "pointer",
  respectReducedMotion: true,
});

/** The roles under their own names, and Mantine's general variables on top of them, for both schemes. */
export const variables: CSSVariablesResolver = () => ({
  variables: {},
  light: { ...coloursOf(0), ...MANTINE },
  dark: { ...coloursOf(1), ...MANTINE },
});

const MANTINE = {
  "--mantine-color-body": "var(--paper)",
  "--mantine-color-text": "var(--ink)",
  "--mantine-color-dimmed": "var(--ink-2)",
  "--mantine-color-placeholder": "var(--ink-3)",
  "--mantine-color-anchor": "var(--action)",
  "--mantine-color-error": "var(--stop)",
  "--mantine-color-default": "var(--surface)",
  "--mantine-color-default-hover": "var(--action-wash)",
  "--mantine-color-default-color": "var(--ink)",
  "--mantine-color-default-border": "var(--edge)",
  "--mantine-primary-color-filled": "var(--action)",
  "--mantine-primary-color-contrast": "var(--action-ink)",
} as const;
