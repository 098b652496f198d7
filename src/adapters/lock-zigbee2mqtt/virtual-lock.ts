import { createHash, randomBytes } from "node:crypto";

/** What a lock keeps through a loss of power. Codes are kept as salted hashes, so that none lies in a file. */
export type LockMemory = {
  readonly salt: string;
  readonly places: Readonly<Record<string, { readonly mark: string; readonly enabled: boolean }>>;
  readonly wrongCodes: number;
  /** Until then the keypad takes no code, as an instant in ms; 0 if it does. */
  readonly deafUntil: number;
  readonly battery: number;
};

export const newLock = (): LockMemory => ({
  salt: randomBytes(16).toString("hex"),
  places: {},
  wrongCodes: 0,
  deafUntil: 0,
  battery: 84,
});

export type LockLimits = { readonly places: number; readonly wrongCodes: number; readonly deafForMs: number };

/** Like common keypad locks: five wrong codes in a row, then a pause. */
export const usualLimits: LockLimits = { places: 50, wrongCodes: 5, deafForMs: 60_000 };

/** Real locks refuse a place that they do not have, a code of a strange length, and one that is already in use. */
export function storeCode(
  lock: LockMemory,
  place: number,
  code: string,
  enabled: boolean,
  limits = usualLimits,
): LockMemory {
  if (!hasPlace(place, limits) || !/^\d{4,8}$/.test(code)) return lock;
  const mark = markOf(lock, code);
  const isInUse = Object.entries(lock.places).some(([other, kept]) => other !== String(place) && kept.mark === mark);
  return isInUse ? lock : { ...lock, places: { ...lock.places, [place]: { mark, enabled } } };
}

export function forgetCode(lock: LockMemory, place: number): LockMemory {
  const { [place]: _, ...places } = lock.places;
  return { ...lock, places };
}

/** In Zigbee2MQTT's words. */
export function statusOf(lock: LockMemory, place: number): "available" | "enabled" | "disabled" {
  const kept = lock.places[place];
  return kept === undefined ? "available" : kept.enabled ? "enabled" : "disabled";
}

export type Attempt = { readonly lock: LockMemory; readonly place?: number } & (
  | { readonly outcome: "opened"; readonly place: number }
  | { readonly outcome: "refused" | "ignored" }
);

/** Somebody types a code and #. The lock knows no bookings and no clock: an enabled code opens, all others do not. */
export function typeCode(lock: LockMemory, code: string, nowMs: number, limits = usualLimits): Attempt {
  if (nowMs < lock.deafUntil) return { outcome: "ignored", lock };
  const mark = markOf(lock, code);
  const found = Object.entries(lock.places).find(([, kept]) => kept.mark === mark);
  if (found?.[1].enabled) return { outcome: "opened", place: Number(found[0]), lock: { ...lock, wrongCodes: 0 } };
  const wrongCodes = lock.wrongCodes + 1;
  const isTooMany = wrongCodes >= limits.wrongCodes;
  return {
    outcome: "refused",
    ...(found === undefined ? {} : { place: Number(found[0]) }),
    lock: { ...lock, wrongCodes: isTooMany ? 0 : wrongCodes, deafUntil: isTooMany ? nowMs + limits.deafForMs : 0 },
  };
}

function hasPlace(place: number, limits: LockLimits): boolean {
  return Number.isInteger(place) && place >= 0 && place < limits.places;
}

function markOf(lock: LockMemory, code: string): string {
  return createHash("sha256").update(`${lock.salt} ${code}`).digest("hex");
}
