import { type Content, type Html, html } from "../../kernel/html.ts";
import { icon } from "../icon/icon.ts";
import type { BoardBar, BoardProps, BoardRoom } from "./board.ts";
import { entry } from "./entry.ts";

/** The board for phones: each room with its day in order. What takes several rooms stands at each of them. */
export function boardList({ places, freeWord, hourName }: BoardProps): Html {
  const rows = places.map(
    ({ name, rooms }) =>
      html`<section><h3>${name}</h3>${rooms.map((room, at) => roomList(room, barsAt(rooms, at), { freeWord, hourName }))}</section>`,
  );
  return html`<div class="board-list">${rows}</div>`;
}

/** The room's own entries, and those of rooms above that reach down to it. */
export function barsAt(rooms: readonly BoardRoom[], at: number): readonly BoardBar[] {
  return rooms.slice(0, at + 1).flatMap(({ bars }, above) => bars.filter(({ rooms: takes = 1 }) => above + takes > at));
}

function roomList(
  room: BoardRoom,
  bars: readonly BoardBar[],
  { freeWord, hourName }: Pick<BoardProps, "freeWord" | "hourName">,
): Html {
  const line = (from: number, to: number, what: Content) => ({
    from,
    item: html`<li><span class="board-list__time">${hourName(from)}–${hourName(to)}</span>${what}</li>`,
  });
  const lines = [
    ...bars.map((bar) => line(bar.fromHour, bar.toHour, entry(bar))),
    ...room.free.map(({ fromHour, toHour, href, label }) =>
      line(
        fromHour,
        toHour,
        html`<a class="board-list__free" href="${href}" aria-label="${label}">${icon("i-calendar", "s")}<span>${freeWord}</span></a>`,
      ),
    ),
  ].sort((a, b) => a.from - b.from);
  return html`<section><h4>${room.name}</h4>${room.words && html`<p class="doorline">${room.words}</p>`}<ul>${lines.map(({ item }) => item)}</ul></section>`;
}
