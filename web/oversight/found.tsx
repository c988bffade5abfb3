import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "#web/patterns/button.tsx";
import { Fault, Loading } from "#web/patterns/states.tsx";

/** The states of a search: it begins, it looks further, it failed on the way, it ended; what it found stays through all of them. */
export const Found = ({
  search,
  found,
  looked,
  children,
}: {
  readonly search: {
    readonly rows: readonly unknown[];
    readonly error: unknown;
    readonly begins: boolean;
    readonly looking: boolean;
    readonly hasMore: boolean;
    further(): void;
    again(): void;
  };
  /** How many rows there are, in words. */
  readonly found: string;
  /** How far it looked, in words. */
  readonly looked: ReactNode;
  readonly children: ReactNode;
}) => {
  const { t } = useTranslation();
  const failed = search.error !== null && search.error !== undefined;
  if (search.begins && !failed) return <Loading lines={8} />;
  return (
    <>
      {search.begins ? null : (
        <p role="status" className="help">
          {found} {looked} {search.looking ? t("over.search.looking") : null}
        </p>
      )}
      {search.rows.length === 0 ? null : children}
      {failed ? <Fault error={search.error} reading onAgain={search.again} /> : null}
      {search.hasMore && !failed ? (
        <div className="btns">
          <Button small busy={search.looking} onClick={search.further}>
            {t("over.search.further")}
          </Button>
        </div>
      ) : null}
    </>
  );
};
