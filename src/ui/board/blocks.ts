import type { BoardBar, BoardFree, BoardPlace, BoardRoom } from "./board.ts";

/** One cell of a room's row: so many columns wide, with an entry, a free time, or nothing. */
export type Block = { readonly columns: number; readonly bar?: BoardBar; readonly free?: BoardFree };

export type Columns = { readonly perHour: 1 | 4; readonly first: number; readonly last: number };

/** One column an hour, or four where something begins or ends within one. */
export function columnsOf(hours: readonly number[], places: readonly BoardPlace[]): Columns {
  const times = places.flatMap(({ rooms }) =>
    rooms.flatMap(({ bars, free }) => [...bars, ...free].flatMap(({ fromHour, toHour }) => [fromHour, toHour])),
  );
  const perHour = times.every(Number.isInteger) ? 1 : 4;
  const first = hours[0] ?? 0;
  return { perHour, first: first * perHour, last: (first + hours.length) * perHour };
}

/** The cells of each room, without those that an entry of a room above covers. */
export function blocksOf(rooms: readonly BoardRoom[], columns: Columns): readonly (readonly Block[])[] {
  const covered = new Map<number, number>();
  return rooms.map((room) => blocksIn(room, columns, covered));
}

/** `covered` is, for each column, how many rows below are taken already; it is carried from room to room. */
function blocksIn({ bars, free }: BoardRoom, columns: Columns, covered: Map<number, number>): readonly Block[] {
  const { perHour, first, last } = columns;
  const start = (one: { fromHour: number }) => Math.max(first, Math.floor(one.fromHour * perHour));
  const end = (one: { toHour: number }) => Math.min(last, Math.ceil(one.toHour * perHour));
  const isIn = (one: { fromHour: number; toHour: number }) => start(one) < end(one);
  const begins = [...bars.filter(isIn), ...free.filter(isIn)];
  const blocks: Block[] = [];
  for (let at = first; at < last; ) {
    const rowsLeft = covered.get(at) ?? 0;
    if (rowsLeft > 0) {
      covered.set(at, rowsLeft - 1);
      at += 1;
      continue;
    }
    const found = begins.find((one) => start(one) === at);
    const nextHour = (Math.floor(at / perHour) + 1) * perHour;
    const stops = begins.map(start).filter((column) => column > at);
    const taken = [...covered].filter(([column, rows]) => rows > 0 && column > at).map(([column]) => column);
    const until = Math.min(found === undefined ? nextHour : end(found), last, ...stops, ...taken);
    const bar = bars.find((one) => one === found);
    if (bar !== undefined) for (let column = at; column < until; column++) covered.set(column, (bar.rooms ?? 1) - 1);
    const vacant = free.find((one) => one === found);
    blocks.push({ columns: until - at, ...(bar && { bar }), ...(vacant && { free: vacant }) });
    at = until;
  }
  return blocks;
}
