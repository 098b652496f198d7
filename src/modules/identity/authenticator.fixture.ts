import { createHash, createSign, generateKeyPairSync, randomBytes } from "node:crypto";
import { isoCBOR } from "@simplewebauthn/server/helpers";

type Options = { readonly challenge: string };
type Changes = {
  readonly origin?: string;
  readonly rpId?: string;
  readonly isVerified?: boolean;
  readonly counter?: number;
};

const sha256 = (data: Buffer | string) => createHash("sha256").update(data).digest();
const base64url = (data: Uint8Array) => Buffer.from(data).toString("base64url");

/** A passkey in software, as a phone would hold it: ES256, attestation "none" (W3C Web Authentication 3, §6.1, §6.5). */
export function softAuthenticator(site: { readonly origin: string; readonly rpId: string }) {
  const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const id = randomBytes(32);
  const { x = "", y = "" } = publicKey.export({ format: "jwk" });
  // COSE_Key: kty EC2, alg ES256, crv P-256 (RFC 9053).
  const cose = isoCBOR.encode(
    new Map<number, number | Uint8Array>([
      [1, 2],
      [3, -7],
      [-1, 1],
      [-2, new Uint8Array(Buffer.from(x, "base64url"))],
      [-3, new Uint8Array(Buffer.from(y, "base64url"))],
    ]),
  );
  const client = (type: string, { challenge }: Options, { origin = site.origin }: Changes) =>
    Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin: false }));
  const authenticatorBytes = (attested: Buffer, { rpId = site.rpId, isVerified = true, counter = 0 }: Changes) => {
    const flags = 0x01 | (isVerified ? 0x04 : 0) | (attested.length > 0 ? 0x40 : 0);
    const head = Buffer.alloc(5);
    head.writeUInt8(flags);
    head.writeUInt32BE(counter, 1);
    return Buffer.concat([sha256(rpId), head, attested]);
  };
  const answer = (response: object) => ({
    id: base64url(id),
    rawId: base64url(id),
    type: "public-key",
    clientExtensionResults: {},
    response,
  });
  return {
    id: base64url(id),
    create(options: Options, changes: Changes = {}): object {
      const attested = Buffer.concat([Buffer.alloc(16), Buffer.from([0, id.length]), id, Buffer.from(cose)]);
      const attestation = isoCBOR.encode(
        new Map<string, unknown>([
          ["fmt", "none"],
          ["attStmt", new Map()],
          ["authData", new Uint8Array(authenticatorBytes(attested, changes))],
        ]) as never,
      );
      const clientDataJSON = base64url(client("webauthn.create", options, changes));
      return answer({ clientDataJSON, attestationObject: base64url(attestation), transports: ["internal"] });
    },
    get(options: Options, changes: Changes = {}): object {
      const clientBytes = client("webauthn.get", options, changes);
      const bytes = authenticatorBytes(Buffer.alloc(0), changes);
      const signature = createSign("sha256")
        .update(Buffer.concat([bytes, sha256(clientBytes)]))
        .sign(privateKey);
      return answer({
        clientDataJSON: base64url(clientBytes),
        authenticatorData: base64url(bytes),
        signature: base64url(signature),
      });
    },
  };
}
