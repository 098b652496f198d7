import { randomBytes, randomUUID } from "node:crypto";
import type { Act } from "../../../kernel/act.ts";
import type { Actor } from "../../../kernel/actor.ts";
import { audit } from "../../../kernel/audit/audit.ts";
import { forbidden } from "../../../kernel/refusal.ts";
import { readDevice, writeDevice } from "../rules/device.ts";
import { mayOpenSession, type SignInMethod, sessionEnd } from "../rules/session.ts";
import { endSessions, hashToken, insertSession } from "../store/session.ts";
import type { PersonKind } from "../types.ts";
import { browserHashOf } from "./browser.ts";

export type SignedIn = { readonly token: string; readonly expiresAt: Date; readonly kind: PersonKind };

/**
 * The only place where a session begins. Always a new token; the one that this browser held until now ends, so that a
 * planted session is worth nothing (fixation).
 */
export async function openSession(
  act: Act,
  who: { personId: string; kind: PersonKind; method: SignInMethod; isTwoFactor: boolean },
): Promise<SignedIn> {
  const { personId, kind, method, isTwoFactor } = who;
  if (!mayOpenSession(kind, method, isTwoFactor)) throw forbidden();
  const { actor, now, tx } = act;
  if (actor.kind === "resident" || actor.kind === "staff") {
    await endSessions(tx, actor.personId, now, { only: actor.sessionId });
  }
  const id = randomUUID();
  const token = randomBytes(32).toString("base64url");
  const expiresAt = sessionEnd(kind, now);
  await insertSession(tx, {
    id,
    tokenHash: hashToken(token),
    personId,
    method,
    device: writeDevice(readDevice(act.userAgent)),
    browserHash: browserHashOf(act),
    now,
    expiresAt,
  });
  const asThemselves = { ...act, actor: themselves(kind, personId, id) };
  await audit(asThemselves, {
    what: `identity.signed-in-by-${method}`,
    subject: `person/${personId}`,
    about: personId,
  });
  return { token, expiresAt, kind };
}

/** From here on it is the person who acts, and no longer a visitor. */
function themselves(kind: PersonKind, personId: string, sessionId: string): Actor {
  if (kind === "resident") return { kind, personId, name: "", sessionId };
  return { kind, personId, name: "", sectionId: "", sectionName: "", roles: [], sessionId };
}
