import { FORMAT } from "../domain/format.ts";
import { imoCheck } from "../domain/vessels.ts";
import { strengthOf } from "../domain/wording.ts";
import { plain } from "./inlines.ts";
import type { FindingRecord, ReportModel } from "./model.ts";
import { type Found, matching, paragraphsOf, type Rules, sentencesOf, statements, textOf, written } from "./preflight-places.ts";

/** Adopted sentences with the claims that they name. */
const adopted = (model: ReportModel) =>
  statements(model).flatMap(({ where, text, sentence }) => {
    const finding = model.findings.find((one) => one.caseId === sentence.finding);
    if (finding === undefined) return [];
    return [{ where, text, sentence, finding, claims: finding.claims.filter((one) => sentence.claims.includes(one.id)) }];
  });

/** Replies that are not printed word for word, silences that are not told. */
const repliesMissing = (model: ReportModel, finding: FindingRecord): readonly Found[] => {
  const blocks = model.blocks.filter((block) => "finding" in block && block.finding === finding.caseId);
  if (blocks.length === 0) return [];
  const quoted = blocks.flatMap((block) => (block.kind === "quotation" && block.of === "reply" ? [block.text] : []));
  const said = blocks.map((block) => textOf(sentencesOf(block))).join("\n");
  const silent = /No reply had been received/.test(said);
  const missing = finding.replies.filter((one) =>
    one.text === undefined ? !silent || !said.includes(one.state) : !quoted.includes(one.text),
  );
  const untold = finding.replies.length === 0 && !said.includes(FORMAT.en.sentences.nobodyAsked);
  return [
    ...missing.map((one) => ({ where: finding.caseId, params: { given: one.state } })),
    ...(untold ? [{ where: finding.caseId, params: { given: "nobody asked" } }] : []),
  ];
};

