import type { City } from "../../../kernel/city.ts";
import { localText } from "../../../kernel/i18n/locales.ts";
import { challengeMinutes, makeChallenge } from "../rules/challenge.ts";
import type { Passkey } from "../store/passkey.ts";
import type { Person } from "../types.ts";

/** The site as browsers name it: keys work for this host name, and answers must come from this origin. */
export function relyingParty(city: City): { id: string; origin: string; name: string } {
  const { hostname, origin } = new URL(city.address);
  return { id: hostname, origin, name: localText(city.config.name, "ja") };
}

/** 300 files and 0.1 s of every start otherwise, for what few people do: loaded for the first of them. */
export const loadWebauthn = () => import("@simplewebauthn/server");

/** EdDSA, ES256, RS256: what all devices can. The library's default would add ML-DSA, which Node calls experimental. */
export const algorithms = [-8, -7, -257];

const timeout = challengeMinutes * 60_000;

/** What the page's script hands to navigator.credentials.create. Writes nothing. */
export async function addingOptions(
  city: City,
  browserId: string,
  person: Person,
  passkeys: readonly Passkey[],
): Promise<object> {
  const { generateRegistrationOptions } = await loadWebauthn();
  const { id, name } = relyingParty(city);
  return generateRegistrationOptions({
    rpID: id,
    rpName: name,
    userName: person.mail ?? person.name,
    userDisplayName: person.name,
    userID: new Uint8Array(Buffer.from(person.id.replaceAll("-", ""), "hex")),
    challenge: makeChallenge(city.secrets, { browserId, use: "add" }, city.clock.now()),
    timeout,
    supportedAlgorithmIDs: algorithms,
    excludeCredentials: passkeys.map((key) => ({ id: key.id, transports: [...key.transports] })),
    // Discoverable, so that no name has to be typed; verified by PIN, face or finger, so that it is two factors.
    authenticatorSelection: { residentKey: "required", userVerification: "required" },
  });
}

/** What the page's script hands to navigator.credentials.get. The same for everybody: it names no account. */
export async function signInOptions(city: City, browserId: string): Promise<object> {
  const { generateAuthenticationOptions } = await loadWebauthn();
  return generateAuthenticationOptions({
    rpID: relyingParty(city).id,
    challenge: makeChallenge(city.secrets, { browserId, use: "sign-in" }, city.clock.now()),
    timeout,
    userVerification: "required",
  });
}
