import { createHash } from "node:crypto";

/**
 * The pairwise subject: another one for each client, and known beforehand, so that the sample records can name it.
 * A real party uses a secret salt; here nothing is secret.
 */
export function demoSubject(clientId: string, personKey: string): string {
  return createHash("sha256").update(`id-demo\n${clientId}\n${personKey}`).digest("base64url");
}

/** One client for residents, one for staff: two parties in life, one program here. */
export const demoClients = { resident: "RP00000001", staff: "RP00000002" } as const;
