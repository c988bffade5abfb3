import { useTranslation } from "react-i18next";
import type { Block, FigureBlock, ReportModel, Sentence, TableBlock } from "#shared/report/model.ts";
import { figureSource } from "#shared/report/source-line.ts";
import { Status } from "#web/patterns/status.tsx";
import { Inlines, Sentences } from "./inlines.tsx";

export interface PlacedFault {
  readonly code: string;
  readonly severity: "blocks" | "warns";
  readonly where: string;
  readonly says: string;
  readonly params: Readonly<Record<string, string | number>>;
}
type Notes = ReportModel["notes"];

/** The place of a block in the words of preflight: "paragraph 12", "figure 1". */
const placeOf = (block: Block): string | undefined => {
  if (block.kind === "paragraph" || block.kind === "heading" || block.kind === "figure") return `${block.kind} ${block.number}`;
  return block.kind === "table" && block.number !== undefined ? `table ${block.number}` : undefined;
};
/** Anchor of a place, as lists of faults link to it. */
export const anchorOf = (place: string): string => place.replaceAll(" ", "-").toLowerCase();

interface Props {
  readonly block: Block;
  readonly notes: Notes;
  readonly faults: readonly PlacedFault[];
}

/** One block as it will print, its sources beside it. */
export const BlockOf = ({ block, notes, faults }: Props) => {
  const place = placeOf(block);
  const own = place === undefined ? [] : faults.filter((one) => one.where === place);
  const anchor = place === undefined ? undefined : anchorOf(place);
  if (block.kind === "heading")
    return (
      <h4 className="ph" id={anchor}>
        {block.number} {block.text} <Faults of={own} />
      </h4>
    );
  if (block.kind === "paragraph" || block.kind === "item")
    return (
      <div className={own.some((one) => one.severity === "blocks") ? "para bad" : "para"} id={anchor}>
        <span className="pn">{block.kind === "paragraph" ? `${block.number}.` : block.mark}</span>
        <p className="record">
          <Sentences of={block.sentences} />
        </p>
        <Sources sentences={block.sentences} notes={notes} faults={own} finding={block.finding} />
      </div>
    );
  if (block.kind === "quotation")
    return (
      <div className="para">
        <span className="pn" />
        <blockquote className="record">{block.text}</blockquote>
        <Sources sentences={[]} notes={notes} faults={own} finding={block.finding} />
      </div>
    );
  if (block.kind === "note line")
    return (
      <p className="by2">
        <Inlines of={block.inlines} />
      </p>
    );
  return block.kind === "table" ? (
    <TableOf block={block} anchor={anchor} />
  ) : (
    <FigureOf block={block} anchor={anchor} faults={own} />
  );
};

/** Claims and exhibits that the sentences of a paragraph rest on, and what preflight found here. */
const Sources = ({
  sentences,
  notes,
  faults,
  finding,
}: {
  readonly sentences: readonly Sentence[];
  readonly notes: Notes;
  readonly faults: readonly PlacedFault[];
  readonly finding: string | undefined;
}) => {
  const { t } = useTranslation();
  const claims = [...new Set(sentences.flatMap((one) => one.claims))];
  const numbers = sentences.flatMap((one) => one.inlines).flatMap((one) => (one.kind === "note" ? [one.number] : []));
  const exhibits = [...new Set(notes.filter((one) => numbers.includes(one.number)).flatMap((one) => one.exhibits))];
  return (
    <div className="src">
      {finding === undefined ? null : <code>{finding}</code>}
      {claims.length === 0 ? null : <div>{t("report.claims", { claims: claims.join(", ") })}</div>}
      {exhibits.map((one) => (
        <span key={one}>
          <code>{one}</code>{" "}
        </span>
      ))}
      <Faults of={faults} />
    </div>
  );
};

const Faults = ({ of }: { readonly of: readonly PlacedFault[] }) =>
  of.map((one) => (
    <div key={`${one.code}${one.says}`}>
      <FaultLine fault={one} />
    </div>
  ));

/** A fault in the rule's own sentence, with what was found filled in. */
export const FaultLine = ({ fault }: { readonly fault: PlacedFault }) => (
  <Status tone={fault.severity === "blocks" ? "stop" : "gap"}>
    {fault.says.replace(/\{(\w+)\}/g, (whole, name: string) => String(fault.params[name] ?? whole))}
  </Status>
);

const FigureOf = ({
  block,
  anchor,
  faults,
}: {
  readonly block: FigureBlock;
  readonly anchor: string | undefined;
  readonly faults: readonly PlacedFault[];
}) => {
  const { t } = useTranslation();
  return (
    <div className="figblock" id={anchor}>
      <div className="filesign">
        <span>{block.exhibit}</span>
      </div>
      <div>
        <p className="ph2">
          {t("report.figure", { number: block.number })} <Inlines of={block.title} />
        </p>
        <p className="record">
          <Inlines of={figureSource(block)} />
        </p>
        <p className="by2">{block.placeholder ?? block.alt}</p>
        <Faults of={faults} />
      </div>
    </div>
  );
};

const TableOf = ({ block, anchor }: { readonly block: TableBlock; readonly anchor: string | undefined }) => (
  <table className="stack" id={anchor}>
    {block.title === "" ? null : <caption>{block.title}</caption>}
    <thead>
      <tr>
        {block.columns.map((column) => (
          <th key={column.head}>{column.head}</th>
        ))}
      </tr>
    </thead>
    <tbody>
      {block.rows.map((cells, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the text is drawn whole and holds no state
        <tr key={at}>
          {cells.map((lines, column) => (
            <td key={block.columns[column]?.head ?? column} data-l={block.columns[column]?.head}>
              {lines.map((line, number) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: the text is drawn whole and holds no state
                <div key={number}>
                  <Inlines of={line} />
                </div>
              ))}
            </td>
          ))}
        </tr>
      ))}
    </tbody>
  </table>
);
