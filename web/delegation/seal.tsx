import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { Refused } from "#shared/api/refused.ts";
import { exactHash } from "#shared/record/exact.ts";
import { useAct } from "#web/api/hooks.ts";
import { Button, ButtonLink } from "#web/patterns/button.tsx";
import { Dialog } from "#web/patterns/dialog.tsx";
import { HandlingLine } from "#web/patterns/handling.tsx";
import { Hash } from "#web/patterns/hash.tsx";
import { useSize } from "#web/patterns/measures.ts";
import { Fault } from "#web/patterns/states.tsx";
import { Note, Status } from "#web/patterns/status.tsx";
import { useNumber } from "#web/patterns/words-of.ts";
import { announce } from "#web/shell/live.ts";
import { useOwnState } from "#web/shell/me.ts";
import type { Submission, Whole } from "./answers.ts";
import { readWhole } from "./data.ts";
import type { MissingRow } from "./draft.tsx";

/** SHA-256 of the manifest that sealing writes: the same exact text as the service's, so the person sees the hash before the act. */
export const manifestHash = ({ reference, title, regime, handling, items }: Whole): string =>
  exactHash({ reference, title, regime, handling, items: items.map((item) => ({ ...item, status: "received" })) }, 1);

interface Props {
  readonly whole: Whole;
  readonly missing: readonly MissingRow[];
  readonly saved: boolean;
  readonly save: () => Promise<void>;
  readonly noteVerbale: string;
  readonly allArrived: boolean;
  /** Pictures that nobody has dated. */
  readonly undated: number;
}

/** What is there, what is missing, and the seal, which asks once more. */
export const Seal = ({ whole, missing, saved, save, noteVerbale, allArrived, undated }: Props) => {
  const { t } = useTranslation();
  const state = useOwnState();
  const number = useNumber();
  const [ready, setReady] = useState<Whole>();
  const [failed, fail] = useState<unknown>(null);
  const why = useId();
  const blocked = missing.length > 0;
  const ask = async () => {
    try {
      await save();
      // What is sealed is what the service holds now, not what this screen read some seconds ago.
      setReady(await readWhole({ state, reference: whole.reference }));
      fail(null);
    } catch (error) {
      fail(error);
    }
  };
  return (
    <>
      <ul className="gates">
        <Line tone="met" says={t("d.draft.handlingSet")} />
        {allArrived ? <Line tone="met" says={t("d.draft.allArrived")} /> : null}
        {missing.map((one) => (
          <Line
            key={one.key}
            tone={one.tone}
            says={one.says}
            {...(one.key === "coming" ? { by: t("d.draft.filesMissingSays") } : {})}
          />
        ))}
        {undated === 0 ? null : (
          <Line
            tone="idle"
            says={t("d.draft.undated", { count: undated, number: number(undated, "first") })}
            by={t("d.draft.undatedSays")}
          />
        )}
        {noteVerbale === "" ? <Line tone="idle" says={t("d.draft.noteVerbale")} by={t("d.draft.noteMissing")} /> : null}
      </ul>
      {failed === null ? null : <Fault error={failed} onAgain={() => void ask()} />}
      <div className="btns spaced">
        {/* One button, open or not: who waits on it for the last file keeps the focus. */}
        <Button
          look="go"
          busy={!blocked && !saved}
          aria-disabled={blocked || undefined}
          aria-describedby={why}
          onClick={() => (blocked ? undefined : void ask())}
        >
          {t("d.draft.seal")}
        </Button>
        <ButtonLink look="quiet" to="/d/submissions">
          {t("d.draft.close")}
        </ButtonLink>
      </div>
      <p className="by2" id={why}>
        {blocked ? t("d.draft.cannot", { what: missing.map((one) => one.says).join(". ") }) : t("d.draft.canSeal")}
      </p>
      {ready === undefined ? null : <SealDialog whole={ready} onClose={() => setReady(undefined)} />}
    </>
  );
};

const Line = ({
  tone,
  says,
  by,
}: {
  readonly tone: "met" | "gap" | "stop" | "idle";
  readonly says: string;
  readonly by?: string;
}) => (
  <li className="one">
    <div>
      <Status tone={tone}>{says}</Status>
      {by === undefined ? null : <p className="by2">{by}</p>}
    </div>
  </li>
);

const SealDialog = ({ whole, onClose }: { readonly whole: Whole; readonly onClose: () => void }) => {
  const { t } = useTranslation();
  const state = useOwnState();
  const size = useSize();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const seal = useAct<"seal-submission", Submission>("seal-submission");
  const hash = manifestHash(whole);
  const bytes = whole.items.reduce((sum, item) => sum + item.bytes, 0);
  const act = () =>
    seal.mutate(
      { state, reference: whole.reference, version: whole.version },
      {
        onSuccess: (sealed) => {
          sessionStorage.setItem(`corroborate.sealed/${whole.reference}`, sealed.manifestSha256 === hash ? "agrees" : "differs");
          announce(t("d.seal.done", { reference: whole.reference }));
          onClose();
          void navigate({ to: `/d/submissions/${whole.reference}` });
        },
      },
    );
  // Another tab, or a colleague: nothing was sealed twice, and what is shown is read again.
  const sealed = seal.error instanceof Refused && seal.error.code === "NOT_DRAFT";
  const elsewhere = sealed || (seal.error instanceof Refused && seal.error.code === "STALE");
  return (
    <Dialog
      title={t("d.seal.title", { reference: whole.reference })}
      onClose={onClose}
      closeLabel={t(sealed ? "shell.close" : "d.seal.back")}
      act={
        elsewhere ? (
          <Button look="go" onClick={() => void queries.invalidateQueries().then(onClose)}>
            {t(sealed ? "d.seal.show" : "d.seal.again")}
          </Button>
        ) : (
          <Button look="go" busy={seal.isPending} onClick={act}>
            {t("d.seal.act")}
          </Button>
        )
      }
    >
      <p>
        <b>
          <bdi dir="auto">
            {t("d.seal.object", {
              title: whole.title,
              files: t("d.mine.files", { count: whole.items.length }),
              size: size(bytes),
            })}
          </bdi>
        </b>
      </p>
      <HandlingLine handling={whole.handling} column />
      <p className="spaced">{t("d.seal.says")}</p>
      <p className="label spaced">{t("d.seal.hash")}</p>
      <p className="wholehash">
        <Hash value={hash} full />
      </p>
      {elsewhere ? (
        <Note tone="gap" role="alert">
          <p>{t(sealed ? "d.draft.sealedElsewhere" : "d.seal.stale")}</p>
        </Note>
      ) : seal.error === null ? null : (
        <Fault error={seal.error} onAgain={act} />
      )}
    </Dialog>
  );
};
