import { Link } from "@tanstack/react-router";
import { type ComponentProps, type ReactNode, useId } from "react";

interface Look {
  /** One `go` on a screen: its main act. */
  readonly look?: "go" | "quiet" | "stop" | "voice";
  readonly small?: boolean;
}
const classOf = ({ look, small }: Look) => ["btn", look, small === true ? "sm" : undefined].filter(Boolean).join(" ");

type Props = Look & Omit<ComponentProps<"button">, "disabled" | "className"> & { readonly busy?: boolean };

/** An act: verb and object. While `busy` it keeps its place and focus and does nothing. */
export const Button = ({ look, small, busy, onClick, children, ...rest }: Props) => (
  <button
    type="button"
    {...rest}
    className={classOf({ ...(look && { look }), ...(small !== undefined && { small }) })}
    aria-disabled={busy === true ? true : rest["aria-disabled"]}
    aria-busy={busy}
    onClick={busy === true ? (event) => event.preventDefault() : onClick}
  >
    {children}
  </button>
);

/** An act that is not open yet: visible, focusable, with its reason beside it and read with it. */
export const NotYet = ({ children, why, look, small }: Look & { readonly children: ReactNode; readonly why: ReactNode }) => {
  const id = useId();
  return (
    <>
      <button
        type="button"
        className={classOf({ ...(look && { look }), ...(small !== undefined && { small }) })}
        aria-disabled="true"
        aria-describedby={id}
        onClick={(event) => event.preventDefault()}
      >
        {children}
      </button>
      <p className="by2" id={id}>
        {why}
      </p>
    </>
  );
};

/** A link that looks like an act because it leads to one. */
export const ButtonLink = ({ look, small, to, children }: Look & { readonly to: string; readonly children: ReactNode }) => (
  <Link to={to} className={classOf({ ...(look && { look }), ...(small !== undefined && { small }) })}>
    {children}
  </Link>
);
