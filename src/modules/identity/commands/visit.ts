import { createHash, randomBytes, randomUUID } from "node:crypto";
import type { Act, Command } from "../../../kernel/act.ts";
import type { City } from "../../../kernel/city.ts";
import { later } from "../../../kernel/jobs/emit.ts";
import { forbidden, notFound, Refusal } from "../../../kernel/refusal.ts";
import { visitMinutes } from "../rules/visit.ts";
import { findVisit, findVisitByState, insertVisit, stepVisit, type VisitPurpose } from "../store/visit.ts";
import type { IdentityOptions, IdentityProvider, ProviderReturn, Redeemed } from "../types.ts";
import { browserHashOf } from "./browser.ts";

const seal = "provider-visit";
export const nameSeal = "provider-visit-name";
export const redeemJob = "identity.redeem-visit";

export function returnAddress(city: City): string {
  return `${city.address}/sign-in/back`;
}

export function providerOf(options: IdentityOptions, id: string): IdentityProvider {
  const provider = options.providers.find((candidate) => candidate.id === id);
  if (provider === undefined) throw notFound();
  return provider;
}

/** Begins a visit to a party. What belongs to it stays here, sealed; the browser carries the state only. */
export function beginVisit(
  options: IdentityOptions,
): Command<{ provider: string; purpose: VisitPurpose; next: string }, { address: string }> {
  return async (act, { provider: name, purpose, next }) => {
    const { city, actor, now } = act;
    const provider = providerOf(options, name);
    if (purpose === "link" && actor.kind !== provider.serves) throw forbidden();
    const ask = {
      state: randomBytes(32).toString("base64url"),
      nonce: randomBytes(32).toString("base64url"),
      verifier: randomBytes(48).toString("base64url"),
      returnTo: returnAddress(city),
    };
    await insertVisit(act.tx, {
      id: randomUUID(),
      provider: provider.id,
      purpose,
      personId:
        purpose === "link" && (actor.kind === "resident" || actor.kind === "staff") ? actor.personId : undefined,
      next,
      sealed: city.secrets.seal(seal, JSON.stringify(ask)),
      stateHash: hashState(ask.state),
      browserHash: browserHashOf(act),
      beganAt: now,
      expiresAt: new Date(now.getTime() + visitMinutes * 60_000),
    });
    return { address: await provider.begin(ask) };
  };
}

/**
 * The browser is back. Notes what it brought and lets a job redeem it; nobody is signed in by this. undefined if this
 * browser began no such visit, or it is over.
 */
export async function noteReturn(act: Act, input: { state: string; query: string }): Promise<string | undefined> {
  const { city, tx, now } = act;
  const visit = await findVisitByState(tx, hashState(input.state), browserHashOf(act));
  if (visit === undefined || now >= visit.expiresAt) return undefined;
  const ask = visit.sealed === undefined ? undefined : city.secrets.open(seal, visit.sealed);
  // A reload of the address finds the visit on its way already.
  if (ask === undefined) return visit.id;
  const sealed = city.secrets.seal(seal, JSON.stringify({ ...JSON.parse(ask), query: input.query }));
  if (await stepVisit(tx, visit.id, { to: "returned", sealed })) {
    await later(act, { name: redeemJob, data: { visitId: visit.id }, once: visit.id });
  }
  return visit.id;
}

/** What the job redeems; undefined if the visit is not waiting for it (any more). */
export async function readReturn(
  act: Act,
  visitId: string,
): Promise<{ provider: string; back: ProviderReturn } | undefined> {
  const visit = await findVisit(act.tx, visitId);
  if (visit?.state !== "returned" || visit.sealed === undefined) return undefined;
  const opened = act.city.secrets.open(seal, visit.sealed);
  return opened === undefined ? undefined : { provider: visit.provider, back: JSON.parse(opened) as ProviderReturn };
}

export async function settleVisit(act: Act, input: { visitId: string; redeemed: Redeemed }): Promise<void> {
  const { visitId, redeemed } = input;
  if (redeemed.kind === "refused") {
    await stepVisit(act.tx, visitId, { to: "refused", refusal: redeemed.reason });
    return;
  }
  const { subject, name, isTwoFactor } = redeemed.proof;
  const sealedName = name === undefined ? undefined : act.city.secrets.seal(nameSeal, name);
  await stepVisit(act.tx, visitId, { to: "proven", subject, sealedName, isTwoFactor });
}

export function tooOld(): Refusal {
  return new Refusal("identity.visit-too-old", { status: 409 });
}

function hashState(state: string): Buffer {
  return createHash("sha256").update(state).digest();
}
