import { z } from "zod";
import type { LockEvent, LockReport, LockState, StoredCode } from "../../modules/door/types.ts";

/**
 * What Zigbee2MQTT says of a lock, as its converters write it (lock, lock_operation_event, lock_pin_code_response).
 * Other fields, and values of a kind that we do not know, are left out: one odd reading must not hide an opening.
 */
const stateMessage = z.object({
  state: z.enum(["LOCK", "UNLOCK"]).optional().catch(undefined),
  lock_state: z.string().nullish().catch(undefined),
  battery: z.number().min(0).max(100).nullish().catch(undefined),
  last_seen: z.union([z.string(), z.number()]).nullish().catch(undefined),
  action: z.string().nullish().catch(undefined),
  action_user: z.number().int().nullish().catch(undefined),
  action_source_name: z.string().nullish().catch(undefined),
  users: z
    .record(z.string(), z.object({ status: z.string() }))
    .optional()
    .catch(undefined),
});

export type StateMessage = z.output<typeof stateMessage>;

export function parseState(payload: string): StateMessage | undefined {
  const parsed = stateMessage.safeParse(parseJson(payload));
  return parsed.success ? parsed.data : undefined;
}

/** `{"state":"online"}`, or the bare word of older versions. */
export function parseAvailability(payload: string): boolean | undefined {
  const parsed = z.object({ state: z.enum(["online", "offline"]) }).safeParse(parseJson(payload));
  if (parsed.success) return parsed.data.state === "online";
  return payload === "online" ? true : payload === "offline" ? false : undefined;
}

/** What a lock is told, as the bridge takes it. */
const order = z.object({
  state: z.string().optional(),
  auto_relock_time: z.number().int().min(0).optional(),
  pin_code: z
    .object({ user: z.number().int(), user_enabled: z.boolean().optional(), pin_code: z.number().nullish() })
    .optional(),
});
export type Order = z.output<typeof order>;

export function parseOrder(payload: string): Order | undefined {
  return order.safeParse(parseJson(payload)).data;
}

function parseJson(payload: string): unknown {
  try {
    return JSON.parse(payload);
  } catch {
    return undefined;
  }
}

export const writeCode = (user: number, code: string, enabled: boolean) => ({
  pin_code: { user, user_type: "unrestricted", user_enabled: enabled, pin_code: Number(code) },
});
export const clearCode = (user: number) => ({ pin_code: { user, pin_code: null } });
export const askCode = (user: number) => ({ pin_code: { user } });
export const askState = { state: "" };
export const command = (state: "LOCK" | "UNLOCK") => ({ state });
/** After so many seconds the lock locks by itself; 0: never (autoRelockTime of the Zigbee cluster). */
export const relockAfter = (seconds: number) => ({ auto_relock_time: seconds });

export function storedCodeIn(message: StateMessage, user: number): StoredCode | undefined {
  const status = message.users?.[String(user)]?.status;
  if (status === "enabled" || status === "disabled") return status;
  return status === "available" ? "absent" : undefined;
}

const lockStates: Readonly<Record<string, LockState>> = {
  locked: "locked",
  unlocked: "unlocked",
  not_fully_locked: "not-fully-locked",
};

export function reportIn(message: StateMessage): LockReport | undefined {
  if (message.state === undefined && message.battery == null) return undefined;
  const fallback = message.state === "LOCK" ? "locked" : message.state === "UNLOCK" ? "unlocked" : "unknown";
  return {
    lockState: lockStates[message.lock_state ?? ""] ?? fallback,
    ...(message.battery == null ? {} : { batteryPercent: Math.round(message.battery) }),
  };
}

const unlocking = new Set(["unlock", "key_unlock", "manual_unlock", "schedule_unlock"]);
const refusing = new Set([
  "unlock_failure_invalid_pin_or_id",
  "unlock_failure_invalid_schedule",
  "non_access_user_operational_event",
]);

/**
 * Zigbee2MQTT gives its events no number: the instant at which the lock was last heard, the action and the place make
 * one, so that the same message heard twice counts once. Needs `advanced.last_seen: ISO_8601`; without it the instant
 * of arrival stands in.
 */
export function operationIn(address: string, message: StateMessage, arrivedAt: Date): LockEvent | undefined {
  const { action } = message;
  if (action == null) return undefined;
  const operation = unlocking.has(action) ? "unlocked" : refusing.has(action) ? "refused" : undefined;
  if (operation === undefined) return undefined;
  const at = seenAt(message, arrivedAt);
  const user = message.action_user ?? undefined;
  const eventId = `${address} ${at.toISOString()} ${action} ${user ?? "-"}`;
  const by = sourceOf(action, message.action_source_name ?? undefined);
  return { kind: "operated", address, at, eventId, operation, by, ...(user === undefined ? {} : { user }) };
}

function sourceOf(action: string, name: string | undefined): "keypad" | "remote" | "inside" | "other" {
  if (action === "manual_unlock" || action === "key_unlock" || name === "manual") return "inside";
  if (name === "keypad") return "keypad";
  return name === "rf" ? "remote" : "other";
}

export function seenAt(message: StateMessage, arrivedAt: Date): Date {
  if (message.last_seen == null) return arrivedAt;
  const seen = new Date(message.last_seen);
  return Number.isNaN(seen.getTime()) ? arrivedAt : seen;
}
