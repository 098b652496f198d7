import { type Content, type Html, html } from "../../kernel/html.ts";
import { icon } from "../icon/icon.ts";
import { status } from "../status/status.ts";
import type { BoardBar, BoardFree, BoardProps, BoardRoom } from "./board.ts";
import { entry } from "./entry.ts";

/** The board for phones: each room with its day in order. What takes several rooms stands at each of them. */
export function boardList({ places, ...words }: BoardProps): Html {
  const rows = places.map(
    ({ name, rooms }) =>
      html`<section><h3>${name}</h3>${rooms.map((room, at) => roomList(room, barsAt(rooms, at), words))}</section>`,
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
  { freeWord, vacantWord, rangeName }: Pick<BoardProps, "freeWord" | "vacantWord" | "rangeName">,
): Html {
  const line = (from: number, to: number, what: Content) => ({
    from,
    item: html`<li><span class="board-list__time">${rangeName(from, to)}</span>${what}</li>`,
  });
  const lines = [
    ...bars.map((bar) => line(bar.fromHour, bar.toHour, entry(bar))),
    ...foldFree(room).map(({ fromHour, toHour, href, label }) =>
      line(
        fromHour,
        toHour,
        html`<span class="board-list__free">${status("free", vacantWord)}<a href="${href}" aria-label="${label}">${icon("i-calendar", "s")}<span>${freeWord}</span></a></span>`,
      ),
    ),
  ].sort((a, b) => a.from - b.from);
  return html`<section><h4>${room.name}</h4>${room.words && html`<p class="doorline">${room.words}</p>`}<ul>${lines.map(({ item }) => item)}</ul></section>`;
}

/** Free times without a gap between them as one, which leads to where the hours are chosen. */
export function foldFree({ free, choose }: BoardRoom): readonly BoardFree[] {
  if (choose === undefined) return free;
  const folded: BoardFree[] = [];
  for (const one of [...free].sort((a, b) => a.fromHour - b.fromHour)) {
    const last = folded.at(-1);
    if (last?.toHour !== one.fromHour) folded.push(one);
    else {
      const { fromHour } = last;
      const { toHour } = one;
      folded[folded.length - 1] = { fromHour, toHour, href: choose.href, label: choose.label(fromHour, toHour) };
    }
  }
  return folded;
}
