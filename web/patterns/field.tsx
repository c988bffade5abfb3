import { type ComponentProps, type ReactNode, useId } from "react";
import { Status } from "./status.tsx";

interface Frame {
  readonly label: ReactNode;
  readonly hint?: ReactNode;
  /** What is wrong or missing, in words, beside the field. */
  readonly fault?: ReactNode;
  readonly soft?: boolean;
}

const Framed = ({ label, hint, fault, soft, id, children }: Frame & { readonly id: string; readonly children: ReactNode }) => (
  <div className="field">
    <label htmlFor={id}>{label}</label>
    {hint === undefined ? null : (
      <p className="hint" id={`${id}-h`}>
        {hint}
      </p>
    )}
    {children}
    {fault === undefined || fault === "" ? null : (
      <p className="fault" id={`${id}-f`}>
        <Status tone={soft === true ? "gap" : "stop"}>{fault}</Status>
      </p>
    )}
  </div>
);
const described = (id: string, { hint, fault }: Frame) =>
  [hint === undefined ? "" : `${id}-h`, fault === undefined || fault === "" ? "" : `${id}-f`].filter(Boolean).join(" ") ||
  undefined;
const invalid = ({ fault, soft }: Frame) => (fault !== undefined && fault !== "" && soft !== true ? true : undefined);

/** One line of text. */
export const TextField = ({ label, hint, fault, soft, ...rest }: Frame & Omit<ComponentProps<"input">, "id">) => {
  const id = useId();
  const frame = { label, hint, fault, ...(soft === undefined ? {} : { soft }) };
  return (
    <Framed {...frame} id={id}>
      <input type="text" {...rest} id={id} aria-describedby={described(id, frame)} aria-invalid={invalid(frame)} />
    </Framed>
  );
};

/** Text of several lines. */
export const TextArea = ({ label, hint, fault, soft, ...rest }: Frame & Omit<ComponentProps<"textarea">, "id">) => {
  const id = useId();
  const frame = { label, hint, fault, ...(soft === undefined ? {} : { soft }) };
  return (
    <Framed {...frame} id={id}>
      <textarea rows={5} {...rest} id={id} aria-describedby={described(id, frame)} aria-invalid={invalid(frame)} />
    </Framed>
  );
};

/** One of a short list. */
export const Choice = ({ label, hint, fault, soft, children, ...rest }: Frame & Omit<ComponentProps<"select">, "id">) => {
  const id = useId();
  const frame = { label, hint, fault, ...(soft === undefined ? {} : { soft }) };
  return (
    <Framed {...frame} id={id}>
      <select {...rest} id={id} aria-describedby={described(id, frame)} aria-invalid={invalid(frame)}>
        {children}
      </select>
    </Framed>
  );
};
