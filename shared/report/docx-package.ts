import { strFromU8, strToU8, unzipSync, type Zippable, zipSync } from "fflate";
import { FORMAT } from "../domain/format.ts";
import { UNCOUNTED } from "./docx-styles.ts";
import { MEASURES } from "./measures.ts";
import type { ReportModel } from "./model.ts";

/** The ZIP format counts dates from 1980; every entry carries the first. */
const ZIP_EPOCH = new Date(1980, 0, 1);

const escaped = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");

/** Title, symbol, language, version, content hash and the record's time: no author, no clock of a machine. */
const coreProperties = ({ record }: ReportModel, contentHash: string): string => {
  const time = `${record.at.slice(0, 19)}Z`;
  const rows = [
    `<dc:title>${escaped(record.title)}</dc:title>`,
    `<dc:subject>${escaped(record.symbol)}</dc:subject>`,
    `<dc:identifier>sha256:${contentHash}</dc:identifier>`,
    `<dc:language>${FORMAT.en.language}</dc:language>`,
    `<dcterms:created xsi:type="dcterms:W3CDTF">${time}</dcterms:created>`,
    `<dcterms:modified xsi:type="dcterms:W3CDTF">${time}</dcterms:modified>`,
    `<cp:version>${record.version}</cp:version>`,
  ];
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">${rows.join("")}</cp:coreProperties>`;
};

/** Counts an attribute's values anew in document order, starting at 1. */
const recounted = (xml: string, pattern: RegExp): string => {
  let count = 0;
  return xml.replace(pattern, (_, before: string, after: string) => {
    count += 1;
    return `${before}${count}${after}`;
  });
};

/** Captions for readers who do not see the tables; the library has no option for them. The schema wants them last. */
const captioned = (xml: string, captions: readonly string[]): string => {
  let index = 0;
  return xml.replaceAll("</w:tblPr>", () => {
    const caption = escaped(captions[index] ?? "");
    index += 1;
    return `<w:tblCaption w:val="${caption}"/><w:tblDescription w:val="${caption}"/></w:tblPr>`;
  });
};

/** Word and LibreOffice differ on when a level restarts unless each says so: after the level above it, the first never. */
const restarts = (xml: string): string =>
  xml.replace(
    /(<w:lvl w:ilvl="(\d)"[^>]*>(?:<w:start [^>]*>)?<w:numFmt [^>]*>)/g,
    (head: string, _, level: string) => `${head}<w:lvlRestart w:val="${level}"/>`,
  );

/** Leaves styles out of the count of lines. The library has no option for it; the schema wants it after the paging properties. */
const uncounted = (xml: string): string =>
  UNCOUNTED.reduce(
    (now, style) =>
      now.replace(
        new RegExp(
          `(<w:style [^>]*w:styleId="${style}"[^>]*>(?:(?!</w:style>).)*?<w:pPr>(?:<w:(?:keepNext|keepLines|pageBreakBefore|widowControl)\\b[^>]*/>)*)`,
        ),
        "$1<w:suppressLineNumbers/>",
      ),
    xml,
  );

/** The line above the notes begins where the text does, and is no line of the text. The library puts a stray mark before it, which goes. */
const separators = (xml: string): string =>
  xml.replace(
    /(<w:footnote [^>]*w:type="(?:separator|continuationSeparator)"[^>]*>)<w:p>(?:<w:pPr>.*?<\/w:pPr>)?(?:<w:r>(?:<w:rPr>.*?<\/w:rPr>)?<w:footnoteRef\/><\/w:r>)?/g,
    `$1<w:p><w:pPr><w:suppressLineNumbers/><w:spacing w:before="0" w:after="60" w:line="240" w:lineRule="auto"/><w:ind w:left="${MEASURES.indent}"/></w:pPr>`,
  );

const withBookmarkIds = (xml: string): string => {
  const ids = new Map<string, number>();
  return xml.replace(/(<w:bookmark(?:Start|End)\b[^>]*?w:id=")([^"]+)(")/g, (_, before: string, id: string, after: string) => {
    const number = ids.get(id) ?? ids.size + 1;
    ids.set(id, number);
    return `${before}${number}${after}`;
  });
};

/**
 * Makes a packed document repeatable: same model, same bytes. Random relationship and drawing ids are counted in order, times come from
 * the record, entries are sorted and carry one date.
 */
export const repeatable = (
  packed: Uint8Array,
  model: ReportModel,
  { captions, contentHash }: { captions: readonly string[]; contentHash: string },
): Uint8Array => {
  const parts = Object.entries(unzipSync(packed)).filter(([path]) => !path.endsWith("/"));
  const relationshipIds = randomIds(parts);
  const fixed = parts.map(([path, bytes]): [string, Uint8Array] => {
    if (path === "docProps/core.xml") return [path, strToU8(coreProperties(model, contentHash))];
    if (!/\.(?:xml|rels)$/.test(path)) return [path, bytes];
    let xml = relationshipIds.reduce((now, id, index) => now.replaceAll(`"rId${id}"`, `"rIdX${index + 1}"`), strFromU8(bytes));
    if (path === "word/document.xml") {
      xml = captioned(withBookmarkIds(recounted(xml, /(<wp:docPr\b[^>]*?\bid=")[^"]*(")/g)), captions);
    }
    if (path === "word/numbering.xml") xml = restarts(xml);
    if (path === "word/styles.xml") xml = uncounted(xml);
    if (path === "word/footnotes.xml") xml = separators(xml);
    return [path, strToU8(xml)];
  });
  const entries: Zippable = Object.fromEntries(
    fixed.sort(([a], [b]) => (a < b ? -1 : 1)).map(([path, bytes]) => [path, [bytes, { mtime: ZIP_EPOCH, os: 0 }]]),
  );
  return zipSync(entries, { level: 6 });
};

/** Relationship ids that the library draws at random, in the order of the parts' relationships. */
const randomIds = (parts: readonly (readonly [string, Uint8Array])[]): readonly string[] => [
  ...new Set(
    parts
      .filter(([path]) => path.endsWith(".rels"))
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .flatMap(([, bytes]) => [...strFromU8(bytes).matchAll(/Id="rId([^"]+)"/g)].map((match) => match[1] ?? ""))
      .filter((id) => !/^\d+$/.test(id)),
  ),
];
