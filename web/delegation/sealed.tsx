import { Link } from "@tanstack/react-router";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { Answers } from "#web/patterns/answers.tsx";
import { ButtonLink } from "#web/patterns/button.tsx";
import { HandlingLine } from "#web/patterns/handling.tsx";
import { Note, Status } from "#web/patterns/status.tsx";
import { dateOf } from "#web/patterns/time.tsx";
import { useNumber } from "#web/patterns/words-of.ts";
import { useOwnState } from "#web/shell/me.ts";
import { Thread } from "#web/thread/thread.tsx";
import type { Asked, Submission, Whole } from "./answers.ts";
import { AskedRow, addressOf } from "./asked.tsx";
import { Change } from "./change-sealed.tsx";
import { useAskedList, useSubmissions } from "./data.ts";
import { OpenedBy } from "./opened-by.tsx";
import { ReceiptOf } from "./receipt.tsx";
import { FilesOf } from "./sealed-files.tsx";
import { StatusWord } from "./status.tsx";

/** A submission after its seal: where it stands, its receipt, its files, who opened it, what can still be done. */
export const Sealed = ({ whole }: { readonly whole: Whole }) => {
  const { t } = useTranslation();
  const state = useOwnState();
  const asked = useAskedList();
  const open = (asked.data ?? []).filter((one) => one.answeredAt === null && concerns(one, whole.reference));
  const written = (asked.data ?? []).some((one) => one.kind === "message" && one.reference === whole.reference);
  const held = whole.items.filter((item) => item.status === "quarantined");
  const others = useSubmissions().data ?? [];
  const supplements = others.filter((one) => one.supplements === whole.reference);
  return (
    <>
      <p className="crumb">
        <Link to="/d/submissions">{t("d.one.crumb")}</Link> /{" "}
        <bdi dir="ltr" className="mono">
          {whole.reference}
        </bdi>
        {whole.supplements === null ? null : (
          <>
            {" "}
            · <Link to={`/d/submissions/${whole.supplements}`}>{t("d.mine.supplement", { reference: whole.supplements })}</Link>
          </>
        )}
      </p>
      <h1 tabIndex={-1} dir="auto">
        {whole.title}
      </h1>
      <div className="spaced">
        <HandlingLine handling={whole.handling} />
      </div>
      <SealedJustNow reference={whole.reference} />
      <Standing
        whole={whole}
        held={held.length}
        mended={supplements.find((one) => one.status !== "withdrawn")}
        asked={open.length}
        written={written}
        firstAsked={open[0] === undefined ? undefined : addressOf(open[0])}
      />
      <div className="recgrid">
        <section>
          <ReceiptOf whole={whole} />
        </section>
        <section id="ask">
          <h2>{t("d.mine.askedOfYou")}</h2>
          {open.length === 0 ? <p className="help">{t("d.one.nothingAsked")}</p> : null}
          <ul className="gates">
            {open.map((one) => (
              <AskedRow key={one.id} asked={one} />
            ))}
          </ul>
          <p className="help">
            {t("d.one.letters")} <Link to="/d/enquiries">{t("d.asked.enquiries")}</Link>
          </p>
          {supplements.length === 0 ? null : <Supplements rows={supplements} />}
        </section>
      </div>
      <Thread thread={{ side: "state", at: { state, reference: whole.reference } }} />
      <FilesOf whole={whole} />
      <OpenedBy whole={whole} />
      <Change whole={whole} />
    </>
  );
};

/** Whether something asked rests on material of this submission. Letters name no submission: they stand under Enquiries. */
const concerns = (asked: Asked, reference: string): boolean =>
  (asked.sentences ?? []).some((one) => one.material.some((material) => material.startsWith(`${reference}/`)));

const Supplements = ({ rows }: { readonly rows: readonly Submission[] }) => {
  const { t } = useTranslation();
  return (
    <>
      <h2 className="spaced">{t("d.one.supplements")}</h2>
      <ul className="gates">
        {rows.map((row) => (
          <li key={row.reference} className="one">
            <div>
              <Link to={`/d/submissions/${row.reference}`}>
                <span className="mono">{row.reference}</span> <bdi dir="auto">{row.title}</bdi>
              </Link>
              <p className="by2">
                <StatusWord status={row.status} />
              </p>
            </div>
          </li>
        ))}
      </ul>
    </>
  );
};

