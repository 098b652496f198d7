import { z } from "zod";
import type { Locale } from "../../../kernel/i18n/locales.ts";

/** To whom a mail goes: the address for the envelope, the name for the greeting. */
export type Recipient = { readonly mail: string; readonly name: string | undefined; readonly locale: Locale };

/** What is sealed of a recipient who is no person of ours. */
const sealedAddress = z.strictObject({ mail: z.string(), name: z.string().optional() });
export type SealedAddress = z.output<typeof sealedAddress>;

export const addressPurpose = "notice.address";
export const codePurpose = "sign-in-code";

export function parseSealedAddress(opened: string | undefined): SealedAddress | undefined {
  return opened === undefined ? undefined : sealedAddress.parse(JSON.parse(opened));
}
