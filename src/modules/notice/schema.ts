import { z } from "zod";
import { messageStates } from "./types.ts";

export const messagePath = z.strictObject({ id: z.uuid() });

/** The list's place: "2026-11-25T01:20:00.000Z_<id>" of the last row of the page before. */
const place = z
  .string()
  .regex(/^[\dT:.Z-]{24}_[0-9a-f-]{36}$/)
  .transform((text) => ({ createdAt: new Date(text.slice(0, 24)), id: text.slice(25) }))
  .pipe(z.object({ createdAt: z.date(), id: z.uuid() }));

export const listQuery = z.object({ state: z.enum(messageStates).optional(), before: place.optional() });
export type ListQuery = z.output<typeof listQuery>;

export function placeOf(row: { readonly createdAt: Date; readonly id: string }): string {
  return `${row.createdAt.toISOString()}_${row.id}`;
}

export const nothing = z.strictObject({});
