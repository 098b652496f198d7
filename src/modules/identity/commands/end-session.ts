import type { Act } from "../../../kernel/act.ts";
import { audit } from "../../../kernel/audit/audit.ts";
import { forbidden, notFound } from "../../../kernel/refusal.ts";
import { endSessions } from "../store/session.ts";

/** Whoever is signed in signs out; a visitor is signed out already. */
export async function signOut(act: Act): Promise<void> {
  const { actor, now, tx } = act;
  if (actor.kind !== "resident" && actor.kind !== "staff") return;
  await endSessions(tx, actor.personId, now, { only: actor.sessionId });
}

/** One of my own sessions, on another device. Dead at once. */
export async function endSession(act: Act, { sessionId }: { sessionId: string }): Promise<{ isThisOne: boolean }> {
  const { actor, now, tx } = act;
  if (actor.kind !== "resident" && actor.kind !== "staff") throw forbidden();
  const ended = await endSessions(tx, actor.personId, now, { only: sessionId });
  if (ended === 0) throw notFound();
  await audit(act, { what: "identity.session-ended", subject: `person/${actor.personId}`, about: actor.personId });
  return { isThisOne: sessionId === actor.sessionId };
}

export async function endOtherSessions(act: Act): Promise<void> {
  const { actor, now, tx } = act;
  if (actor.kind !== "resident" && actor.kind !== "staff") throw forbidden();
  const count = await endSessions(tx, actor.personId, now, { except: actor.sessionId });
  const subject = `person/${actor.personId}`;
  await audit(act, {
    what: "identity.other-sessions-ended",
    subject,
    about: actor.personId,
    counts: { sessions: count },
  });
}
