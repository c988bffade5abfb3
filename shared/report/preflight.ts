import { imoCheck } from "../domain/vessels.ts";
import { plain } from "./inlines.ts";
import type { ReportModel } from "./model.ts";
import { FORM_RULES } from "./preflight-form.ts";
import { type Fault, type Known, paragraphsOf, type Rules, sentencesOf, textOf } from "./preflight-places.ts";
import { SOURCE_RULES } from "./preflight-sources.ts";

export type { Fault } from "./preflight-places.ts";

/** Rules on what the Panel adopted: they go back to the Panel. */
const SUBSTANCE_RULES: Rules = {
  P05: {
    severity: "blocks",
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
  P08: {
    severity: "blocks",
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
    says: "A sentence is handled more strictly than the file it stands in.",
    check: (model) =>
      model.kind === "report"
        ? paragraphsOf(model).flatMap((block) =>
            block.sentences.filter((one) => one.handling !== "unclassified").map(() => ({ where: `paragraph ${block.number}` })),
          )
        : [],
  },
  P13: {
    severity: "warns",
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
    says: "The check digit of an IMO number is wrong: {given}.",
    check: (model) =>
      model.findings.flatMap((finding) =>
        finding.vessels
          .flatMap((one) => [one.imo, ...one.excluded.map((other) => other.imo)])
          .filter((imo) => imo !== undefined && !imoCheck(imo))
          .map((imo) => ({ where: finding.caseId, params: { given: imo ?? "" } })),
      ),
  },
  P18: {
    severity: "blocks",
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
  P33: {
    severity: "blocks",
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
    says: "A recommendation says what is recommended and to whom: {given}.",
    check: (model) =>
      model.findings.flatMap((finding) =>
        finding.recommendations
          .filter((one) => one.addressee.trim() === "" || !/\brecommends?\b/i.test(one.text))
          .map((one) => ({ where: finding.caseId, params: { given: one.text.slice(0, 80) } })),
      ),
  },
};

const RULES = Object.entries({ ...FORM_RULES, ...SUBSTANCE_RULES, ...SOURCE_RULES }).toSorted(([a], [b]) => (a < b ? -1 : 1));

/** Holds a report against the rules of its form. The same model gives the same faults in the same order. */
export const preflight = (model: ReportModel, known: Known = {}): readonly Fault[] =>
  RULES.flatMap(([code, { severity, says, check }]) =>
    check(model, known).map(({ where, params = {} }) => ({ code, severity, where, params, says })),
  );

export const blocking = (faults: readonly Fault[]): readonly Fault[] => faults.filter((one) => one.severity === "blocks");
