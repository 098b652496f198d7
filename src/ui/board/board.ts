import { type Content, type Html, html } from "../../kernel/html.ts";
import { type Block, blocksOf, columnsOf } from "./blocks.ts";
import { boardList } from "./board-list.ts";
import { entry } from "./entry.ts";
import { nowLine } from "./now-line.ts";

export type BoardBar = {
  /** Hours since midnight; 9.5 is 9:30. Drawn to the quarter of an hour. */
  readonly fromHour: number;
  readonly toHour: number;
  /** in: people are inside · ok: booked · unpaid · own: the city itself · closed */
  readonly look: "in" | "ok" | "unpaid" | "own" | "closed";
  readonly title: Content;
  readonly words?: Content;
  readonly href?: string | undefined;
  /** Rooms below that the same booking takes too, this one included. */
  readonly rooms?: number;
};

/** A free time that can be booked from here. */
export type BoardFree = {
  readonly fromHour: number;
  readonly toHour: number;
  readonly href: string;
  readonly label: string;
};

export type BoardRoom = {
  readonly name: Content;
  readonly words?: Content;
  readonly bars: readonly BoardBar[];
  readonly free: readonly BoardFree[];
  /** Where to choose among free times that follow one another: on a phone they stand as one. */
  readonly choose?: { readonly href: string; readonly label: (fromHour: number, toHour: number) => string };
};

export type BoardPlace = { readonly name: Content; readonly rooms: readonly BoardRoom[] };

export type BoardProps = {
  readonly caption: Content;
  readonly region: string;
  readonly corner: Content;
  /** Whole hours, one after the other. */
  readonly hours: readonly number[];
  readonly hourName: (hour: number) => Content;
  /** As short as it can be: 9–12時. */
  readonly rangeName: (fromHour: number, toHour: number) => Content;
  readonly places: readonly BoardPlace[];
  /** What staff do with a free time, and what it is called. */
  readonly freeWord: Content;
  readonly vacantWord: Content;
  /** The line of now runs behind the entries. */
  readonly now?: { readonly hour: number; readonly label: string };
};

/** Rooms by hours. On a phone the same as a list below each room. */
export function board(props: BoardProps): Html {
  const { hours, places, now } = props;
  const columns = columnsOf(hours, places);
  const head = hours.map((hour) => html`<th scope="col" colspan="${columns.perHour}">${props.hourName(hour)}</th>`);
  const bodies = places.map(
    ({ name, rooms }) =>
      html`<tbody class="place"><tr><th class="place__name" scope="rowgroup">${name}</th><td colspan="${hours.length * columns.perHour}"></td></tr></tbody><tbody>${rooms.map((room, at) => row(room, blocksOf(rooms, columns)[at] ?? []))}</tbody>`,
  );
  return html`<div class="board-scroll board--wide" role="region" aria-label="${props.region}" tabindex="0"><div class="board-in"><table class="board"><caption class="vh">${props.caption}</caption><thead><tr><th scope="col">${props.corner}</th>${head}</tr></thead>${bodies}</table>${now && nowLine(hours, now)}</div></div>${boardList(props)}`;
}

function row({ name, words }: BoardRoom, blocks: readonly Block[]): Html {
  return html`<tr><th scope="row"><b>${name}</b>${words && html`<span class="doorline">${words}</span>`}</th>${blocks.map(cell)}</tr>`;
}

function cell({ columns, bar, free }: Block): Html {
  const rows = bar?.rooms ?? 1;
  const spans = html`${columns > 1 && html` colspan="${columns}"`}${rows > 1 && html` rowspan="${rows}"`}`;
  if (bar !== undefined) return html`<td${spans}>${entry(bar)}</td>`;
  if (free === undefined) return html`<td${spans}></td>`;
  return html`<td${spans}><a class="add" href="${free.href}" aria-label="${free.label}"><span aria-hidden="true">＋</span></a></td>`;
}
