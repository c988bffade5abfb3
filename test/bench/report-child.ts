import { writeFileSync } from "node:fs";
import { assemble } from "#shared/report/assemble.ts";
import { renderDocx } from "#shared/report/docx.ts";
import { renderHtml } from "#shared/report/html.ts";
import { preflight } from "#shared/report/preflight.ts";
import { timed } from "./figure.ts";
import { longReport, markdownOf } from "./long-report.ts";

/** Renders the long report in a process of its own and prints what it took; the same text as Markdown goes to the file named. */
const [markdown = ""] = process.argv.slice(2);
const { input, plates } = longReport();
const model = await timed(() => assemble(input));
const checked = await timed(() => preflight(model.value));
const docx = await timed(() => renderDocx(model.value, plates));
const html = await timed(() => renderHtml(model.value, plates));
const peakBytes = process.resourceUsage().maxRSS * 1024;
const text = markdownOf(model.value);
if (markdown !== "") writeFileSync(markdown, text);
process.stdout.write(
  JSON.stringify({
    words: text.split(/\s+/).length,
    notes: model.value.notes.length,
    figures: Object.keys(plates).length,
    assemble: model.milliseconds,
    preflight: checked.milliseconds,
    docx: docx.milliseconds,
    html: html.milliseconds,
    bytes: docx.value.length,
    peakBytes,
  }),
);
