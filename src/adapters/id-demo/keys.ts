import { createPrivateKey, createPublicKey, generateKeyPairSync, type JsonWebKey } from "node:crypto";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

/** PEM of three P-256 keys: the provider's own, and one for each client. */
export type DemoKeys = { readonly provider: string; readonly resident: string; readonly staff: string };

const names = ["provider", "resident", "staff"] as const;

/** Keeps the keys in `folder`, so that web, worker and provider may be different processes. */
export async function keepDemoKeys(folder: string): Promise<DemoKeys> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const entries = names.map(async (name) => [name, await keepKey(join(folder, `${name}.pem`))] as const);
  return Object.fromEntries(await Promise.all(entries)) as DemoKeys;
}

export function makeDemoKeys(): DemoKeys {
  return { provider: makeKey(), resident: makeKey(), staff: makeKey() };
}

export function publicJwk(pem: string, kid: string): JsonWebKey {
  return { ...createPublicKey(pem).export({ format: "jwk" }), kid, alg: "ES256", use: "sig" };
}

export function privateJwk(pem: string, kid: string): JsonWebKey {
  return { ...createPrivateKey(pem).export({ format: "jwk" }), kid, alg: "ES256", use: "sig" };
}

async function keepKey(file: string): Promise<string> {
  try {
    // "wx" fails if another process was first; then its key is the one to use.
    const pem = makeKey();
    await writeFile(file, pem, { flag: "wx", mode: 0o600 });
    return pem;
  } catch (error) {
    if ((error as { code?: string }).code !== "EEXIST") throw error;
    return readFile(file, "utf8");
  }
}

function makeKey(): string {
  return generateKeyPairSync("ec", { namedCurve: "P-256" }).privateKey.export({
    format: "pem",
    type: "pkcs8",
  }) as string;
}
