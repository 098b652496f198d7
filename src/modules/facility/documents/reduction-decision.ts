import { paperOf } from "../../../kernel/documents/paper.ts";
import { renderPdf } from "../../../kernel/documents/render-pdf.ts";
import type { Locale } from "../../../kernel/i18n/locales.ts";
import { formatYen } from "../../../kernel/money/format-yen.ts";
import type { Yen } from "../../../kernel/money/yen.ts";
import type { CivilDate } from "../../../kernel/time/civil-date.ts";
import { formatDate } from "../../../kernel/time/format-date.ts";
import type { AmountLine, Holder, Issuer, UseOfSpace } from "./types.ts";
import { amountTable, holderLines, timeText, wordsFor } from "./words.ts";

/** What stands on a 減免決定通知書. Texts are in the document's language; those of people as entered. */
export type ReductionDecisionProps = {
  readonly locale: Locale;
  readonly number: string;
  readonly appliedOn: CivilDate;
  readonly decidedOn: CivilDate;
  readonly issuer: Issuer;
  readonly holder: Holder;
  readonly use: UseOfSpace;
  /** The reduction's name, and the rule it rests on. */
  readonly reduction: string;
  readonly article: string;
  readonly outcome:
    | { readonly kind: "granted"; readonly before: Yen; readonly total: Yen; readonly lines: readonly AmountLine[] }
    | { readonly kind: "refused"; readonly reason: string };
  readonly sample: boolean;
};

/** A4, tagged. A refusal says where and until when one can object (行政不服審査法 82条, 行政事件訴訟法 46条). */
export function renderReductionDecision(props: ReductionDecisionProps): Promise<Uint8Array<ArrayBuffer>> {
  return renderPdf({ template: new URL("./reduction-decision.typ", import.meta.url), data: decisionData(props) });
}

function decisionData(props: ReductionDecisionProps) {
  const t = wordsFor(props.locale);
  const { issuer, use, outcome, number, sample } = props;
  const day = (date: CivilDate) => formatDate(date, t.locale, { weekday: false });
  const isGranted = outcome.kind === "granted";
  const { heading, rows, total } = amountTable(t, isGranted ? outcome.lines : [], isGranted ? outcome.total : 0);
  const money = isGranted
    ? [
        { label: t.text("facility.reduction.letter.before"), value: formatYen(outcome.before, t.locale) },
        { label: t.text("facility.reduction.letter.off"), value: formatYen(outcome.before - outcome.total, t.locale) },
        { label: t.text("facility.reduction.letter.after"), value: formatYen(outcome.total, t.locale), main: true },
      ]
    : [{ label: t.text("facility.reduction.letter.reason"), value: outcome.reason, main: true }];
  return {
    paper: paperOf(t, {
      title: t.text(`facility.reduction.letter.title-${outcome.kind}`),
      author: issuer.city,
      foot: t.text("facility.reduction.letter.foot", { city: issuer.city, number }),
      sample,
    }),
    article: t.text("facility.permit.by-article", { article: props.article }),
    number: t.text("facility.number", { number }),
    issuedOn: day(props.decidedOn),
    holder: holderLines(t, props.holder),
    issuer: issuer.signs,
    decision: t.text(`facility.reduction.letter.words-${outcome.kind}`, { day: day(props.appliedOn) }),
    facts: [
      { label: t.text("facility.document.facility"), value: use.facility },
      { label: t.text("facility.document.space"), value: use.space },
      { label: t.text("facility.document.time"), value: timeText(t, use) },
      { label: t.text("facility.reduction.letter.reduction"), value: props.reduction },
      ...money,
    ],
    fee: { title: t.text("facility.document.fee"), heading, lines: rows, total },
    remedies: {
      title: t.text("facility.reduction.letter.remedies"),
      list: isGranted
        ? []
        : [
            t.text("facility.reduction.letter.review", { city: issuer.city }),
            t.text("facility.reduction.letter.suit", { city: issuer.city }),
          ],
    },
    closing: [
      `${t.text("facility.document.contact")}　${issuer.contact}`,
      t.locale === "en" ? t.text("facility.reduction.letter.translation") : "",
      sample ? t.text("facility.document.sample") : "",
    ],
  };
}
