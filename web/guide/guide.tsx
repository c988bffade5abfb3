import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate, useRouterState } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { call } from "#web/api/call.ts";
import { Button } from "#web/patterns/button.tsx";
import { type Appointment, useMe } from "#web/shell/me.ts";
import { addWords } from "#web/words/words.ts";
import { useGuideStep } from "./kept.ts";
import { STEPS, type Step } from "./steps.ts";
import { WORDS } from "./words.ts";

addWords(WORDS);
type Guided = keyof typeof STEPS;

/** A first visit of an area, step by step, over the screens themselves: what to look at, and the way to the next. */
export const Guide = ({ area }: { readonly area: Guided }) => {
  const { appointments = [] } = useMe();
  const appointment = appointments.find((one) => one.area === area);
  const [at, go] = useGuideStep(area);
  const steps = STEPS[area];
  const step = at === undefined ? undefined : steps[Math.min(at, steps.length - 1)];
  if (step === undefined || appointment === undefined) return null;
  return <Strip area={area} steps={steps} step={step} appointment={appointment} onGo={go} />;
};

const Strip = ({
  area,
  steps,
  step,
  appointment,
  onGo,
}: {
  readonly area: Guided;
  readonly steps: readonly Step[];
  readonly step: Step;
  readonly appointment: Appointment;
  readonly onGo: (step: number | undefined) => void;
}) => {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const here = useRouterState({ select: ({ location }) => location.pathname });
  const number = steps.indexOf(step);
  const [before, after] = [steps[number - 1], steps[number + 1]];
  const queries = useQueryClient();
  const place = usePlace(step, appointment);
  const open = async (to: Step) => {
    // Where the list cannot be read the step is at the list, which says why.
    const rows = to.first === undefined ? undefined : await queries.fetchQuery(listOf(to, appointment)).catch(() => undefined);
    await navigate(placeOf(to, rows) as never);
    onGo(steps.indexOf(to));
  };
  return (
    <aside className="guide" aria-label={t("guide.label")}>
      <div>
        <p>
          <b>{t("guide.at", { number: number + 1, count: steps.length })}</b> · <b>{t(`guide.${area}.${step.id}.title`)}</b>
          <br />
          {t(`guide.${area}.${step.id}.says`)}
        </p>
        <div className="btns">
          {here === place.to ? null : (
            <Link className="btn sm" {...(place as { to: string })}>
              {t("guide.show")}
            </Link>
          )}
          {before === undefined ? null : (
            <Button look="quiet" small onClick={() => void open(before)}>
              {t("guide.back")}
            </Button>
          )}
          {after === undefined ? null : (
            <Button small onClick={() => void open(after)}>
              {t("guide.next", { title: t(`guide.${area}.${after.id}.title`) })}
            </Button>
          )}
          <Button look="quiet" small onClick={() => onGo(undefined)}>
            {t(after === undefined ? "guide.done" : "guide.end")}
          </Button>
        </div>
      </div>
    </aside>
  );
};

interface Place {
  readonly to: string;
  readonly hash?: string;
}
type Rows = { readonly rows: readonly Readonly<Record<string, unknown>>[] };

const listOf = ({ first }: Step, { regime = "1718", state }: Appointment) => {
  const input = state === undefined ? { regime } : { state };
  return {
    queryKey: ["guide", first?.route, input],
    queryFn: () => call<Rows>(first?.route ?? "list-cases", input),
    staleTime: Number.POSITIVE_INFINITY,
  };
};

/** Where a step is: the first record of its list, or the list where there is none. */
const placeOf = ({ to, first, hash }: Step, list: Rows | undefined): Place => {
  const id = first === undefined ? undefined : list?.rows[0]?.[first.id];
  return typeof id === "string" ? { to: `${to}/${id}`, ...(hash === undefined ? {} : { hash }) } : { to };
};

const usePlace = (step: Step, appointment: Appointment): Place => {
  const { data } = useQuery({ ...listOf(step, appointment), enabled: step.first !== undefined });
  return placeOf(step, data);
};
