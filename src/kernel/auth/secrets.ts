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
