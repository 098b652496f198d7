import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes, timingSafeEqual } from "node:crypto";

/** The city's keys, made from one master secret by purpose. Two master secrets work during a rotation. */
export type Secrets = {
  /** Encrypts and authenticates (AES-256-GCM); `purpose` must be the same to open. */
  seal(purpose: string, text: string): string;
  /** undefined if it was altered, or sealed for another purpose. */
  open(purpose: string, sealed: string): string | undefined;
  /** HMAC-SHA-256 as base64url. */
  sign(purpose: string, text: string): string;
  /** In constant time. */
  isSigned(purpose: string, text: string, signature: string): boolean;
};

/** `masters`: the present secret first, then those that are still accepted; each of 32 bytes or more. */
export function makeSecrets(masters: readonly [Buffer, ...Buffer[]]): Secrets {
  const keys = new Map<string, readonly [Buffer, ...Buffer[]]>();
  const keysFor = (purpose: string) => {
    let found = keys.get(purpose);
    if (found === undefined) {
      found = masters.map((master) => Buffer.from(hkdfSync("sha256", master, "", purpose, 32))) as [
        Buffer,
        ...Buffer[],
      ];
      keys.set(purpose, found);
    }
    return found;
  };
  const hmac = (key: Buffer, text: string) => createHmac("sha256", key).update(text).digest();

  return {
    seal(purpose, text) {
      const iv = randomBytes(12);
      const cipher = createCipheriv("aes-256-gcm", keysFor(purpose)[0], iv);
      const body = Buffer.concat([cipher.update(text, "utf8"), cipher.final()]);
      return Buffer.concat([iv, cipher.getAuthTag(), body]).toString("base64url");
    },
    open(purpose, sealed) {
      const bytes = Buffer.from(sealed, "base64url");
      for (const key of keysFor(purpose)) {
        try {
          const decipher = createDecipheriv("aes-256-gcm", key, bytes.subarray(0, 12));
          decipher.setAuthTag(bytes.subarray(12, 28));
          return decipher.update(bytes.subarray(28), undefined, "utf8") + decipher.final("utf8");
        } catch {
          // another key of the rotation may fit
        }
      }
      return undefined;
    },
    sign: (purpose, text) => hmac(keysFor(purpose)[0], text).toString("base64url"),
    isSigned(purpose, text, signature) {
      const given = Buffer.from(signature, "base64url");
      return keysFor(purpose).some((key) => {
        const expected = hmac(key, text);
        return given.length === expected.length && timingSafeEqual(given, expected);
      });
    },
  };
}
