import { Bookmark, Document, LineNumberRestartFormat, Packer, Paragraph, TextRun } from "docx";
import type { Plates } from "./adopted.ts";
import { contentHash } from "./content-hash.ts";
import { type BlockContext, bookmarkName, type DocxChild, docxBlock, docxNotes } from "./docx-blocks.ts";
import { docxEdges, docxFront } from "./docx-front.ts";
import { NUMBERING } from "./docx-numbering.ts";
import { repeatable } from "./docx-package.ts";
import { STYLES } from "./docx-styles.ts";
import { isDraft } from "./marks.ts";
import { MEASURES } from "./measures.ts";
import type { Annex, ReportModel } from "./model.ts";

const annexChildren = (annex: Annex, context: BlockContext): readonly DocxChild[] => [
  new Paragraph({ style: "AnnexNumber", children: [new TextRun(annex.number)] }),
  new Paragraph({
    style: "AnnexTitle",
    children: [new Bookmark({ id: bookmarkName(annex.id), children: [new TextRun(annex.title)] })],
  }),
  ...annex.blocks.flatMap((block) => docxBlock(block, context, false)),
];

/** The Word document of a model. Plates that are missing leave a line in their place. Same model and plates, same bytes. */
export const renderDocx = async (model: ReportModel, plates: Plates): Promise<Uint8Array> => {
  const context: BlockContext = { plates, captions: [] };
  const { page } = MEASURES;
  const firstHeading = model.blocks.findIndex((block) => block.kind === "heading");
  const children = [
    ...docxFront(model, context),
    ...model.blocks.flatMap((block, index) => docxBlock(block, context, index === firstHeading)),
    new Paragraph({ style: "EndRule" }),
    ...model.annexes.flatMap((annex) => annexChildren(annex, context)),
  ];
  const document = new Document({
    title: model.record.title,
    styles: STYLES,
    numbering: NUMBERING,
    footnotes: docxNotes(model),
    evenAndOddHeaderAndFooters: true,
    features: { updateFields: false },
    defaultTabStop: MEASURES.step,
    sections: [
      {
        properties: {
          titlePage: true,
          page: {
            size: { width: page.width, height: page.height },
            margin: {
              left: page.side,
              right: page.side,
              top: page.head,
              bottom: page.foot,
              header: isDraft(model) ? 500 : 720,
              footer: 560,
            },
          },
          ...(isDraft(model) ? { lineNumbers: { countBy: 1, restart: LineNumberRestartFormat.NEW_PAGE, distance: 280 } } : {}),
        },
        ...docxEdges(model),
        children,
      },
    ],
  });
  const packed = await Packer.toArrayBuffer(document);
  return repeatable(new Uint8Array(packed), model, { captions: context.captions, contentHash: contentHash(model) });
};
