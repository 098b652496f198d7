import { type Content, type Html, html } from "../../kernel/html.ts";
import { type StatusKind, status, statusShape } from "../status/status.ts";

export type WeekPart = { readonly name: Content; readonly kind: StatusKind; readonly word: Content };

export type WeekCell = {
  readonly kind: StatusKind;
  readonly word: Content;
  /** Only what can be chosen is a link; the whole cell is. */
  readonly href?: string | undefined;
  readonly parts?: readonly WeekPart[];
  readonly note?: Content;
};

export type WeekRow = {
  /** 12月1日（火）, for screen readers. */
  readonly spoken: Content;
  readonly month?: Content;
  readonly day: Content;
  readonly weekday: Content;
  readonly isToday?: boolean;
  readonly cells: readonly WeekCell[];
};

/** A week of one space: rows are days, columns are bands, so that a phone fits it without turning. */
export function week(props: {
  readonly caption: Content;
  readonly dayLabel: Content;
  readonly columns: readonly { readonly name: Content; readonly hours?: Content }[];
  readonly rows: readonly WeekRow[];
  readonly partsLabel: string;
}): Html {
  const head = props.columns.map(
    ({ name, hours }) => html`<th scope="col">${name}${hours && html`<small>${hours}</small>`}</th>`,
  );
  const body = props.rows.map(
    (row) =>
      html`<tr${row.isToday ? html` data-now` : ""}><th scope="row"><span class="vh">${row.spoken}</span><span aria-hidden="true"><small>${row.month}</small><b>${row.day}</b><small>${row.weekday}</small></span></th>${row.cells.map((one) => html`<td>${cell(one, props.partsLabel)}</td>`)}</tr>`,
  );
  return html`<table class="week"><caption>${props.caption}</caption><thead><tr><th scope="col">${props.dayLabel}</th>${head}</tr></thead><tbody>${body}</tbody></table>`;
}

function cell({ kind, word, href, parts = [], note }: WeekCell, partsLabel: string): Html {
  const inside = html`${status(kind, word)}${parts.length > 0 && thirds(parts, partsLabel)}${note && html`<span class="note">${note}</span>`}`;
  const look = kind === "closed" ? " band-cell--closed" : kind === "draw" ? " band-cell--draw" : "";
  if (href !== undefined) return html`<a class="band-cell${look}" href="${href}">${inside}</a>`;
  return html`<div class="band-cell${look || " band-cell--taken"}">${inside}</div>`;
}

/** The parts of a hall as small boxes, in the order of the floor plan. */
function thirds(parts: readonly WeekPart[], label: string): Html {
  const items = parts.map(
    ({ name, kind, word }) =>
      html`<li class="${kind === "free" ? "" : "is-taken"}"><span class="vh">${name}：</span>${statusShape(kind)}<span class="vh">${word}</span><span class="thirds__name" aria-hidden="true">${name}</span></li>`,
  );
  return html`<ul class="thirds" aria-label="${label}">${items}</ul>`;
}

export function legend(
  items: readonly { readonly kind: StatusKind; readonly word: Content; readonly meaning: Content }[],
): Html {
  return html`<ul class="legend">${items.map(({ kind, word, meaning }) => html`<li>${status(kind, word)}<span>${meaning}</span></li>`)}</ul>`;
}
