import { appendFileSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Checkout, Event } from "./records.ts";

/**
 * One append-only file; each line is the whole new state of one record, so that a kill at any instant loses at the
 * most the line being written. Read at start and written anew without what was overtaken.
 */
export type Journal = {
  readonly checkouts: ReadonlyMap<string, Checkout>;
  readonly events: ReadonlyMap<string, Event>;
  saveCheckout(checkout: Checkout): void;
  saveEvent(event: Event): void;
};

type Line = { readonly checkout: Checkout } | { readonly event: Event };

export function openJournal(folder: string): Journal {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const path = join(folder, "journal.jsonl");
  const checkouts = new Map<string, Checkout>();
  const events = new Map<string, Event>();
  const apply = (line: Line) => {
    if ("checkout" in line) checkouts.set(line.checkout.reference, line.checkout);
    else events.set(line.event.id, line.event);
  };
  for (const line of readLines(path)) apply(line);

  const kept: Line[] = [
    ...[...checkouts.values()].map((checkout) => ({ checkout })),
    ...[...events.values()].filter((event) => !event.delivered).map((event) => ({ event })),
  ];
  writeFileSync(`${path}.new`, kept.map((line) => `${JSON.stringify(line)}\n`).join(""), { mode: 0o600 });
  renameSync(`${path}.new`, path);

  const append = (line: Line) => {
    appendFileSync(path, `${JSON.stringify(line)}\n`);
    apply(line);
  };
  return {
    checkouts,
    events,
    saveCheckout: (checkout) => append({ checkout }),
    saveEvent: (event) => append({ event }),
  };
}

function readLines(path: string): Line[] {
  if (!existsSync(path)) return [];
  const lines = readFileSync(path, "utf8").split("\n");
  // The part after the last line break is empty, or torn by a kill.
  return lines.slice(0, -1).map((line) => JSON.parse(line) as Line);
}
