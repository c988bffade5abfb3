import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { Answer } from "#shared/api/answers.ts";
import { ROUTE_NAMES } from "#shared/api/routes.ts";
import { TRUST_ZONES } from "#shared/domain/zones.ts";
import { Choice, TextField } from "#web/patterns/field.tsx";
import { Status } from "#web/patterns/status.tsx";
import { Moment } from "#web/patterns/time.tsx";
import { useFilters } from "./address.ts";
import { Found } from "./found.tsx";
import { useSearchPages } from "./pages.ts";
import { SearchForm } from "./search-form.tsx";

type Page = Answer<"list-access">;
type Request = Page["rows"][number];
const NAMES = ["account", "route", "outcome", "zone", "from", "until"] as const;
/** Parts that are looked through without asking; each takes some seconds at most. */
const PARTS = 5;

/** The access log: a search whose filters are the address's, and what it finds, newest first. */
export const Requests = () => {
  const { t } = useTranslation();
  const { filters, go } = useFilters(NAMES);
  const question = JSON.stringify(filters);
  return (
    <section id="requests">
      <h2>
        {t("over.requests.title")} <span className="aside">{t("over.requests.aside")}</span>
      </h2>
      <SearchForm
        key={`form ${question}`}
        names={NAMES}
        filters={filters}
        act={t("over.requests.act")}
        fromHint={t("over.requests.fromHint")}
        onSearch={(to) => void go(to)}
      >
        {(field) => (
          <>
            <TextField label={t("over.requests.account")} autoComplete="off" spellCheck={false} {...field("account")} />
            <Choice label={t("over.requests.route")} {...field("route")}>
              <option value="">{t("over.requests.every")}</option>
              {[...ROUTE_NAMES].toSorted().map((name) => (
                <option key={name}>{name}</option>
              ))}
              <option value="unknown">{t("over.requests.unknown")}</option>
            </Choice>
            <Choice label={t("over.requests.outcome")} {...field("outcome")}>
              <option value="">{t("over.requests.every")}</option>
              <option value="answered">{t("over.requests.answered")}</option>
              <option value="refused">{t("over.requests.refused")}</option>
            </Choice>
            <Choice label={t("over.requests.zone")} {...field("zone")}>
              <option value="">{t("over.requests.every")}</option>
              {TRUST_ZONES.map((zone) => (
                <option key={zone} value={zone}>
                  {t(`over.zone.${zone}`)}
                </option>
              ))}
            </Choice>
          </>
        )}
      </SearchForm>
      <Results key={question} filters={filters} />
    </section>
  );
};

const Results = ({ filters }: { readonly filters: object }) => {
  const { t } = useTranslation();
  const search = useSearchPages<Request, Page>("list-access", filters, PARTS);
  const { rows, first, last } = search;
  return (
    <Found
      search={search}
      found={t(rows.length === 0 ? "over.requests.none" : "over.requests.found", { count: rows.length })}
      looked={
        first === undefined || last === undefined ? null : (
          <>
            {t("over.requests.lookedFrom")} <Moment at={last.searchedTo} seconds /> {t("over.requests.lookedTo")}{" "}
            <Moment at={first.until} seconds />.
          </>
        )
      }
    >
      <table className="stack">
        <thead>
          <tr>
            {["when", "who", "what", "how", "id"].map((one) => (
              <th key={one}>{t(`over.requests.${one}`)}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Line key={row.request} row={row} />
          ))}
        </tbody>
      </table>
    </Found>
  );
};

const Line = ({ row }: { readonly row: Request }) => {
  const { t } = useTranslation();
  const refused = row.status >= 400;
  const roles = (row.role ?? "").split(", ").filter(Boolean);
  return (
    <tr>
      <td>
        <Moment at={row.at} seconds />
      </td>
      <td data-l={t("over.requests.who")}>
        {row.person === "anonymous" ? (
          t("over.requests.nobody")
        ) : (
          <Link to="/a/access" search={{ account: row.person } as never} data-row>
            <code>{row.person}</code>
          </Link>
        )}
        {roles.length === 0 ? null : <div className="muted">{roles.map((role) => t(`role.${role}`)).join(", ")}</div>}
      </td>
      <td data-l={t("over.requests.what")}>
        <code>{row.route}</code> {row.zone === null ? null : <span className="muted">{t(`over.zone.${row.zone}`)}</span>}
        <div className="muted">{t(`over.route.${row.route}`)}</div>
      </td>
      <td data-l={t("over.requests.how")}>
        <span className="nb">
          <Status tone={refused ? "stop" : "met"}>
            {t(refused ? "over.requests.refusedWith" : "over.requests.answeredWith", { status: row.status })}
          </Status>
        </span>
        {row.code === null ? null : (
          <div>
            <code>{row.code}</code>
          </div>
        )}
      </td>
      <td data-l={t("over.requests.id")}>
        <code className="muted">{row.request}</code>
      </td>
    </tr>
  );
};
