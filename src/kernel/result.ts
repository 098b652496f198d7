import type { MessageKey } from "./i18n/messages.ts";

/** Why a text could not be read, as a message for the person who typed it. */
export type Reason = {
  readonly key: MessageKey;
  readonly params: Readonly<Record<string, string | number>>;
};

/** What every parse… function answers. */
export type Result<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly reason: Reason };

export function accept<Value>(value: Value): Result<Value> {
  return { ok: true, value };
}

export function refuse(
  key: MessageKey,
  params: Reason["params"] = {},
): { readonly ok: false; readonly reason: Reason } {
  return { ok: false, reason: { key, params } };
}
