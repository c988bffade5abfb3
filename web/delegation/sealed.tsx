import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useAct } from "#web/api/hooks.ts";
import { Answers } from "#web/patterns/answers.tsx";
import { Button, ButtonLink } from "#web/patterns/button.tsx";
import { Dialog } from "#web/patterns/dialog.tsx";
import { TextArea } from "#web/patterns/field.tsx";
import { HandlingLine } from "#web/patterns/handling.tsx";
import { Hash } from "#web/patterns/hash.tsx";
import { Icon } from "#web/patterns/icons.tsx";
import { useSize } from "#web/patterns/measures.ts";
import { FileName } from "#web/patterns/name.tsx";
import { Fault, Read } from "#web/patterns/states.tsx";
import { Note, Status } from "#web/patterns/status.tsx";
import { dateOf, Moment } from "#web/patterns/time.tsx";
import { useKeptText } from "#web/shell/kept-text.ts";
import { useOwnState } from "#web/shell/me.ts";
import type { Item, Opening, Whole } from "./answers.ts";
import { AskedRow, addressOf } from "./asked.tsx";
import { useAskedList, useOpenings } from "./data.ts";
import { ReceiptOf } from "./receipt.tsx";
import { FileStatus, useHeld } from "./status.tsx";

/** A submission after its seal: where it stands, its receipt, its files, who opened it, what can still be done. */
export const Sealed = ({ whole }: { readonly whole: Whole }) => {
  const { t } = useTranslation();
  const asked = useAskedList();
  const open = (asked.data ?? []).filter((one) => one.answeredAt === null);
  const held = whole.items.filter((item) => item.status === "quarantined");
  return (
    <>
      <p className="crumb">
        <Link to="/d/submissions">{t("d.one.crumb")}</Link> / <bdi dir="ltr">{whole.reference}</bdi>
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
        asked={open.length}
        firstAsked={open[0] === undefined ? undefined : addressOf(open[0])}
      />
      <div className="recgrid">
        <section>
          <ReceiptOf whole={whole} />
        </section>
        <section id="ask">
          <h2>{t("d.mine.askedOfYou")}</h2>
          {open.length === 0 ? <p className="help">{t("d.mine.nothingAsked")}</p> : null}
          <ul className="gates">
            {open.map((one) => (
              <AskedRow key={one.id} asked={one} />
            ))}
          </ul>
        </section>
      </div>
      <FilesOf whole={whole} />
      <OpenedBy whole={whole} />
      <Change whole={whole} />
    </>
  );
};

/** Whether the hash seen before sealing is the one that was sealed; shown once, to whoever sealed. */
const SealedJustNow = ({ reference }: { readonly reference: string }) => {
  const { t } = useTranslation();
  const said = sessionStorage.getItem(`corroborate.sealed/${reference}`);
  if (said === null) return null;
  return (
    <Note tone={said === "agrees" ? "met" : "stop"} role="status">
      <p>
        <Status tone={said === "agrees" ? "met" : "stop"}>{t("d.seal.done", { reference })}</Status> {t(`d.seal.${said}`)}
      </p>
    </Note>
  );
};

interface StandingProps {
  readonly whole: Whole;
  readonly held: number;
  readonly asked: number;
  readonly firstAsked: string | undefined;
}

const Standing = ({ whole, held, asked, firstAsked }: StandingProps) => {
  const { t } = useTranslation();
  const missing = [
    { count: held, tone: "stop", to: "#files", words: "d.one.heldMissing" },
    { count: asked, tone: "gap", to: "#ask", words: "d.one.askedMissing" },
  ] as const;
  const can = asked > 0 ? "canAsked" : held > 0 ? "canMend" : whole.status === "sealed" ? "canSealed" : "canRegistered";
  const act = firstAsked ?? (held > 0 ? `/d/submissions/new?supplements=${whole.reference}` : undefined);
  return (
    <Answers
      stands={<Stands whole={whole} />}
      standsMore={<Counted whole={whole} held={held} />}
      missing={missing
        .filter((one) => one.count > 0)
        .map((one) => (
          <Status key={one.to} tone={one.tone}>
            <a href={one.to}>{t(one.words, { count: one.count })}</a>
          </Status>
        ))}
      can={t(`d.one.${can}`)}
      {...(act === undefined
        ? {}
        : {
            act: (
              <ButtonLink small to={act}>
                {t(firstAsked === undefined ? "d.one.supplement" : "d.one.canAsked")}
              </ButtonLink>
            ),
          })}
    />
  );
};

