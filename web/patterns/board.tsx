import { type KeyboardEvent, type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "./button.tsx";
import { useFirst } from "./first.tsx";
import { Fix } from "./fix.tsx";

export type Bearing = "supports" | "repeats" | "disputed" | "contradicts";
export interface BoardItem {
  readonly ref: string;
  readonly what: ReactNode;
  /** A copy hangs on a dotted line and is folded away on narrow screens. */
  readonly carrier: boolean;
  readonly bears: Readonly<Record<string, Bearing>>;
}
export interface BoardOrigin {
  readonly id: string;
  readonly name: ReactNode;
  /** "five accounts, three images · B 3" */
  readonly carries: ReactNode;
  readonly countsAs: number;
  readonly note?: ReactNode;
  readonly items: readonly BoardItem[];
}
interface Props {
  readonly claims: readonly { readonly id: string; readonly origins: number }[];
  readonly origins: readonly BoardOrigin[];
  readonly needed: number;
}

const DOTS: Readonly<Record<Bearing, ReactNode>> = {
  supports: <circle cx="6" cy="6" r="4.5" fill="var(--ink)" />,
  repeats: <circle cx="6" cy="6" r="3.6" fill="none" stroke="var(--edge)" strokeWidth="1.5" />,
  disputed: <path d="M6 1.5 11 10.5H1z" fill="none" stroke="var(--voice)" strokeWidth="1.6" />,
  contradicts: <path d="m2 2 8 8M10 2l-8 8" stroke="var(--stop)" strokeWidth="2.4" />,
};
const Dot = ({ bearing }: { readonly bearing: Bearing }) => {
  const { t } = useTranslation();
  return (
    <svg className="dot" viewBox="0 0 12 12" role="img" aria-label={t(`board.${bearing}`)}>
      {DOTS[bearing]}
    </svg>
  );
};

/** Origins by claims: five stories of one report never look like five. Arrows move by cell, Home and End by row. */
export const Board = ({ claims, origins, needed }: Props) => {
  const { t } = useTranslation();
  const { shown, more } = useFirst(origins, ORIGINS);
  return (
    <>
      <p className="key">
        {(Object.keys(DOTS) as Bearing[]).map((bearing) => (
          <span key={bearing}>
            <Dot bearing={bearing} /> {t(`board.${bearing}`)}
          </span>
        ))}
      </p>
      {/* biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a grid is what the arrows make of this table */}
      <table className="board" role="grid" aria-label={t("board.caption")} onKeyDown={moveByCell}>
        <thead>
          <tr>
            <th scope="col">{t("board.origin")}</th>
            {claims.map((claim) => (
              <th key={claim.id} scope="col" className="c">
                {claim.id}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {shown.map((origin) => (
            <Origin key={origin.id} origin={origin} claims={claims} />
          ))}
        </tbody>
        <tfoot>
          <tr>
            <td>
              <b>{t("board.total")}</b>
              <span className="cites">{claims.map((claim) => `${claim.id} ${claim.origins}`).join(" · ")}</span>
            </td>
            {claims.map((claim) => (
              <td key={claim.id} className="c">
                <span className="fx">
                  <Fix count={claim.origins} needed={needed} />
                  {claim.origins}
                </span>
              </td>
            ))}
          </tr>
        </tfoot>
      </table>
      {more}
    </>
  );
};

/** Origins, and accounts of one origin, that are drawn before somebody asks for more. */
const ORIGINS = 12;
const ACCOUNTS = 6;

const Origin = ({ origin, claims }: { readonly origin: BoardOrigin; readonly claims: Props["claims"] }) => {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const { shown, more } = useFirst(origin.items, ACCOUNTS);
  const copies = origin.items.filter((item) => item.carrier).length;
  return (
    <>
      <tr className="origin">
        <td colSpan={claims.length + 1}>
          <div>
            <b>{origin.name}</b>
            <span>{origin.carries}</span>
            {origin.note}
            <em>{t("board.countsAs", { count: origin.countsAs })}</em>
          </div>
        </td>
      </tr>
      {shown.map((item) => (
        <tr key={item.ref} className={`item${item.carrier ? " carrier" : ""}${open ? " own" : ""}`}>
          <td tabIndex={-1}>
            <div className="line">
              <span className="ref">{item.ref}</span>
              <span className="what">
                {item.what}
                <Cites of={item.bears} />
              </span>
            </div>
          </td>
          {claims.map((claim, at) => {
            const bearing = item.bears[claim.id];
            return (
              <td key={claim.id} className="c" tabIndex={at === 0 ? 0 : -1}>
                {bearing === undefined ? null : <Dot bearing={bearing} />}
              </td>
            );
          })}
        </tr>
      ))}
      {more === null ? null : (
        <tr>
          <td colSpan={claims.length + 1}>{more}</td>
        </tr>
      )}
      {copies === 0 || open ? null : (
        <tr className="more">
          <td>
            <Button look="quiet" small onClick={() => setOpen(true)}>
              {t("board.moreCopies", { count: copies })}
            </Button>
          </td>
        </tr>
      )}
    </>
  );
};

/** On narrow screens, where the columns are not: what the item does for which claims. */
const Cites = ({ of }: { readonly of: BoardItem["bears"] }) => {
  const { t } = useTranslation();
  const by = Object.groupBy(Object.keys(of), (claim) => of[claim] ?? "supports");
  return (
    <span className="cites">
      {(Object.keys(DOTS) as Bearing[])
        .flatMap((bearing) => (by[bearing] === undefined ? [] : `${t(`board.${bearing}`)}: ${by[bearing].join(", ")}`))
        .join(" · ")}
    </span>
  );
};

/** Where a key leads from the cell: columns and rows to go, or the column itself. */
const leadsTo = (
  key: string,
  rtl: boolean,
  cells: number,
): { readonly across: number; readonly down: number; readonly to?: number } | undefined => {
  const onward = rtl ? -1 : 1;
  const moves: Readonly<Record<string, { readonly across: number; readonly down: number; readonly to?: number }>> = {
    ArrowRight: { across: onward, down: 0 },
    ArrowLeft: { across: -onward, down: 0 },
    ArrowDown: { across: 0, down: 1 },
    ArrowUp: { across: 0, down: -1 },
    Home: { across: 0, down: 0, to: 0 },
    End: { across: 0, down: 0, to: cells - 1 },
  };
  return moves[key];
};

const moveByCell = (event: KeyboardEvent<HTMLTableElement>): void => {
  const cell = (event.target as HTMLElement).closest("td, th");
  const row = cell?.parentElement;
  if (!(cell instanceof HTMLTableCellElement) || !(row instanceof HTMLTableRowElement)) return;
  const move = leadsTo(event.key, getComputedStyle(row).direction === "rtl", row.cells.length);
  const rows = [...event.currentTarget.rows];
  const target = move && rows[rows.indexOf(row) + move.down]?.cells[move.to ?? cell.cellIndex + move.across];
  if (target === undefined) return;
  event.preventDefault();
  target.tabIndex = 0;
  target.focus();
};