/** Rules on what the Panel adopted: they go back to the Panel. */
export const SUBSTANCE_RULES: Rules = {
  P05: {
    severity: "blocks",
    mends: "Panel",
    says: "Every adopted sentence that says more than an absence names its claims.",
    check: (model) =>
      paragraphsOf(model).flatMap((block) =>
        block.sentences
          .filter(
            (one) =>
              one.finding !== undefined &&
              one.claims.some(
                (claim) =>
                  !model.findings.some(
                    (finding) => finding.caseId === one.finding && finding.claims.some((known) => known.id === claim),
                  ),
              ),
          )
          .map((one) => ({ where: `paragraph ${block.number}`, params: { sentence: one.id ?? "" } })),
      ),
  },
  P06: {
    severity: "blocks",
    mends: "Panel",
    says: "Every exhibit that is cited has a hash and a version in the store: {given}.",
    check: (model) => {
      const known = new Map(model.findings.flatMap((finding) => finding.exhibits).map((one) => [one.ref, one]));
      const cited = new Set([
        ...model.notes.flatMap((note) => note.exhibits),
        ...model.findings.flatMap((finding) => finding.claims.flatMap((claim) => claim.exhibits)),
      ]);
      return [...cited]
        .filter((ref) => !/^[0-9a-f]{64}$/.test(known.get(ref)?.sha256 ?? "") || !known.get(ref)?.version)
        .map((given) => ({ where: "annex I", params: { given } }));
    },
  },
  P07: {
    severity: "blocks",
    mends: "Panel",
    says: "A sentence {says} and rests on {origins} independent origins; {needed} are needed, and a case under investigation confirms nothing.",
    check: (model) =>
      adopted(model).flatMap(({ where, text, finding, claims }) => {
        const { strength, name } = strengthOf(text);
        const weakest = claims.toSorted((a, b) => a.origins - b.origins)[0];
        if (weakest === undefined) return [];
        const { origins, needed } = weakest;
        const open = finding.standing === "under investigation" ? 2 : 3;
        const carried = origins === 0 ? 0 : origins < needed ? 1 : open;
        return strength > carried ? [{ where, params: { says: name, origins, needed } }] : [];
      }),
  },
  P08: {
    severity: "blocks",
    mends: "Panel",
    says: "Likelihood and confidence do not stand in one sentence.",
    check: (model) =>
      paragraphsOf(model).flatMap((block) =>
        block.sentences
          .filter(
            ({ inlines }) =>
              /\b(?:un)?likely\b|\bprobabl[ey]\b/i.test(plain(inlines)) &&
              /\b(?:high|moderate|medium|low) confidence\b/i.test(plain(inlines)),
          )
          .map(() => ({ where: `paragraph ${block.number}` })),
      ),
  },
  P11: {
    severity: "blocks",
    mends: "Panel",
    says: "A sentence is handled more strictly than the file it stands in.",
    check: (model) =>
      model.kind === "report"
        ? paragraphsOf(model).flatMap((block) =>
            block.sentences.filter((one) => one.handling !== "unclassified").map(() => ({ where: `paragraph ${block.number}` })),
          )
        : [],
  },
  P12: {
    severity: "blocks",
    mends: "officer",
    says: "A vessel is called designated that no list of the Committee has: {given}.",
    check: (model) => {
      const listed = model.findings.flatMap((one) => one.vessels).some((vessel) => vessel.listedByCommittee === true);
      return listed ? [] : matching(written(model), /\bdesignated (?:vessel|ship)s?\b/iu);
    },
  },
  P13: {
    severity: "warns",
    mends: "Panel",
    says: "A vessel is named without an IMO number: {given}.",
    check: (model) =>
      model.findings.flatMap((finding) =>
        finding.vessels
          .filter((one) => one.imo === undefined)
          .map((one) => ({ where: finding.caseId, params: { given: one.name } })),
      ),
  },
  P14: {
    severity: "blocks",
    mends: "Panel",
    says: "The check digit of an IMO number is wrong: {given}.",
    check: (model) =>
      model.findings.flatMap((finding) =>
        finding.vessels
          .flatMap((one) => [one.imo, ...one.excluded.map((other) => other.imo)])
          .filter((imo) => imo !== undefined && !imoCheck(imo))
          .map((imo) => ({ where: finding.caseId, params: { given: imo ?? "" } })),
      ),
  },
  P15: {
    severity: "blocks",
    mends: "Panel",
    says: "A look-alike or namesake is told apart with a reason and is not the vessel itself: {given}.",
    check: (model) =>
      model.findings.flatMap((finding) =>
        finding.vessels.flatMap((vessel) =>
          vessel.excluded
            .filter((one) => one.why.trim() === "" || (one.imo !== undefined && one.imo === vessel.imo))
            .map((one) => ({ where: finding.caseId, params: { given: one.name } })),
        ),
      ),
  },
  P16: {
    severity: "blocks",
    mends: "Panel",
    says: "A reply stands word for word with its finding, or that there is none: {given}.",
    check: (model) => (model.kind === "report" ? model.findings.flatMap((finding) => repliesMissing(model, finding)) : []),
  },
  P18: {
    severity: "blocks",
    mends: "Panel",
    says: "What is not known about a claim does not stand with its finding: {given}.",
    check: (model) => {
      const body = model.blocks
        .map((block) => textOf(sentencesOf(block)))
        .join("\n")
        .toLowerCase();
      return model.kind !== "report"
        ? []
        : model.findings.flatMap((finding) =>
            finding.unknowns
              .filter(
                (one) =>
                  !body.includes(
                    one
                      .trim()
                      .replace(/[.;,]+$/, "")
                      .toLowerCase(),
                  ),
              )
              .map((given) => ({ where: finding.caseId, params: { given } })),
          );
    },
  },
  P19: {
    severity: "blocks",
    mends: "Panel",
    says: "What is inferred, attributed or counted is written as if it had been seen: {given}.",
    check: (model) =>
      adopted(model).flatMap(({ where, text, claims }) =>
        claims.length > 0 &&
        claims.every((one) => ["inference", "attribution", "count"].includes(one.kind)) &&
        strengthOf(text).strength === 3
          ? [{ where, params: { given: text.slice(0, 80) } }]
          : [],
      ),
  },
  P20: {
    severity: "blocks",
    mends: "Panel",
    says: "A count stands with a note that says where it comes from: {given}.",
    check: (model) =>
      adopted(model).flatMap(({ where, text, sentence, claims }) =>
        where !== "summary" &&
        strengthOf(text).strength > 0 &&
        claims.some((one) => one.kind === "count") &&
        !sentence.inlines.some((one) => one.kind === "note")
          ? [{ where, params: { given: text.slice(0, 80) } }]
          : [],
      ),
  },
  P32: {
    severity: "blocks",
    mends: "officer",
    says: "An obligation whose paragraph number is not verified is printed with that mark: {given}.",
    check: (model) => {
      const rows = model.annexes.flatMap((annex) => annex.blocks).flatMap((block) => (block.kind === "table" ? block.rows : []));
      const heads = rows.map((cells) => (cells[0] ?? []).map(plain).join(" "));
      const bare = (given: string) =>
        heads.some((head) => head.toLowerCase().includes(given.toLowerCase()) && !head.includes(FORMAT.en.sentences.notVerified));
      return model.findings
        .flatMap((finding) => finding.obligations)
        .filter((one) => !one.verified && bare(one.citation))
        .map((one) => ({ where: "annex", params: { given: one.citation } }));
    },
  },
  P33: {
    severity: "blocks",
    mends: "officer",
    says: "A figure has a source line, an alternative text and a licence: {given}.",
    check: (model) =>
      model.blocks.flatMap((block) => {
        if (block.kind !== "figure") return [];
        const lacks = [
          block.source.trim() === "" && "source",
          block.alt.trim() === "" && "alternative text",
          !block.licence?.trim() && "licence",
        ].filter((one) => one !== false);
        return lacks.length === 0 ? [] : [{ where: `figure ${block.number}`, params: { given: `no ${lacks.join(", no ")}` } }];
      }),
  },
  P39: {
    severity: "blocks",
    mends: "Panel",
    says: "A recommendation says what is recommended and to whom: {given}.",
    check: (model) =>
      model.findings.flatMap((finding) =>
        finding.recommendations
          .filter((one) => one.addressee.trim() === "" || !/\brecommends?\b/i.test(one.text))
          .map((one) => ({ where: finding.caseId, params: { given: one.text.slice(0, 80) } })),
      ),
  },
};
