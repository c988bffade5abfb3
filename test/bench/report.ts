import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { type Bench, figure, MB, median, timed } from "./figure.ts";

const run = promisify(execFile);
const TURNS = 3;

interface Rendered {
  readonly words: number;
  readonly notes: number;
  readonly figures: number;
  readonly assemble: number;
  readonly preflight: number;
  readonly docx: number;
  readonly html: number;
  readonly bytes: number;
  readonly peakBytes: number;
}

const installed = async (command: string): Promise<boolean> =>
  run(command, ["--version"]).then(
    () => true,
    () => false,
  );

/** Pandoc makes a Word document of the text alone, LibreOffice a PDF of that. */
const others = async (folder: string, markdown: string): Promise<Others> => {
  const docx = join(folder, "pandoc.docx");
  const pandoc = await timed(() => run("pandoc", ["--from=markdown-auto_identifiers", "--output", docx, markdown]));
  const profile = `-env:UserInstallation=file://${join(folder, "profile")}`;
  const office = await timed(() => run("soffice", [profile, "--headless", "--convert-to", "pdf", "--outdir", folder, docx]));
  return { pandoc: pandoc.milliseconds, office: office.milliseconds };
};

interface Others {
  readonly pandoc: number;
  readonly office: number;
}

/** What the converters took, as the baseline of a figure; none, and said so, where they are not installed. */
const baselineOf = (theirs: readonly Others[], say: (line: string) => void) => {
  if (theirs.length === 0) return { against: () => ({}), condition: "; not installed here" };
  const seconds = (of: (one: Others) => number) => median(theirs.map(of)) / 1000;
  say(`pandoc: ${seconds(({ pandoc }) => pandoc).toFixed(2)} s, LibreOffice: ${seconds(({ office }) => office).toFixed(2)} s`);
  const against = (what: string, of: (one: Others) => number) => ({ baseline: { what, value: seconds(of) } });
  return { against, condition: "" };
};

export const reportRendering: Bench = {
  name: "report",
  measures:
    "a report of 300,000 words, 1,500 footnotes and 200 figures: DOCX and HTML, beside pandoc and LibreOffice on its text alone",
  run: async function* ({ say }) {
    const folder = await mkdtemp(join(tmpdir(), "bench-report-"));
    try {
      const markdown = join(folder, "report.md");
      const child = join(import.meta.dirname, "report-child.ts");
      const both = (await installed("pandoc")) && (await installed("soffice"));
      if (!both) say("not installed: pandoc and soffice are both needed for the baseline");
      const ours: Rendered[] = [];
      const theirs: Others[] = [];
      for (let turn = 0; turn < TURNS; turn += 1) {
        ours.push(JSON.parse((await run(process.execPath, [child, markdown])).stdout) as Rendered);
        // The first run of an office suite makes its profile and is not counted.
        if (both && turn === 0) await others(folder, markdown);
        if (both) theirs.push(await others(folder, markdown));
      }
      const [first] = ours;
      if (first === undefined) throw new Error("nothing was rendered");
      const mid = (of: keyof Rendered) => median(ours.map((one) => one[of]));
      say(`${first.words} words, ${first.notes} footnotes, ${first.figures} figures, DOCX ${(first.bytes / MB).toFixed(1)} MB`);
      for (const part of ["assemble", "preflight", "docx", "html"] as const) say(`${part}: ${(mid(part) / 1000).toFixed(2)} s`);
      const { against, condition } = baselineOf(theirs, say);
      yield figure({
        figure: "report-docx",
        value: mid("docx") / 1000,
        unit: "s",
        ...against("pandoc, Markdown to DOCX, the text alone", ({ pandoc }) => pandoc),
        goal: `≤ 1 × pandoc${condition}`,
        holds: (_, ratio) => both && ratio <= 1,
      });
      yield figure({
        figure: "report-docx-and-html",
        value: (mid("assemble") + mid("docx") + mid("html")) / 1000,
        unit: "s",
        ...against("pandoc and LibreOffice, to DOCX and PDF, the text alone", ({ pandoc, office }) => pandoc + office),
        goal: `≤ 0.5 × pandoc + LibreOffice${condition}`,
        holds: (_, ratio) => both && ratio <= 0.5,
      });
      yield figure({
        figure: "report-memory",
        value: mid("peakBytes") / MB,
        unit: "MB",
        goal: "≤ 1,000 MB",
        holds: (value) => value <= 1000,
      });
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  },
};
