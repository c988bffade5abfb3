import { join } from "node:path";
import { build } from "esbuild";
import type { Plugin } from "vite";
import { COLOURS } from "./theme/tokens.ts";

/** Both schemes in one declaration each: here the system alone decides. */
const colours = Object.entries(COLOURS)
  .map(([name, [light, dark]]) => `--${name}:light-dark(${light},${dark})`)
  .join(";");
const HERE = import.meta.dirname;

/**
 * Emits `check-a-receipt.html`: script and styles inside, so that it works from a disk where nothing else is. It is given out as a file
 * to keep; as a page of this origin the policy would not let it run, and it need not.
 */
export const offlinePage = (): Plugin => ({
  name: "offline-page",
  apply: "build",
  async generateBundle() {
    const [script, sheet] = await Promise.all([bundled("entrance/offline.tsx", "js"), bundled("theme/offline.css", "css")]);
    const html = `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="content-security-policy" content="default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'">
<title>Check a receipt</title><style>:root{color-scheme:light dark;${colours}}\n${sheet}</style></head>
<body><div id="root"></div><script type="module">${script.replaceAll("</script", "<\\/script")}</script></body></html>
`;
    this.emitFile({ type: "asset", fileName: "check-a-receipt.html", source: html });
  },
});

const bundled = async (entry: string, type: "js" | "css"): Promise<string> => {
  const { outputFiles } = await build({
    entryPoints: [join(HERE, entry)],
    bundle: true,
    write: false,
    minify: true,
    format: "esm",
    target: "es2022",
    jsx: "automatic",
    define: { "process.env.NODE_ENV": '"production"' },
    external: type === "css" ? ["*.woff2", "*.woff"] : [],
    logLevel: "error",
  });
  return outputFiles[0]?.text ?? "";
};
