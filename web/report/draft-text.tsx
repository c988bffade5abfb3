import { useTranslation } from "react-i18next";
import type { ReportModel } from "#shared/report/model.ts";
import { Button } from "#web/patterns/button.tsx";
import { Fault } from "#web/patterns/states.tsx";
import { Note, Status } from "#web/patterns/status.tsx";
import { Inlines, Sentences } from "./inlines.tsx";
import { useDraftText } from "./open-draft.ts";
import { anchorOf, BlockOf, type PlacedFault } from "./paragraphs.tsx";

/** The draft's text in place: contents, paragraphs numbered as they will print, sources beside them, notes resolved. */
export const DraftText = ({
  report,
  draft,
  faults,
}: {
  readonly report: string;
  readonly draft: string;
  readonly faults: readonly PlacedFault[];
}) => {
  const { t } = useTranslation();
  const { text, open, busy, error } = useDraftText(report, draft);
  return (
    <section id="text">
      <h2>
        {t("report.text")} <span className="aside">{t("report.textAside", { draft })}</span>
      </h2>
      {error === null ? null : <Fault error={error} reading onAgain={open} />}
      {text === undefined ? (
        <>
          <div className="btns">
            <Button busy={busy} onClick={open}>
              {t("report.show")}
            </Button>
          </div>
          <p className="by2">{t("report.openingRecorded")}</p>
        </>
      ) : (
        <>
          <Note tone={text.agrees ? "met" : "stop"} role={text.agrees ? "status" : "alert"}>
            <Status tone={text.agrees ? "met" : "stop"}>{t(text.agrees ? "report.agrees" : "report.differs")}</Status>
          </Note>
          <Text model={text.model} faults={faults} />
        </>
      )}
    </section>
  );
};

const Text = ({ model, faults }: { readonly model: ReportModel; readonly faults: readonly PlacedFault[] }) => {
  const { t } = useTranslation();
  return (
    <>
      <h3>{model.title}</h3>
      <Contents model={model} />
      {model.summary.length === 0 ? null : (
        <section id="summary">
          <h3>{t("report.summary")}</h3>
          {model.summary.map((sentences, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the text is drawn whole and holds no state
            <p key={at} className="record">
              <Sentences of={sentences} />
            </p>
          ))}
        </section>
      )}
      <div className="paras">
        {model.blocks.map((block, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the text is drawn whole and holds no state
          <BlockOf key={at} block={block} notes={model.notes} faults={faults} />
        ))}
      </div>
      {model.annexes.map((annex) => (
        <section key={annex.id} id={annex.id}>
          <h3>
            {annex.number} {annex.title}
          </h3>
          {annex.blocks.map((block, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the text is drawn whole and holds no state
            <BlockOf key={at} block={block} notes={model.notes} faults={faults} />
          ))}
        </section>
      ))}
      <Footnotes model={model} />
    </>
  );
};

const Contents = ({ model }: { readonly model: ReportModel }) => {
  const { t } = useTranslation();
  return (
    <details open>
      <summary>{t("report.contents")}</summary>
      <ol className="gates brief flat">
        {model.contents.map((entry) => (
          <li key={`${entry.number}${entry.text}`}>
            <div>
              <a href={`#${entry.from === undefined ? (entry.to ?? "text") : anchorOf(`paragraph ${entry.from}`)}`}>
                {entry.number} {entry.text}
              </a>
              {entry.from === undefined ? null : (
                <p className="by">
                  {t("report.range", {
                    from: entry.from,
                    until: entry.until ?? entry.from,
                    count: (entry.until ?? entry.from) - entry.from + 1,
                  })}
                </p>
              )}
            </div>
          </li>
        ))}
      </ol>
    </details>
  );
};

/** The notes as they will print, and whether each resolves to exhibits that the file holds; hashes in full stand in the list of exhibits. */
const Footnotes = ({ model }: { readonly model: ReportModel }) => {
  const { t } = useTranslation();
  const held = new Set(model.findings.flatMap((finding) => finding.exhibits).map((one) => one.ref));
  if (model.notes.length === 0) return null;
  return (
    <section>
      <h3>{t("report.notes", { count: model.notes.length })}</h3>
      <ol className="fn">
        {model.notes.map((note) => (
          <li key={note.number} value={note.number} id={`note-${note.number}`}>
            <Inlines of={note.inlines} /> <Resolved of={note.exhibits} held={held} />
          </li>
        ))}
      </ol>
    </section>
  );
};

const Resolved = ({ of, held }: { readonly of: readonly string[]; readonly held: ReadonlySet<string> }) => {
  const { t } = useTranslation();
  if (of.length === 0) return null;
  const lost = of.filter((ref) => !held.has(ref));
  return lost.length === 0 ? (
    <Status tone="met">{t("report.resolved", { refs: of.join(", ") })}</Status>
  ) : (
    <Status tone="stop">{t("report.unresolved", { refs: lost.join(", ") })}</Status>
  );
};
