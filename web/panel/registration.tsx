import { Link, useParams } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useRead } from "#web/api/hooks.ts";
import { Answers } from "#web/patterns/answers.tsx";
import { EvidenceCard } from "#web/patterns/evidence.tsx";
import { HandlingLine } from "#web/patterns/handling.tsx";
import { useSize } from "#web/patterns/measures.ts";
import { FileName } from "#web/patterns/name.tsx";
import { Read } from "#web/patterns/states.tsx";
import { Status } from "#web/patterns/status.tsx";
import { knownDate, Moment } from "#web/patterns/time.tsx";
import { stateName } from "#web/patterns/words-of.ts";
import { usePageTitle } from "#web/shell/title.ts";
import { RegisteredThread } from "#web/thread/registered-thread.tsx";
import { useUnanswered, WaitsHere } from "#web/thread/unanswered.tsx";
import { METADATA } from "#web/words/evidence.ts";
import { OpenOriginal } from "./open-original.tsx";
import { useExpert } from "./people.ts";
import { type Registered, type RegisteredItem, whereOf } from "./registered.ts";

type Seen = Registered & { readonly evidence: readonly RegisteredItem[] };

/** One registered submission or open source with its items. */
export const Screen = () => {
  const { t } = useTranslation();
  usePageTitle(t("panel.registration.title"));
  const { reference = "" } = useParams({ strict: false });
  const seen = useRead<Seen>("get-registration", { reference });
  return <Read from={seen}>{(one) => <Registration one={one} />}</Read>;
};

const Registration = ({ one }: { readonly one: Seen }) => {
  const { t } = useTranslation();
  const { regime } = useExpert();
  const held = one.evidence.filter((item) => item.status !== "verified");
  const waits = useUnanswered(regime).some((other) => other.reference === one.reference);
  return (
    <>
      <p className="crumb">
        <Link to="/p/evidence">{t("panel.evidence.title")}</Link> / <span className="mono">{one.reference}</span>
      </p>
      <h1 tabIndex={-1}>{one.title}</h1>
      <Answers
        stands={t("panel.registration.stands", {
          count: one.items,
          from: one.state === null ? t("panel.evidence.open") : stateName(one.state),
        })}
        standsMore={<Moment at={one.registeredAt} />}
        missing={[
          ...(waits ? [<WaitsHere key="messages" />] : []),
          ...held.map((item) => (
            <Status key={item.ref} tone="gap">
              {t("panel.registration.held", {
                ref: item.ref,
                reason: item.reason === null ? "" : t(`panel.held.${item.reason}`),
              })}
            </Status>
          )),
        ]}
        can={t(waits ? "thread.waits.can" : "panel.registration.can")}
      />
      {one.withdrawnAt === null ? null : (
        <p>
          <Status tone="voice">{t("panel.evidence.withdrawn")}</Status> <Moment at={one.withdrawnAt} />
        </p>
      )}
      {one.evidence.map((item) => (
        <Item key={item.ref} item={item} />
      ))}
      <RegisteredThread one={one} />
    </>
  );
};

const Item = ({ item }: { readonly item: RegisteredItem }) => {
  const { t } = useTranslation();
  const size = useSize();
  const verified = item.status === "verified";
  const order = Object.keys(METADATA);
  const held = Object.entries(item.metadata ?? {}).toSorted(([one], [other]) => order.indexOf(one) - order.indexOf(other));
  return (
    <EvidenceCard
      reference={item.ref}
      subject={item.title}
      alt={t(`evidence.${item.kind}`)}
      sha256={item.sha256Stored ?? item.sha256Declared}
      status={
        verified ? (
          <Status tone="met">{t("panel.registration.verified")}</Status>
        ) : (
          <Status tone="stop">{t("panel.registration.heldBack")}</Status>
        )
      }
      rows={[
        ...(item.name === null ? [] : [{ label: t("panel.registration.file"), value: <FileName>{item.name}</FileName> }]),
        { label: t("panel.registration.size"), value: `${item.mediaType}, ${size(item.bytes)}` },
        { label: t("evidence.custody"), value: <Custody item={item} /> },
        {
          label: t("evidence.metadata"),
          value:
            held.length === 0
              ? t("evidence.notHeld")
              : held.map(([name, value]) => `${t(`panel.metadata.${name}`)}: ${knownDate(String(value))}`).join(" · "),
        },
        { label: t("handling.label"), value: <HandlingLine handling={item.handling} /> },
      ]}
      acts={
        verified ? (
          <>
            <Link
              className="btn sm"
              to="/p/evidence/$reference/items/$item"
              params={whereOf(item.ref)}
              aria-label={t("panel.plates.lookAt", { ref: item.ref })}
            >
              {t("panel.plates.look")}
            </Link>
            <OpenOriginal reference={item.ref} />
          </>
        ) : undefined
      }
    />
  );
};

const Custody = ({ item }: { readonly item: RegisteredItem }) => {
  const { t } = useTranslation();
  const why = item.reason === null ? "" : t(`panel.held.${item.reason}`);
  return (
    <>
      {item.status === "verified" ? t("panel.registration.custody") : t("panel.registration.custodyHeld", { reason: why })}{" "}
      <Moment at={item.registeredAt} />
    </>
  );
};
