import { createHash, randomBytes } from "node:crypto";
import { sql } from "kysely";
import type { Act } from "../act.ts";
import type { Secrets } from "../auth/secrets.ts";
import type { KernelTables } from "../db/tables.ts";
import { Refusal } from "../refusal.ts";

/** The name of the hidden field. */
export const formKeyField = "form-key";

const purpose = "form-key";

/**
 * A key for one form on one page: random, and signed for this browser, this session and this address. It is the CSRF
 * token and the idempotency key; nothing is stored until the form is sent.
 */
export function makeFormKey(secrets: Secrets, holder: FormHolder, action: string): string {
  const nonce = randomBytes(18).toString("base64url");
  return `${nonce}.${secrets.sign(purpose, signed(nonce, holder, action))}`;
}

export function isFormKey(secrets: Secrets, holder: FormHolder, action: string, key: string): boolean {
  const [nonce, signature, ...rest] = key.split(".");
  if (!nonce || !signature || rest.length > 0) return false;
  return secrets.isSigned(purpose, signed(nonce, holder, action), signature);
}

/** Whose form it is: the browser, and the session if there is one. */
export type FormHolder = { readonly browserId: string; readonly sessionId: string | undefined };

function signed(nonce: string, { browserId, sessionId = "" }: FormHolder, action: string): string {
  return [nonce, browserId, sessionId, action].join("\n");
}

/**
 * First use: notes the key with a hash of what was sent, and gives undefined: go on. The same again: the stored
 * outcome. The same key with something else: refused. A second click waits here until the first has committed.
 */
export async function useFormKey(act: Act, key: string, bodyHash: Buffer): Promise<unknown> {
  const inserted = await act.tx
    .withTables<KernelTables>()
    .insertInto("kernel.form_use")
    .values({ key, body_hash: bodyHash, outcome: null, used_at: act.now })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  if (inserted.numInsertedOrUpdatedRows === 1n) return undefined;
  const used = await act.tx
    .withTables<KernelTables>()
    .selectFrom("kernel.form_use")
    .select(["body_hash", "outcome"])
    .where("key", "=", key)
    .executeTakeFirstOrThrow();
  if (!used.body_hash.equals(bodyHash)) throw new Refusal("kernel.form-used", { status: 409 });
  return used.outcome;
}

export async function keepOutcome(act: Act, key: string, outcome: object): Promise<void> {
  await act.tx
    .withTables<KernelTables>()
    .updateTable("kernel.form_use")
    .set({ outcome: JSON.stringify(outcome) })
    .where("key", "=", key)
    .execute();
}

/** Removes keys older than two days: their pages have long been closed. */
export async function forgetFormKeys(act: Act): Promise<void> {
  await sql`delete from kernel.form_use where used_at < ${act.now}::timestamptz - interval '2 days'`.execute(act.tx);
}

export function hashBody(parts: readonly (readonly [string, string])[]): Buffer {
  return createHash("sha256").update(JSON.stringify(parts)).digest();
}
