import { Empty, Read } from "#web/patterns/states.tsx";
import { usePageTitle } from "#web/shell/title.ts";
import { AskedRow } from "./asked.tsx";
import { useAskedList } from "./data.ts";

interface Words {
  readonly title: string;
  readonly none: string;
  readonly noneSays: string;
}

/** Everything of one kind that the Panel asked the State, open ones first. */
export const AskedScreen = ({ kind, words }: { readonly kind: "letter" | "release"; readonly words: Words }) => {
  usePageTitle(words.title);
  const asked = useAskedList();
  return (
    <>
      <h1 tabIndex={-1}>{words.title}</h1>
      <Read from={asked}>
        {(all) => {
          const rows = all
            .filter((one) => one.kind === kind)
            .toSorted((one, other) => Number(one.answeredAt !== null) - Number(other.answeredAt !== null));
          if (rows.length === 0) return <Empty title={words.none} says={words.noneSays} />;
          return (
            <ul className="gates spaced">
              {rows.map((one) => (
                <AskedRow key={one.id} asked={one} />
              ))}
            </ul>
          );
        }}
      </Read>
    </>
  );
};
