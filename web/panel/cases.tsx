import { useState } from "react";
import { useTranslation } from "react-i18next";
import { isStage } from "#shared/domain/stages.ts";
import { useAll } from "#web/api/hooks.ts";
import { Answers } from "#web/patterns/answers.tsx";
import { ButtonLink } from "#web/patterns/button.tsx";
import { TextField } from "#web/patterns/field.tsx";
import { Empty, Read } from "#web/patterns/states.tsx";
import { usePageTitle } from "#web/shell/title.ts";
import { type CaseRow, isMine } from "./case-seen.ts";
import { useExpert } from "./people.ts";
import { CaseTable } from "./waiting.tsx";

/** Every case of the regime. */
export const Screen = () => {
  const { t } = useTranslation();
  usePageTitle(t("panel.cases.title"));
  const { regime } = useExpert();
  const cases = useAll<CaseRow>("list-cases", { regime });
  return (
    <>
      <h1 tabIndex={-1}>{t("panel.cases.title")}</h1>
      <Read from={cases}>{(rows) => <Cases rows={rows} />}</Read>
    </>
  );
};

const Cases = ({ rows }: { readonly rows: readonly CaseRow[] }) => {
  const { t } = useTranslation();
  const me = useExpert();
  const [sought, seek] = useState("");
  const found = rows.filter((row) => `${row.case} ${row.title}`.toLowerCase().includes(sought.trim().toLowerCase()));
  const open = rows.filter((row) => isStage(row.at)).length;
  const mine = rows.filter((row) => isMine(row, me)).length;
  const act = <ButtonLink to="/p/cases/new">{t("panel.open.act")}</ButtonLink>;
  if (rows.length === 0) return <Empty title={t("panel.cases.emptyTitle")} says={t("panel.cases.emptySays")} act={act} />;
  return (
    <>
      <Answers
        stands={t("panel.cases.stands", { count: open })}
        missing={mine === 0 ? [] : [t("panel.cases.missing", { count: mine })]}
        can={t("panel.cases.can")}
        act={act}
      />
      <section>
        <h2>{t("panel.cases.all")}</h2>
        <TextField label={t("panel.cases.seek")} type="search" value={sought} onChange={({ target }) => seek(target.value)} />
        {found.length === 0 ? <p className="help">{t("panel.cases.noneFound", { sought })}</p> : <CaseTable rows={found} />}
      </section>
    </>
  );
};
