import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { config } from "#web/api/config.ts";
import { accessToken } from "#web/api/session.ts";
import { Button } from "#web/patterns/button.tsx";
import { Row } from "#web/patterns/evidence.tsx";
import { Fault, Read } from "#web/patterns/states.tsx";
import { Status } from "#web/patterns/status.tsx";
import { Moment } from "#web/patterns/time.tsx";
import { useMe } from "#web/shell/me.ts";
import { usePageTitle } from "#web/shell/title.ts";
import { type HomeSays, useHome } from "./home.ts";

/** What runs here, a token to try the API with, and the API's description. */
export const Screen = () => {
  const { t } = useTranslation();
  usePageTitle(t("about.title"));
  const home = useHome();
  return (
    <>
      <h1 tabIndex={-1}>{t("about.title")}</h1>
      <p className="lede">{t("about.lede")}</p>
      <section>
        <h2>{t("about.running")}</h2>
        <Read from={home}>
          {(says) => (says === null ? <p className="help">{t("about.noHome")}</p> : <Running home={says} />)}
        </Read>
      </section>
      <Token />
      <section>
        <h2>{t("about.api")}</h2>
        <Api />
      </section>
    </>
  );
};

const Running = ({ home }: { readonly home: HomeSays }) => {
  const { t } = useTranslation();
  const numbers: readonly (readonly [string, number])[] = [
    ["functions", home.functions.length],
    ["routes", home.routes],
    ["tables", home.tables.length],
    ["machines", home.machines.length],
    ["buckets", home.buckets.length],
    ["queues", home.queues.length],
    ["undelivered", home.deadLetters],
  ];
  return (
    <>
      <p className="spaced">
        <Status tone="met">{t("about.ready", { stage: home.stage, time: "" })}</Status> <Moment at={home.businessTime} />
      </p>
      <dl className="rows spaced">
        {numbers.map(([label, value]) => (
          <Row key={label} label={t(`about.${label}`)} value={value} />
        ))}
      </dl>
      <details className="spaced">
        <summary>{t("about.parts")}</summary>
        <ul className="gates brief flat">
          {home.functions.map((one) => (
            <li key={one.name}>{t("about.functionLine", { name: one.name, routes: one.routes, seconds: one.timeoutSeconds })}</li>
          ))}
          {[...home.tables, ...home.buckets, ...home.machines, ...home.queues].map((name) => (
            <li key={name}>{name}</li>
          ))}
          {home.schedules.map((one) => (
            <li key={one.function}>{t("about.every", { name: one.function, minutes: one.everySeconds / 60 })}</li>
          ))}
        </ul>
      </details>
    </>
  );
};

const Token = () => {
  const { t } = useTranslation();
  const { person, name } = useMe();
  const [said, say] = useState("");
  if (person === undefined) return null;
  const copy = async () => {
    await navigator.clipboard.writeText((await accessToken()) ?? "");
    say(t("about.copied"));
  };
  return (
    <section>
      <h2>{t("about.token")}</h2>
      <p className="help">{t("about.tokenSays", { name })}</p>
      <div className="btns spaced">
        <Button small onClick={() => void copy()}>
          {t("about.copyToken")}
        </Button>
        <span role="status">{said}</span>
      </div>
    </section>
  );
};

interface OpenApi {
  readonly paths: Readonly<
    Record<string, Readonly<Record<string, { readonly summary?: string; readonly description?: string }>>>
  >;
}
const METHODS = ["get", "post", "put", "delete"];

const Api = () => {
  const { t } = useTranslation();
  const description = useQuery({
    queryKey: ["openapi"],
    queryFn: async () => {
      const answer = await fetch(`${(await config()).apiBase}/openapi.json`);
      if (!answer.ok) throw new Error(`status ${answer.status}`);
      return (await answer.json()) as OpenApi;
    },
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (description.error !== null) return <Fault error={description.error} reading onAgain={() => void description.refetch()} />;
  return (
    <>
      <p className="help">
        {t("about.apiSays")} <a href="/openapi.json">/openapi.json</a>
      </p>
      <Read from={description}>
        {({ paths }) => (
          <table className="stack">
            <thead>
              <tr>
                <th scope="col">{t("about.method")}</th>
                <th scope="col">{t("about.path")}</th>
                <th scope="col">{t("about.says")}</th>
              </tr>
            </thead>
            <tbody>
              {Object.entries(paths).flatMap(([path, item]) =>
                METHODS.filter((method) => item[method] !== undefined).map((method) => (
                  <tr key={`${method} ${path}`}>
                    <td>
                      <b>{method.toUpperCase()}</b>
                    </td>
                    <td data-l={t("about.path")}>
                      <code>{path}</code>
                    </td>
                    <td data-l={t("about.says")}>{item[method]?.summary ?? item[method]?.description}</td>
                  </tr>
                )),
              )}
            </tbody>
          </table>
        )}
      </Read>
    </>
  );
};
