import { Link, useParams } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useRead } from "#web/api/hooks.ts";
import { Answers } from "#web/patterns/answers.tsx";
import { Row } from "#web/patterns/evidence.tsx";
import { type GateRow, Gates } from "#web/patterns/gates.tsx";
import { HandlingLine } from "#web/patterns/handling.tsx";
import { Hash } from "#web/patterns/hash.tsx";
import { useSize } from "#web/patterns/measures.ts";
import { FileName } from "#web/patterns/name.tsx";
import { Read } from "#web/patterns/states.tsx";
import { Note, Status } from "#web/patterns/status.tsx";
import { Moment } from "#web/patterns/time.tsx";
import { stateName } from "#web/patterns/words-of.ts";
import { usePageTitle } from "#web/shell/title.ts";
import { RegisteredThread } from "#web/thread/registered-thread.tsx";
import { useUnanswered, WaitsHere } from "#web/thread/unanswered.tsx";
import { useOfficer } from "./officer.ts";
import type { RegisteredFile, Registration } from "./seen.ts";

/** One registration: its files by name, size and check; why a file is held back, and who can mend it. */
export const Screen = () => {
  const { t } = useTranslation();
  usePageTitle(t("sec.entry.title"));
  const { reference = "" } = useParams({ strict: false });
  const seen = useRead<Registration>("get-registration", { reference });
  return <Read from={seen}>{(one) => <Entry one={one} />}</Read>;
};

const isHeld = (file: RegisteredFile) => file.status !== "verified";

const Entry = ({ one }: { readonly one: Registration }) => {
  const { t } = useTranslation();
  const why = useWhy();
  const { regime } = useOfficer();
  const held = one.evidence.filter(isHeld);
  const waits = useUnanswered(regime).some((other) => other.reference === one.reference);
  return (
    <>
      <p className="crumb">
        <Link to="/s/registration">{t("sec.registration.title")}</Link> / <span className="mono">{one.reference}</span>
      </p>
      <h1 tabIndex={-1}>{one.title}</h1>
      <Answers
        stands={
          one.withdrawnAt === null
            ? t("sec.entry.stands", { count: one.items, held: held.length })
            : t("sec.entry.standsWithdrawn")
        }
        standsMore={<Moment at={one.withdrawnAt ?? one.registeredAt} />}
        missing={[
          ...(waits ? [<WaitsHere key="messages" />] : []),
          ...held.map((file) => (
            <Status key={file.ref} tone="stop">
              <a href={`#${file.ref}`}>{t("sec.entry.missing", { ref: file.ref, why: why(file) })}</a>
            </Status>
          )),
        ]}
        can={t(waits ? "thread.waits.can" : held.length > 0 && one.state !== null ? "sec.entry.canHeld" : "sec.entry.can")}
      />
      <div className="cols">
        <div>
          <Files files={one.evidence} />
          <RegisteredThread one={one} />
        </div>
        <aside>
          <About one={one} />
          <Made one={one} />
          <Note>
            <p>
              <b>{t("sec.entry.youSee")}</b>
            </p>
            <p className="muted">{t("sec.entry.notContent")}</p>
          </Note>
        </aside>
      </div>
    </>
  );
};

/** The reason in words; a reason without words of its own as it stands. */
const useWhy = () => {
  const { t } = useTranslation();
  return (file: RegisteredFile) =>
    file.reason === null ? t("sec.why.unknown") : t(`sec.why.${file.reason}`, { defaultValue: file.reason });
};

const Files = ({ files }: { readonly files: readonly RegisteredFile[] }) => {
  const { t } = useTranslation();
  return (
    <section>
      <h2>
        {t("sec.entry.files")} <span className="aside">{t("sec.entry.handlingBy")}</span>
      </h2>
      {files.map((file) => (
        <File key={file.ref} file={file} />
      ))}
    </section>
  );
};

const File = ({ file }: { readonly file: RegisteredFile }) => {
  const { t } = useTranslation();
  const size = useSize();
  const why = useWhy();
  return (
    <div className="spaced" id={file.ref}>
      <h3>
        <span className="mono">{file.ref}</span> {file.name === null ? file.title : <FileName>{file.name}</FileName>}
      </h3>
      <p>
        {isHeld(file) ? (
          <Status tone="stop">{t("sec.entry.held", { why: why(file) })}</Status>
        ) : (
          <Status tone="met">{t("sec.entry.clear")}</Status>
        )}
      </p>
      <dl className="rows">
        <Row label={t("sec.entry.kind")} value={t(`evidence.${file.kind}`)} />
        <Row label={t("sec.entry.size")} value={`${file.mediaType}, ${size(file.bytes)}`} />
        <Row label={t("sec.entry.declared")} value={<Hash value={file.sha256Declared} copy />} />
        <Row
          label={t("sec.entry.stored")}
          value={file.sha256Stored === null ? t("sec.entry.notStored") : <Hash value={file.sha256Stored} copy />}
        />
      </dl>
      <HandlingLine handling={file.handling} />
    </div>
  );
};

const About = ({ one }: { readonly one: Registration }) => {
  const { t } = useTranslation();
  return (
    <section>
      <h2 className="mono">{one.reference}</h2>
      <dl className="rows">
        <Row label={t("sec.entry.from")} value={one.state === null ? t("sec.registration.openSource") : stateName(one.state)} />
        {one.stateReference === null ? null : (
          <Row label={t("sec.entry.knownAs")} value={<span className="mono">{one.stateReference}</span>} />
        )}
        {one.noteVerbale === null ? null : <Row label={t("sec.entry.noteVerbale")} value={one.noteVerbale} />}
        {one.sealedAt === null ? null : <Row label={t("sec.entry.sealed")} value={<Moment at={one.sealedAt} />} />}
        <Row label={t("sec.registration.registered")} value={<Moment at={one.registeredAt} />} />
        {one.supplements === null ? null : <Row label={t("sec.entry.supplements")} value={one.supplements} />}
        {one.manifestSha256 === null ? null : (
          <Row label={t("sec.registration.manifest")} value={<Hash value={one.manifestSha256} full copy />} />
        )}
      </dl>
    </section>
  );
};

/** What the gates of triage will ask of this registration, read from what is registered. */
const Made = ({ one }: { readonly one: Registration }) => {
  const { t } = useTranslation();
  const usable = one.evidence.filter((file) => !isHeld(file));
  const agree = usable.every((file) => file.sha256Stored === file.sha256Declared);
  const handled = one.evidence.every((file) => file.handling !== undefined);
  const gates: readonly GateRow[] = [
    {
      id: "G1",
      title: t("sec.entry.g1"),
      state: usable.length > 0 && agree ? "met" : "missing",
      ...(usable.length > 0 && agree ? {} : { needs: [{ says: t("sec.entry.g1Missing"), who: t("gate.who.originator") }] }),
    },
    ...(one.state === null
      ? []
      : [{ id: "G2", title: t("sec.entry.g2"), state: one.manifestSha256 === null ? ("missing" as const) : ("met" as const) }]),
    handled
      ? { id: "G3", title: t("sec.entry.g3"), state: "met" }
      : {
          id: "G3",
          title: t("sec.entry.g3"),
          state: "missing",
          needs: [{ says: t("sec.entry.g3Missing"), who: t("gate.who.originator") }],
        },
  ];
  return (
    <section>
      <h2>{t("sec.entry.gates")}</h2>
      <Gates gates={gates} />
    </section>
  );
};
