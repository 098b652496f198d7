import { type Content, type Html, html } from "../../kernel/html.ts";

export type Column<Row> = {
  readonly label: Content;
  readonly cell: (row: Row) => Content;
  readonly number?: boolean;
  /** This column names the row. */
  readonly head?: boolean;
  /** Only where there is room: what the row's own page says as well. */
  readonly isWide?: boolean;
  /** The label is for screen readers only: a column of buttons. */
  readonly quiet?: boolean;
};

/**
 * A table with room to breathe. On a phone each row becomes a short list, so that nothing scrolls sideways; the roles are
 * written out because browsers forget that it is a table when it is laid out otherwise.
 */
export function table<Row>(props: {
  readonly caption: Content;
  readonly captionHidden?: boolean;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly isNow?: (row: Row) => boolean;
  /** Few narrow columns of figures: stays a table on a phone, so that they can be compared. */
  readonly isNarrow?: boolean;
}): Html {
  const { caption, captionHidden, columns, rows, isNow, isNarrow } = props;
  const head = columns.map(
    ({ label, number, quiet }) =>
      html`<th scope="col" role="columnheader"${number ? html` class="num"` : ""}>${quiet ? html`<span class="vh">${label}</span>` : label}</th>`,
  );
  const body = rows.map(
    (row) =>
      html`<tr role="row"${isNow?.(row) ? html` data-now` : ""}>${columns.map((column) => cell(column, row))}</tr>`,
  );
  return html`<table class="table${isNarrow ? "" : " table--list"}" role="table"><caption${captionHidden ? html` class="vh"` : ""}>${caption}</caption><thead role="rowgroup"><tr role="row">${head}</tr></thead><tbody role="rowgroup">${body}</tbody></table>`;
}

function cell<Row>({ label, cell: content, number, head, quiet, isWide }: Column<Row>, row: Row): Html {
  const value = content(row);
  if (head) return html`<th scope="row" role="rowheader">${value}</th>`;
  if (quiet) return html`<td role="cell" class="table__quiet">${value}</td>`;
  if (value === undefined || value === "") return html`<td role="cell" class="table__none"></td>`;
  const classes = [number ? "num" : "", isWide ? "table__wide" : ""].filter(Boolean).join(" ");
  return html`<td role="cell"${classes === "" ? "" : html` class="${classes}"`}><span class="table__label" aria-hidden="true">${label}</span><span class="table__value">${value}</span></td>`;
}