const Stands = ({ whole }: { readonly whole: Whole }) => {
  const { t } = useTranslation();
  if (whole.status === "withdrawn") return t("d.one.standsWithdrawn", { date: dateOf(whole.withdrawnAt ?? "") });
  if (whole.status === "registered") return t("d.one.standsRegistered", { date: dateOf(whole.registeredAt ?? "") });
  return t("d.one.standsSealed");
};

const Counted = ({ whole, held }: { readonly whole: Whole; readonly held: number }) => {
  const { t } = useTranslation();
  if (whole.status === "sealed") return t("d.one.waits");
  const registered = t("d.one.registeredFiles", { count: whole.items.filter((item) => item.status === "verified").length });
  return held === 0 ? registered : `${registered} ${t("d.one.held", { count: held })}`;
};

const FilesOf = ({ whole }: { readonly whole: Whole }) => {
  const { t } = useTranslation();
  const [shown, show] = useState(50);
  return (
    <section id="files">
      <h2>
        {t("d.one.files")} <span className="aside">{t("d.one.weHold")}</span>
      </h2>
      <table className="stack">
        <thead>
          <tr>
            <th scope="col">{t("d.one.file")}</th>
            <th scope="col">SHA-256</th>
            <th scope="col">{t("d.one.state")}</th>
          </tr>
        </thead>
        <tbody>
          {whole.items.slice(0, shown).map((item) => (
            <FileRow key={item.id} item={item} reference={whole.reference} />
          ))}
        </tbody>
      </table>
      {whole.items.length > shown ? (
        <div className="btns spaced">
          <Button small onClick={() => show(shown + 200)}>
            {t("d.draft.moreFiles", { count: whole.items.length - shown })}
          </Button>
        </div>
      ) : null}
    </section>
  );
};

const FileRow = ({ item, reference }: { readonly item: Item; readonly reference: string }) => {
  const { t } = useTranslation();
  const size = useSize();
  const heldWords = useHeld();
  const state = useOwnState();
  const open = useAct<"open-item", { readonly url: string }>("open-item");
  const act = () => open.mutate({ state, reference, item: item.id }, { onSuccess: ({ url }) => window.location.assign(url) });
  return (
    <tr>
      <td>
        <FileName>{item.name}</FileName>
        <br />
        <span className="muted">
          {t(`evidence.${item.kind}`)} · {size(item.bytes)}
        </span>
      </td>
      <td data-l="SHA-256">
        <Hash value={item.sha256} copy />
      </td>
      <td data-l={t("d.one.state")}>
        <FileStatus status={item.status} />
        {item.status === "quarantined" ? (
          <p className="muted">
            {heldWords(item)} {t("d.held.mend")}{" "}
            <Link to={`/d/submissions/new?supplements=${reference}`}>{t("d.one.supplement")}</Link>
          </p>
        ) : (
          <p className="muted">
            <Button small look="quiet" busy={open.isPending} onClick={act} aria-label={`${t("d.one.open")}: ${item.name}`}>
              {t("d.one.open")}
            </Button>{" "}
            {t("d.one.openSays")}
          </p>
        )}
        {open.error === null ? null : <Fault error={open.error} onAgain={act} />}
      </td>
    </tr>
  );
};

