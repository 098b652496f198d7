import { createHash, randomBytes } from "node:crypto";
import type { Secrets } from "../../../kernel/auth/secrets.ts";

export const challengeMinutes = 10;
const purpose = "passkey-challenge";

/** What a passkey is asked to sign, and for what. */
export type ChallengeUse = "add" | "sign-in";

/**
 * A challenge that carries its own proof: when it was made and for which browser and use. So drawing the sign-in page
 * writes nothing; only an answer does, once, see the constraint passkey_challenge_used.
 */
export function makeChallenge(secrets: Secrets, holder: { browserId: string; use: ChallengeUse }, now: Date): string {
  const head = `${now.getTime().toString(36)}.${randomBytes(16).toString("base64url")}`;
  return `${head}.${secrets.sign(purpose, signed(head, holder))}`;
}

export function isChallenge(
  secrets: Secrets,
  holder: { browserId: string; use: ChallengeUse },
  now: Date,
  challenge: string,
): boolean {
  const [time = "", nonce = "", signature = "", ...rest] = challenge.split(".");
  if (rest.length > 0 || !secrets.isSigned(purpose, signed(`${time}.${nonce}`, holder), signature)) return false;
  const age = now.getTime() - Number.parseInt(time, 36);
  return age >= 0 && age <= challengeMinutes * 60_000;
}

/** The library hands the challenge over as base64url of its UTF-8 bytes. */
export function readChallenge(encoded: string): string {
  return Buffer.from(encoded, "base64url").toString("utf8");
}

export function hashChallenge(challenge: string): Buffer {
  return createHash("sha256").update(challenge).digest();
}

function signed(head: string, { browserId, use }: { browserId: string; use: ChallengeUse }): string {
  return `${head}\n${use}\n${browserId}`;
}
