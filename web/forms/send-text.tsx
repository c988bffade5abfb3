import { type ReactNode, useId, useState } from "react";
import { Button } from "#web/patterns/button.tsx";
import { Dialog } from "#web/patterns/dialog.tsx";
import { TextArea } from "#web/patterns/field.tsx";
import { Fault } from "#web/patterns/states.tsx";
import { useKeptText } from "#web/shell/kept-text.ts";

interface Props {
  /** Under what the text is kept on this device until it is sent. */
  readonly keptAt: string;
  /** Longest text, characters. */
  readonly max: number;
  readonly rows?: number;
  /** Whether sending is the main act of the screen. */
  readonly main?: boolean;
  readonly words: {
    readonly label: string;
    readonly hint: string;
    readonly tooLong: (given: number) => string;
    readonly send: string;
    readonly empty: string;
    readonly kept: string;
    readonly title: string;
    readonly says: string;
    readonly back?: string;
  };
  readonly help?: ReactNode;
  readonly act: { readonly isPending: boolean; readonly error: Error | null };
  readonly onSend: (text: string, then: { readonly onSuccess: () => void; readonly onSettled: () => void }) => void;
}

/** A text to somebody else: kept while it is written, shown whole and asked once more before it is sent, for it cannot be taken back. */
export const SendText = ({ keptAt, max, rows, main = false, words, help, act, onSend }: Props) => {
  const [text, setText, forget] = useKeptText(keptAt);
  const [asking, ask] = useState(false);
  const why = useId();
  const tooLong = text.length > max;
  const ready = text.trim() !== "" && !tooLong;
  const send = () => onSend(text, { onSuccess: forget, onSettled: () => ask(false) });
  return (
    <>
      <TextArea
        label={words.label}
        hint={words.hint}
        dir="auto"
        value={text}
        onChange={(event) => setText(event.target.value)}
        {...(rows === undefined ? {} : { rows })}
        {...(tooLong ? { fault: words.tooLong(text.length) } : {})}
      />
      {act.error === null ? null : <Fault error={act.error} onAgain={send} />}
      <div className="btns spaced">
        <Button
          {...(main ? { look: "go" as const } : {})}
          busy={act.isPending}
          aria-disabled={!ready}
          aria-describedby={why}
          onClick={() => (ready ? ask(true) : undefined)}
        >
          {words.send}
        </Button>
        <span className="by2" id={why}>
          {text.trim() === "" ? words.empty : words.kept}
        </span>
      </div>
      {help}
      {asking ? (
        <Dialog
          title={words.title}
          onClose={() => ask(false)}
          {...(words.back === undefined ? {} : { closeLabel: words.back })}
          act={
            <Button look="go" busy={act.isPending} onClick={send}>
              {words.send}
            </Button>
          }
        >
          <p>{words.says}</p>
          <p className="record excerpt" dir="auto">
            {text}
          </p>
        </Dialog>
      ) : null}
    </>
  );
};