/** Whether the hash seen before sealing is the one that was sealed; shown once, to whoever sealed. */
const SealedJustNow = ({ reference }: { readonly reference: string }) => {
  const { t } = useTranslation();
  const [said] = useState(() => sessionStorage.getItem(`corroborate.sealed/${reference}`));
  useEffect(() => () => sessionStorage.removeItem(`corroborate.sealed/${reference}`), [reference]);
  // The button that sealed is gone with its draft: what came of it takes the focus.
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => place.current?.focus(), []);
  if (said === null) return null;
  return (
    <div ref={place} tabIndex={-1} className="spaced">
      <Note tone={said === "agrees" ? "met" : "stop"} role="status">
        <p>
          <Status tone={said === "agrees" ? "met" : "stop"}>{t("d.seal.done", { reference })}</Status> {t(`d.seal.${said}`)}
        </p>
      </Note>
    </div>
  );
};

interface StandingProps {
  readonly whole: Whole;
  readonly held: number;
  /** The supplement that was begun or sent since: what was held back may be in it. */
  readonly mended: Submission | undefined;
  readonly asked: number;
  /** Whether the Panel's side wrote last. */
  readonly written: boolean;
  readonly firstAsked: string | undefined;
}

const Standing = ({ whole, held, mended, asked, written, firstAsked }: StandingProps) => {
  const { t } = useTranslation();
  const number = useNumber();
  const toMend = mended === undefined ? held : 0;
  const missing = [
    { count: toMend, tone: "stop", to: "#files", words: "d.one.heldMissing" },
    { count: asked, tone: "gap", to: "#ask", words: "d.one.askedMissing" },
    { count: written ? 1 : 0, tone: "gap", to: "#messages", words: "d.one.messageMissing" },
  ] as const;
  const can = asked > 0 ? "canAsked" : written ? "canWrite" : toMend > 0 ? "canMend" : CAN[whole.status];
  const answer = firstAsked ?? (written ? `/d/submissions/${whole.reference}#messages` : undefined);
  const act = answer ?? (toMend > 0 ? `/d/submissions/new?supplements=${whole.reference}` : undefined);
  return (
    <Answers
      stands={<Stands whole={whole} />}
      standsMore={<Counted whole={whole} held={held} />}
      missing={missing
        .filter((one) => one.count > 0)
        .map((one) => (
          <Status key={one.to} tone={one.tone}>
            <a href={one.to}>{t(one.words, { count: one.count, number: number(one.count, "first") })}</a>
          </Status>
        ))}
      can={t(`d.one.${can}`)}
      {...(act === undefined
        ? {}
        : {
            act: (
              <ButtonLink small to={act}>
                {t(answer === undefined ? "d.one.supplement" : "d.asked.answerIt")}
              </ButtonLink>
            ),
          })}
    />
  );
};

const CAN = { draft: "canSealed", sealed: "canSealed", registered: "canRegistered", withdrawn: "canWithdrawn" } as const;

const Stands = ({ whole }: { readonly whole: Whole }) => {
  const { t } = useTranslation();
  if (whole.status === "withdrawn") return t("d.one.standsWithdrawn", { date: dateOf(whole.withdrawnAt ?? "") });
  if (whole.status === "registered") return t("d.one.standsRegistered", { date: dateOf(whole.registeredAt ?? "") });
  return t("d.one.standsSealed");
};

const Counted = ({ whole, held }: { readonly whole: Whole; readonly held: number }) => {
  const { t } = useTranslation();
  const number = useNumber();
  if (whole.status === "sealed") return t("d.one.waits");
  const count = whole.items.filter((item) => item.status === "verified").length;
  const registered = t("d.one.registeredFiles", { count, number: number(count, "first") });
  return held === 0 ? registered : `${registered} ${t("d.one.held", { count: held, number: number(held, "first") })}`;
};