const OpenedBy = ({ whole }: { readonly whole: Whole }) => {
  const { t } = useTranslation();
  const openings = useOpenings(whole.reference);
  return (
    <section id="opened">
      <h2>
        {t("d.one.opened")}{" "}
        <span className="aside">
          <Icon name="eye" /> {t("d.one.openedAside")}
        </span>
      </h2>
      <Read from={openings}>
        {(rows) =>
          rows.length === 0 ? (
            <p className="help">{t("d.one.openedNone")}</p>
          ) : (
            <table className="stack">
              <thead>
                <tr>
                  <th scope="col">{t("d.one.when")}</th>
                  <th scope="col">{t("d.one.who")}</th>
                  <th scope="col">{t("d.one.what")}</th>
                  <th scope="col">{t("d.one.entry")}</th>
                </tr>
              </thead>
              <tbody>
                {rows.toReversed().map((row) => (
                  <OpeningRow key={row.id} opening={row} items={whole.items} />
                ))}
              </tbody>
            </table>
          )
        }
      </Read>
      <p className="help">{t("d.one.openedHelp")}</p>
    </section>
  );
};

const OpeningRow = ({ opening, items }: { readonly opening: Opening; readonly items: readonly Item[] }) => {
  const { t } = useTranslation();
  const item = items.find((one) => one.id === opening.item || String(one.number) === opening.item);
  return (
    <tr>
      <td>
        <Moment at={opening.at} />
      </td>
      <td data-l={t("d.one.who")}>{t(opening.by === "panel" ? "d.one.byPanel" : "d.one.byMission")}</td>
      <td data-l={t("d.one.what")}>{item === undefined ? null : <FileName>{item.name}</FileName>}</td>
      <td data-l={t("d.one.entry")}>
        <Hash value={opening.commitment} />
      </td>
    </tr>
  );
};

const Change = ({ whole }: { readonly whole: Whole }) => {
  const { t } = useTranslation();
  const [asking, ask] = useState(false);
  return (
    <section>
      <h2>{t("d.one.change")}</h2>
      <div className="btns spaced">
        <ButtonLink to={`/d/submissions/new?supplements=${whole.reference}`}>{t("d.one.supplement")}</ButtonLink>
        {whole.status === "registered" ? (
          <Button look="stop" onClick={() => ask(true)}>
            {t("d.one.withdraw")}
          </Button>
        ) : null}
      </div>
      <p className="help">{t("d.one.withdrawHelp")}</p>
      {asking ? <Withdraw whole={whole} onClose={() => ask(false)} /> : null}
    </section>
  );
};

const Withdraw = ({ whole, onClose }: { readonly whole: Whole; readonly onClose: () => void }) => {
  const { t } = useTranslation();
  const state = useOwnState();
  const [reason, setReason, forget] = useKeptText(`withdraw/${whole.reference}`);
  const withdraw = useAct("withdraw-submission");
  const ready = reason.trim() !== "" && reason.length <= 2000;
  const act = () =>
    withdraw.mutate(
      { state, reference: whole.reference, version: whole.version, reason },
      {
        onSuccess: () => {
          forget();
          onClose();
        },
      },
    );
  return (
    <Dialog
      title={t("d.one.withdrawTitle", { reference: whole.reference })}
      onClose={onClose}
      closeLabel={t("d.one.keepIt")}
      act={
        <Button look="stop" busy={withdraw.isPending} aria-disabled={!ready} onClick={() => (ready ? act() : undefined)}>
          {t("d.one.withdrawAct")}
        </Button>
      }
    >
      <p>
        <b>
          <bdi dir="auto">{whole.title}</bdi>
        </b>
      </p>
      <p>{t("d.one.withdrawSays")}</p>
      {whole.manifestSha256 === null ? null : (
        <p className="wholehash">
          <Hash value={whole.manifestSha256} full />
        </p>
      )}
      <TextArea
        label={t("d.one.withdrawReason")}
        hint={t("d.one.withdrawReasonHint")}
        dir="auto"
        value={reason}
        onChange={(event) => setReason(event.target.value)}
        {...(reason.length > 2000 ? { fault: t("d.draft.tooLong", { max: 2000, given: reason.length }) } : {})}
      />
      {withdraw.error === null ? null : <Fault error={withdraw.error} onAgain={act} />}
    </Dialog>
  );
};
