import { paperOf } from "../../../kernel/documents/paper.ts";
import { renderPdf } from "../../../kernel/documents/render-pdf.ts";
import { translator } from "../../../kernel/i18n/translate.ts";

export type MonthReportProps = {
  readonly city: string;
  readonly title: string;
  /** Who closed and who confirmed it, or that it can still change. */
  readonly stand: string;
  readonly explanation: string;
  readonly rule: string;
  readonly heading: readonly string[];
  readonly rows: readonly { readonly isTotal: boolean; readonly cells: readonly string[] }[];
  readonly sample: boolean;
};

/** 収納報告 for 会計課, A4 across, tagged. A paper of the city for itself: Japanese. */
export function renderMonthReport(props: MonthReportProps): Promise<Uint8Array<ArrayBuffer>> {
  const t = translator("ja");
  const { city, title, sample, ...data } = props;
  return renderPdf({
    template: new URL("./month-report.typ", import.meta.url),
    data: {
      ...data,
      paper: paperOf(t, { title, author: city, foot: `${city}　${title}`, sample }),
      explained: t.text("payment.staff.month.explanation"),
    },
  });
}
