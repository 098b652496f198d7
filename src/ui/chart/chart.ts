import { type Content, type Html, html } from "../../kernel/html.ts";
import { table } from "../table/table.ts";

export type ChartFrame = {
  /** For the ids inside; one of its own for each chart of a page. */
  readonly id: string;
  readonly title: Content;
  /** Unit, days counted, where the axis starts. */
  readonly words: Content;
  /** What the drawing says, in a sentence: heard instead of seen. */
  readonly story: string;
  /** The same numbers as a table. */
  readonly columns: { readonly caption: Content; readonly label: Content; readonly figure: Content };
  /** Instead of that table: one with more columns, which holds the same numbers too. */
  readonly numbers?: Html;
};

/** The place of a drawing; units are those of its view box. */
export type Canvas = { readonly width: number; readonly height: number; readonly isPhone: boolean };

type Row = { readonly label: Content; readonly figure: Content };

/** One drawing for phones, one for the rest, and the numbers as a table beside. */
export function chartFrame(frame: ChartFrame, rows: readonly Row[], draw: (canvas: Canvas) => Html): Html {
  const { title, words, columns } = frame;
  const numbers =
    frame.numbers ??
    table({
      caption: columns.caption,
      columns: [
        { label: columns.label, cell: (row: Row) => row.label, head: true },
        { label: columns.figure, cell: (row: Row) => row.figure, number: true },
      ],
      rows,
    });
  return html`<div class="split split--even"><figure class="chart"><figcaption>${title}<span>${words}</span></figcaption>${drawing(frame, { width: 480, height: 360, isPhone: false }, draw)}${drawing(frame, { width: 340, height: 320, isPhone: true }, draw)}</figure><div>${numbers}</div></div>`;
}

function drawing({ id, story }: ChartFrame, canvas: Canvas, draw: (canvas: Canvas) => Html): Html {
  const name = canvas.isPhone ? "phone" : "desk";
  return html`<svg class="chart__${name}" viewBox="0 0 ${canvas.width} ${canvas.height}" role="img" aria-labelledby="${id}-${name}"><title id="${id}-${name}">${story}</title>${draw(canvas)}</svg>`;
}
