import type { AuthenticationResponseJSON, RegistrationResponseJSON } from "@simplewebauthn/server";
import type { Act } from "../../../kernel/act.ts";
import { Refusal } from "../../../kernel/refusal.ts";
import { type ChallengeUse, hashChallenge, isChallenge, readChallenge } from "../rules/challenge.ts";
import { insertChallengeUse, type Passkey } from "../store/passkey.ts";
import { algorithms, loadWebauthn, relyingParty } from "./passkey-options.ts";

const notRight = (cause?: unknown) => new Refusal("identity.passkey-not-right", { status: 422, cause });

/** A new key: its answer fits a challenge of this browser, this site, and the holder was verified. */
export async function verifyNewPasskey(act: Act, response: object): Promise<Omit<Passkey, "personId" | "name">> {
  const { verifyRegistrationResponse } = await loadWebauthn();
  const { verified, registrationInfo } = await answered(
    verifyRegistrationResponse({
      ...expected(act, "add"),
      supportedAlgorithmIDs: algorithms,
      response: response as RegistrationResponseJSON,
    }),
  );
  if (!verified || !registrationInfo.userVerified) throw notRight();
  await spendChallenge(act, response);
  const { credential, credentialBackedUp } = registrationInfo;
  return {
    id: credential.id,
    publicKey: Buffer.from(credential.publicKey),
    counter: credential.counter,
    transports: credential.transports ?? [],
    isBackedUp: credentialBackedUp,
    addedAt: act.now,
    lastUsedAt: undefined,
  };
}

/** A known key signed in: its counter went up (or it keeps none), and the holder was verified. */
export async function verifyPasskey(
  act: Act,
  response: object,
  passkey: Passkey,
): Promise<{ counter: number; isBackedUp: boolean }> {
  const { verifyAuthenticationResponse } = await loadWebauthn();
  const { verified, authenticationInfo } = await answered(
    verifyAuthenticationResponse({
      ...expected(act, "sign-in"),
      response: response as AuthenticationResponseJSON,
      credential: { id: passkey.id, publicKey: new Uint8Array(passkey.publicKey), counter: passkey.counter },
    }),
  );
  if (!verified || !authenticationInfo.userVerified) throw notRight();
  await spendChallenge(act, response);
  return { counter: authenticationInfo.newCounter, isBackedUp: authenticationInfo.credentialBackedUp };
}

function expected({ city, browserId, now }: Act, use: ChallengeUse) {
  const { id, origin } = relyingParty(city);
  return {
    expectedOrigin: origin,
    expectedRPID: id,
    requireUserVerification: true,
    expectedChallenge: (challenge: string) =>
      browserId !== undefined && isChallenge(city.secrets, { browserId, use }, now, readChallenge(challenge)),
  };
}

/** The library throws for whatever does not fit; what exactly is nobody's help. */
async function answered<T>(verification: Promise<T>): Promise<T> {
  try {
    return await verification;
  } catch (error) {
    throw notRight(error);
  }
}

/** After verification, so that only a right answer uses a challenge up. */
async function spendChallenge(act: Act, response: object): Promise<void> {
  const { response: inner } = response as { response: { clientDataJSON: string } };
  const client = JSON.parse(Buffer.from(inner.clientDataJSON, "base64url").toString("utf8")) as { challenge: string };
  await insertChallengeUse(act.tx, hashChallenge(readChallenge(client.challenge)), act.now);
}
