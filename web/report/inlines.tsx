import { Fragment } from "react";
import type { Inline, Sentence } from "#shared/report/model.ts";
import { Hash } from "#web/patterns/hash.tsx";

/** What stands in a sentence: text, vessels in italics, marks of notes and references to blocks, both as links. */
export const Inlines = ({ of }: { readonly of: readonly Inline[] }) =>
  of.map((one, at) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the text is drawn whole and holds no state
    <Fragment key={at}>
      <InlineOf one={one} />
    </Fragment>
  ));

const InlineOf = ({ one }: { readonly one: Inline }) => {
  if (one.kind === "note")
    return (
      <sup>
        <a href={`#note-${one.number}`}>{one.number}</a>
      </sup>
    );
  if (one.kind === "reference") return <a href={`#${one.to}`}>{one.text}</a>;
  if (one.style === "vessel") return <i className="v">{one.text}</i>;
  if (one.style === "hash") return /^[0-9a-f]{64}$/.test(one.text) ? <Hash value={one.text} /> : <code>{one.text}</code>;
  if (one.style === "strong") return <b>{one.text}</b>;
  return one.text;
};

export const Sentences = ({ of }: { readonly of: readonly Sentence[] }) =>
  of.map((one, at) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the text is drawn whole and holds no state
    <Fragment key={at}>
      {at === 0 ? null : " "}
      <Inlines of={one.inlines} />
    </Fragment>
  ));
