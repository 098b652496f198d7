import type { CivilDate } from "../../../kernel/time/civil-date.ts";
import type { DrawnWin, Taken, Wish } from "./draw.ts";

/** The public files. Ids, codes and instants only, so that no value needs quotes; lines end with \n, and one ends the file. */

export type ListedWish = Wish & { readonly space: string; readonly on: CivilDate; readonly slots: readonly string[] };

/** A choice a line, by code and rank; with tickets where the ordinance gives weights. Its SHA-256 is the hash of the list. */
export function writeEntries(wishes: readonly ListedWish[]): string {
  const isWeighted = wishes.some(({ tickets }) => tickets !== undefined);
  return write(
    ["code", "rank", "space", "day", "slots", "units", "from", "until", ...(isWeighted ? ["tickets"] : [])],
    [...wishes]
      .sort((a, b) => (a.code === b.code ? a.rank - b.rank : a.code < b.code ? -1 : 1))
      .map((one) => [
        one.code,
        one.rank,
        one.space,
        one.on,
        one.slots.join(" "),
        one.units.join(" "),
        one.from,
        one.until,
        ...(isWeighted ? [one.tickets ?? 1] : []),
      ]),
  );
}

export function writeTaken(taken: readonly Taken[]): string {
  const rows = taken.map(({ unit, from, until }) => [unit, from, until]).sort((a, b) => (a.join() < b.join() ? -1 : 1));
  return write(["unit", "from", "until"], rows);
}

/** In the order in which they were won. */
export function writeResult(wins: readonly DrawnWin[]): string {
  return write(
    ["code", "rank", "turn", "place"],
    wins.map(({ code, rank, turn, place }) => [code, rank, turn, place]),
  );
}

export function readEntries(text: string): readonly ListedWish[] {
  return read(text).map(
    ([code = "", rank = "", space = "", on = "", slots = "", units = "", from = "", until = "", tickets]) => ({
      code,
      rank: Number(rank),
      space,
      on,
      slots: slots.split(" "),
      units: units.split(" "),
      from,
      until,
      ...(tickets === undefined ? {} : { tickets: Number(tickets) }),
    }),
  );
}

export function readResult(text: string): readonly DrawnWin[] {
  return read(text).map(([code = "", rank, turn, place]) => ({
    code,
    rank: Number(rank),
    turn: Number(turn),
    place: Number(place),
  }));
}

/** "2026-12-04T00:00:00Z": of one length, so that earlier is also smaller as text. */
export function stampOf(instant: Date): string {
  return `${instant.toISOString().slice(0, 19)}Z`;
}

function write(head: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  return [head, ...rows].map((row) => `${row.join(",")}\n`).join("");
}

function read(text: string): readonly (readonly string[])[] {
  return text
    .split("\n")
    .slice(1)
    .filter((line) => line !== "")
    .map((line) => line.split(","));
}
