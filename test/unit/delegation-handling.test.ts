import { expect, test } from "vitest";
import { handlingOf, shownItem } from "#functions/delegation/submission.ts";
import type { Item } from "#shared/ports.ts";

const key = { pk: "SUBMISSION#GB#GB-001", sk: "ITEM#1", schema: 1 };
const handling = (tlp: string) => ({ classification: "confidential", tlp, panelOnly: true, attribution: "none" });

test("a file follows the handling of its submission, also as it is changed later, unless it was given its own", () => {
  const draft: Item = { ...key, handling: handling("AMBER") };
  const tightened: Item = { ...key, handling: handling("RED") };
  const follows: Item = { ...key };
  const own: Item = { ...key, handling: handling("GREEN") };
  expect([draft, tightened].map((submission) => handlingOf(follows, submission))).toEqual([handling("AMBER"), handling("RED")]);
  expect(handlingOf(own, tightened)).toEqual(handling("GREEN"));
  expect(shownItem(follows, tightened).handling).toEqual(handling("RED"));
});
