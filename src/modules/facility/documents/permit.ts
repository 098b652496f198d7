import { paperOf } from "../../../kernel/documents/paper.ts";
import { renderPdf } from "../../../kernel/documents/render-pdf.ts";
import type { Locale } from "../../../kernel/i18n/locales.ts";
import type { Yen } from "../../../kernel/money/yen.ts";
import type { CivilDate } from "../../../kernel/time/civil-date.ts";
import { formatDate } from "../../../kernel/time/format-date.ts";
import type { AmountLine, Holder, Issuer, UseOfSpace } from "./types.ts";
import { amountTable, holderLines, timeText, wordsFor } from "./words.ts";

/** What stands on a 使用許可書. Texts are in the document's language; those of people as entered. */
export type PermitProps = {
  readonly locale: Locale;
  readonly number: string;
  readonly issuedOn: CivilDate;
  readonly bookedOn: CivilDate;
  readonly issuer: Issuer;
  readonly holder: Holder;
  readonly use: UseOfSpace;
  readonly category?: string | undefined;
  readonly purpose: string;
  readonly people: number;
  /** What was answered to the facility's own questions. */
  readonly answers?: readonly { readonly label: string; readonly value: string }[] | undefined;
  /** Empty if the use is free from the start. */
  readonly lines: readonly AmountLine[];
  readonly total: Yen;
  /** When the money was received; undefined if there was none to pay. */
  readonly paidOn: CivilDate | undefined;
  readonly conditions: readonly string[];
  /** By what the city permits: 公共ホール条例　第4条. */
  readonly article: string | undefined;
  /** Amounts and telephone numbers are invented. */
  readonly sample: boolean;
};

/** 使用許可書, A4, tagged. */
export function renderPermit(props: PermitProps): Promise<Uint8Array<ArrayBuffer>> {
  return renderPdf({ template: new URL("./permit.typ", import.meta.url), data: permitData(props) });
}

function permitData(props: PermitProps) {
  const t = wordsFor(props.locale);
  const day = (date: CivilDate) => formatDate(date, t.locale, { weekday: false });
  const { issuer, use, number, sample } = props;
  const { heading, rows, total } = amountTable(t, props.lines, props.total);
  return {
    paper: paperOf(t, {
      title: t.text("facility.permit.title"),
      author: issuer.city,
      foot: t.text("facility.permit.foot", { city: issuer.city, number }),
      sample,
    }),
    article: props.article === undefined ? "" : t.text("facility.permit.by-article", { article: props.article }),
    number: t.text("facility.permit.number", { number }),
    issuedOn: day(props.issuedOn),
    holder: holderLines(t, props.holder),
    issuer: issuer.signs,
    grant: t.text("facility.permit.grant", { day: day(props.bookedOn) }),
    facts: [
      { label: t.text("facility.document.facility"), value: use.facility },
      { label: t.text("facility.document.space"), value: use.space, main: true },
      { label: t.text("facility.document.time"), value: timeText(t, use), main: true },
      ...(props.category === undefined ? [] : [{ label: t.text("facility.document.category"), value: props.category }]),
      { label: t.text("facility.document.purpose"), value: props.purpose },
      {
        label: t.text("facility.document.people"),
        value: t.text("facility.document.people-count", { people: props.people }),
      },
      ...(props.answers ?? []),
    ],
    fee: {
      title: t.text("facility.document.fee"),
      heading,
      lines: rows,
      total,
      words:
        props.paidOn === undefined
          ? t.text("facility.permit.free")
          : t.text("facility.permit.paid", { day: day(props.paidOn) }),
    },
    conditions: {
      title: t.text("facility.permit.conditions"),
      list: props.conditions,
    },
    closing: [
      `${t.text("facility.document.contact")}　${issuer.contact}`,
      t.locale === "en" ? t.text("facility.permit.translation") : "",
      sample ? t.text("facility.document.sample") : "",
    ],
  };
}
