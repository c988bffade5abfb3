import { useId } from "react";
import { useTranslation } from "react-i18next";
import { HANDLING, type Handling } from "#shared/domain/handling.ts";
import { HandlingLine, Tlp } from "#web/patterns/handling.tsx";
import { Note } from "#web/patterns/status.tsx";
import { stateName } from "#web/patterns/words-of.ts";
import { useOwnState } from "#web/shell/me.ts";

const keysOf = <T extends object>(table: T) => Object.keys(table) as (keyof T & string)[];

interface Props {
  readonly handling: Handling;
  readonly onChange: (handling: Handling) => void;
}

/** Three axes, three columns, each choice with what it means, and how readers will see it. */
export const HandlingChoice = ({ handling, onChange }: Props) => {
  const { t } = useTranslation();
  const state = useOwnState();
  const id = useId();
  return (
    <>
      <div className="axes">
        <fieldset>
          <legend>{t("d.draft.classification")}</legend>
          {keysOf(HANDLING.classification).map((one) => (
            <div key={one} className="opt">
              <input
                type="radio"
                name={`${id}c`}
                id={`${id}c${one}`}
                checked={handling.classification === one}
                aria-describedby={`${id}cs${one}`}
                onChange={() => onChange({ ...handling, classification: one })}
              />
              <label htmlFor={`${id}c${one}`}>{t(`handling.classification.${one}`)}</label>
              <small id={`${id}cs${one}`}>{t(`handlingSays.classification.${one}`)}</small>
            </div>
          ))}
        </fieldset>
        <fieldset>
          <legend>{t("d.draft.caveat")}</legend>
          {keysOf(HANDLING.tlp).map((one) => (
            <div key={one} className="opt">
              <input
                type="radio"
                name={`${id}k`}
                id={`${id}k${one}`}
                checked={handling.tlp === one}
                aria-describedby={`${id}ks${one}`}
                onChange={() => onChange({ ...handling, tlp: one })}
              />
              <label htmlFor={`${id}k${one}`}>
                <Tlp tlp={one} />
              </label>
              <small id={`${id}ks${one}`}>{t(`handlingSays.tlp.${one}`)}</small>
            </div>
          ))}
          <div className="opt">
            <input
              type="checkbox"
              id={`${id}p`}
              checked={handling.panelOnly}
              onChange={(event) => onChange({ ...handling, panelOnly: event.target.checked })}
            />
            <label htmlFor={`${id}p`}>{t("handling.panelOnly")}</label>
          </div>
        </fieldset>
        <fieldset>
          <legend>{t("d.draft.attribution")}</legend>
          {keysOf(HANDLING.attribution)
            .toReversed()
            .map((one) => (
              <div key={one} className="opt">
                <input
                  type="radio"
                  name={`${id}a`}
                  id={`${id}a${one}`}
                  checked={handling.attribution === one}
                  aria-describedby={`${id}as${one}`}
                  onChange={() => onChange({ ...handling, attribution: one })}
                />
                <label htmlFor={`${id}a${one}`}>
                  {one === "named State" ? <bdi>{stateName(state)}</bdi> : t(`d.draft.as.${one}`)}
                </label>
                <small id={`${id}as${one}`}>{t(`handlingSays.attribution.${one}`)}</small>
              </div>
            ))}
        </fieldset>
      </div>
      <Note>
        <p className="label">{t("d.draft.preview")}</p>
        <HandlingLine handling={handling} />
        <p className="muted">{t("d.draft.released")}</p>
      </Note>
    </>
  );
};
