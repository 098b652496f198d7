import { createHash } from "node:crypto";
import type { z } from "zod";
import type { Act } from "../../../../kernel/act.ts";
import { lockSorted } from "../../../../kernel/db/lock.ts";
import { translator } from "../../../../kernel/i18n/translate.ts";
import type { Refusal } from "../../../../kernel/refusal.ts";
import { valuesMessage } from "../../schema/values-message.ts";
import { countMessages, findLiveKey, findMessage, insertMessage, noteKeyUse } from "../../store/figure/keys.ts";
import { hashOfKey } from "./keys.ts";
import { proposeFigures } from "./propose-figures.ts";

export type ValuesReceived = {
  readonly planId: string;
  readonly secret: string;
  /** Idempotency-Key of the message; without one the body itself is. */
  readonly message: string | undefined;
  readonly body: Uint8Array;
};

export type ProgramAnswer = { readonly status: number; readonly body: object };

/** Values that a program brings with its key. They wait for a person's approval. The same message again gets the same answer. */
export async function receiveValues(act: Act, received: ValuesReceived): Promise<ProgramAnswer> {
  const key = await findLiveKey(act.tx, { planId: received.planId, hash: hashOfKey(received.secret) });
  if (key === undefined) return { status: 401, body: { error: "no-such-key" } };
  const bodyHash = createHash("sha256").update(received.body).digest();
  const message = received.message ?? `body:${bodyHash.toString("hex")}`;
  await lockSorted(act.tx, "plan.api-key", [key.id]);
  const earlier = await findMessage(act.tx, { keyId: key.id, message });
  if (earlier !== undefined) {
    const isSame = earlier.bodyHash.equals(bodyHash);
    return isSame
      ? { status: 200, body: earlier.answer as object }
      : { status: 409, body: { error: "another-body-with-this-key" } };
  }
  const recent = await countMessages(act.tx, key.id, new Date(act.now.getTime() - 60_000));
  if (recent >= mostMessagesPerMinute) return { status: 429, body: { error: "too-many-messages" } };
  const parsed = parseMessage(received.body);
  if (parsed === undefined) return { status: 400, body: { error: "not-json" } };
  if (!parsed.success) return { status: 422, body: { error: "not-values", issues: issuesOf(parsed.error) } };
  const { values, confirmed } = parsed.data;
  const answer = await proposeFigures(act, {
    planId: received.planId,
    origin: "api",
    isConfirmed: confirmed,
    byProgram: true,
    rows: values.map(({ indicator, year, value, certainty, source }, index) => ({
      where: `values[${index}]`,
      field: `values.${index}`,
      indicator,
      year,
      value: String(value),
      certainty,
      source: `${source}（${key.name}）`,
    })),
  });
  await noteKeyUse(act.tx, key.id, act.now);
  await insertMessage(act.tx, { keyId: key.id, message, bodyHash, answer, at: act.now });
  return { status: 202, body: answer };
}

const mostMessagesPerMinute = 60;

/** The rows' problems for a program: codes for the machine, the sentence for whoever reads its log. */
export function answerOfRefusal(refusal: Refusal): ProgramAnswer {
  const t = translator("ja");
  const problems = [refusal, ...refusal.others].map(({ code, field, params }) => ({
    at: field,
    code,
    words: t.dynamicText(`refusal.${code}`, params),
  }));
  return { status: refusal.status, body: { error: "not-taken", problems } };
}

function parseMessage(body: Uint8Array) {
  try {
    return valuesMessage.safeParse(JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(body)));
  } catch {
    return undefined;
  }
}

function issuesOf(error: z.ZodError): object[] {
  return error.issues.slice(0, 20).map(({ path, message }) => ({ at: path.join("."), message }));
}
