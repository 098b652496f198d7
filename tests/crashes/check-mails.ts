import { join } from "node:path";
import { sql } from "kysely";
import { listMails, openMailBox } from "../../src/adapters/mail-catcher/box.ts";
import type { Town } from "./town.ts";

/** A mail may arrive twice in the one bad moment, but then it is the same: one Message-ID for each message. */
export async function checkMails({ city, folder }: Town, violations: string[]): Promise<Record<string, number>> {
  const mails = await listMails(openMailBox(join(folder, "mail")));
  const different = new Map<string, Set<string>>();
  for (const { messageId } of mails) {
    const row = /^<?([0-9a-f-]{36})\./.exec(messageId)?.[1] ?? messageId;
    different.set(row, (different.get(row) ?? new Set()).add(messageId));
  }
  for (const [row, ids] of different) if (ids.size > 1) violations.push(`message ${row} went out as ${ids.size} mails`);
  const { rows } = await sql<{ id: string; state: string }>`select id, state from notice.message`.execute(city.db);
  const known = new Set(rows.map(({ id }) => id));
  for (const row of different.keys()) if (!known.has(row)) violations.push(`a mail of no message: ${row}`);
  for (const { id, state } of rows) {
    if (state === "sent" && !different.has(id)) violations.push(`message ${id} is called sent, and no mail came`);
    if (state !== "sent") violations.push(`message ${id} is still ${state}`);
  }
  return { messages: rows.length, mails: mails.length, mailsTwice: mails.length - different.size };
}
