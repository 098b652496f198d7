import { type Content, type Html, html } from "../../kernel/html.ts";
import { icon } from "../icon/icon.ts";

export type BoardBar = {
  /** Hours since midnight; whole. */
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

export type BoardRoom = {
  readonly name: Content;
  readonly words?: Content;
  readonly bars: readonly BoardBar[];
  /** Free times that can be booked from here. */
  readonly free: readonly {
    readonly fromHour: number;
    readonly toHour: number;
    readonly href: string;
    readonly label: string;
  }[];
};

/** Rooms by hours. On a phone the same as a list below each room. */
export function board(props: {
  readonly caption: Content;
  readonly region: string;
  readonly corner: Content;
  readonly hours: readonly number[];
  readonly hourName: (hour: number) => Content;
  readonly places: readonly { readonly name: Content; readonly rooms: readonly BoardRoom[] }[];
  readonly freeWord: Content;
}): Html {
  const { hours, places } = props;
  const head = hours.map((hour) => html`<th scope="col">${props.hourName(hour)}</th>`);
  const bodies = places.map(
    ({ name, rooms }) =>
      html`<tbody class="place"><tr><th class="place__name" scope="rowgroup">${name}</th><td colspan="${hours.length}"></td></tr></tbody><tbody>${rowsOf(rooms, hours)}</tbody>`,
  );
  return html`<div class="board-scroll board--wide" role="region" aria-label="${props.region}" tabindex="0"><div class="board-in"><table class="board"><caption class="vh">${props.caption}</caption><thead><tr><th scope="col">${props.corner}</th>${head}</tr></thead>${bodies}</table></div></div>${asList(props)}`;
}

function rowsOf(rooms: readonly BoardRoom[], hours: readonly number[]): Html[] {
  /** For each column: rows still covered by a bar that began above. */
  const covered = new Map<number, number>();
  return rooms.map((room) => {
    const cells: Html[] = [];
    for (let at = 0; at < hours.length; ) {
      const hour = hours[at] as number;
      if ((covered.get(hour) ?? 0) > 0) {
        covered.set(hour, (covered.get(hour) ?? 0) - 1);
        at += 1;
        continue;
      }
      const bar = room.bars.find(({ fromHour }) => fromHour === hour);
      const free = room.free.find(({ fromHour }) => fromHour === hour);
      const width = Math.max(1, Math.min((bar ?? free)?.toHour ?? hour + 1, (hours.at(-1) ?? hour) + 1) - hour);
      if (bar !== undefined) {
        for (let h = hour; h < hour + width; h++) covered.set(h, (bar.rooms ?? 1) - 1);
        cells.push(
          html`<td colspan="${width}"${(bar.rooms ?? 1) > 1 ? html` rowspan="${bar.rooms}"` : ""}>${entry(bar)}</td>`,
        );
      } else if (free !== undefined) {
        cells.push(
          html`<td colspan="${width}"><a class="add" href="${free.href}" aria-label="${free.label}"><span aria-hidden="true">＋</span></a></td>`,
        );
      } else cells.push(html`<td></td>`);
      at += width;
    }
    return html`<tr><th scope="row"><b>${room.name}</b>${room.words && html`<span class="doorline">${room.words}</span>`}</th>${cells}</tr>`;
  });
}

function entry({ look, title, words, href }: BoardBar): Html {
  const inside =
    look === "closed" ? html`<span>${title}</span>` : html`<b>${title}</b>${words && html`<span>${words}</span>`}`;
  return href === undefined
    ? html`<div class="entry entry--${look}">${inside}</div>`
    : html`<a class="entry entry--${look}" href="${href}">${inside}</a>`;
}

function asList({ places, freeWord, hourName }: Parameters<typeof board>[0]): Html {
  const rooms = places.flatMap(({ name, rooms: list }) => [
    html`<h3>${name}</h3>`,
    ...list.map((room) => roomList(room, freeWord, hourName)),
  ]);
  return html`<div class="board-list">${rooms}</div>`;
}

function roomList(room: BoardRoom, freeWord: Content, hourName: (hour: number) => Content): Html {
  const bars = room.bars.map((bar) => ({
    at: bar.fromHour,
    cell: html`<li><span class="board-list__time">${hourName(bar.fromHour)}–${hourName(bar.toHour)}</span>${entry(bar)}</li>`,
  }));
  const free = room.free.map((one) => ({
    at: one.fromHour,
    cell: html`<li><span class="board-list__time">${hourName(one.fromHour)}–${hourName(one.toHour)}</span><a class="board-list__free" href="${one.href}" aria-label="${one.label}">${icon("i-calendar", "s")}${freeWord}</a></li>`,
  }));
  const cells = [...bars, ...free].sort((a, b) => a.at - b.at).map(({ cell }) => cell);
  return html`<section><h4>${room.name}</h4>${room.words && html`<p class="doorline">${room.words}</p>`}<ul>${cells}</ul></section>`;
}
