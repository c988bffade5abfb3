import { join } from "node:path";
import { convertCssVariables, DEFAULT_THEME, defaultCssVariablesResolver, mergeMantineTheme } from "@mantine/core";
import react from "@vitejs/plugin-react";
import { defineConfig, type Plugin } from "vite";
import { offlinePage } from "./offline-page.ts";
import { theme, variables } from "./theme/theme.ts";

/**
 * Mantine's variables and ours as one static style sheet: at run time they would be a style element, which a policy without
 * `unsafe-inline` refuses.
 */
const themeSheet = (): Plugin => ({
  name: "theme-sheet",
  resolveId: (id) => (id === "virtual:theme.css" ? "\0theme.css" : undefined),
  load: (id) => {
    if (id !== "\0theme.css") return undefined;
    const merged = mergeMantineTheme(DEFAULT_THEME, theme);
    return [defaultCssVariablesResolver(merged), variables(merged)].map((one) => convertCssVariables(one, ":root")).join("\n");
  },
});

/** The sans face is on every screen's first line: it is fetched beside the script, not after the style sheet. */
const preloadSans = (): Plugin => ({
  name: "preload-sans",
  transformIndexHtml: {
    order: "post",
    handler: (_html, { bundle }) =>
      Object.keys(bundle ?? {})
        .filter((name) => /source-sans-3-latin-wght-normal.*\.woff2$/.test(name))
        .map((name) => ({
          tag: "link",
          attrs: { rel: "preload", as: "font", type: "font/woff2", crossorigin: true, href: `/${name}` },
          injectTo: "head" as const,
        })),
  },
});

export default defineConfig({
  root: import.meta.dirname,
  cacheDir: join(import.meta.dirname, "..", "build", "vite"),
  publicDir: "public",
  plugins: [react(), themeSheet(), preloadSans(), offlinePage()],
  worker: { format: "es" },
  build: {
    outDir: join(import.meta.dirname, "..", "build", "web"),
    emptyOutDir: true,
    manifest: true,
    target: "es2023",
    // A data: address would need a wider policy.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
  },
});
