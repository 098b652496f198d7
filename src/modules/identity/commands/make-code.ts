import { randomBytes, randomUUID } from "node:crypto";
import type { Act } from "../../../kernel/act.ts";
import type { City } from "../../../kernel/city.ts";
import { codeMinutes, makeDigits } from "../rules/code.ts";
import type { MailAddress } from "../rules/mail.ts";
import { type CodePurpose, insertCode, type SignInCode } from "../store/code.ts";
import { browserHashOf } from "./browser.ts";

/** The purpose under which the module notice opens the sealed code. */
const seal = "sign-in-code";
const signature = "sign-in-code-hash";

type Asked = {
  readonly purpose: CodePurpose;
  readonly address: MailAddress;
  readonly personId: string | undefined;
  /** False: the row is written as always, but no code will ever be right for it. */
  readonly isReal: boolean;
};

export type MadeCode = { readonly id: string; readonly sealed: string; readonly expiresAt: Date };

/** The same work and the same row whether a code is real or not, so that nobody can tell from outside. */
export async function makeCode(act: Act, asked: Asked): Promise<MadeCode> {
  const { city, now } = act;
  const id = randomUUID();
  const digits = makeDigits();
  const salt = randomBytes(16);
  const hash = Buffer.from(city.secrets.sign(signature, signed(id, salt, digits)), "base64url");
  const expiresAt = new Date(now.getTime() + codeMinutes * 60_000);
  await insertCode(act.tx, {
    id,
    purpose: asked.purpose,
    mail: asked.address.mail,
    mailKey: asked.address.key,
    personId: asked.personId,
    locale: act.locale,
    browserHash: browserHashOf(act),
    salt,
    hash: asked.isReal ? hash : undefined,
    askedAt: now,
    expiresAt,
  });
  return { id, sealed: city.secrets.seal(seal, digits), expiresAt };
}

/** In constant time; a row without a code is compared all the same. */
export function isRightCode(city: City, code: SignInCode, digits: string): boolean {
  const hash = (code.hash ?? Buffer.alloc(32)).toString("base64url");
  const isSame = city.secrets.isSigned(signature, signed(code.id, code.salt, digits), hash);
  return isSame && code.hash !== undefined;
}

function signed(id: string, salt: Buffer, digits: string): string {
  return `${id}\n${salt.toString("base64url")}\n${digits}`;
}
