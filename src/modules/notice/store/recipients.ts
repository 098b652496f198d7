import type { City } from "../../../kernel/city.ts";
import type { Db, Tx } from "../../../kernel/db/types.ts";
import { findPerson } from "../../identity/index.ts";
import { findAddress } from "../rules/address.ts";
import { addressPurpose, parseSealedAddress, type Recipient } from "../rules/recipient.ts";
import type { Message } from "./messages.ts";

/** undefined if the person has gone, or has no address any more. */
export async function findRecipient(
  db: Db | Tx,
  secrets: City["secrets"],
  message: Message,
): Promise<Recipient | undefined> {
  const { personId } = message;
  const found = personId === undefined ? openAddress(secrets, message) : await findPerson(db, personId);
  const mail = findAddress(found?.mail);
  return found && mail !== undefined ? { mail, name: found.name, locale: found.locale } : undefined;
}

function openAddress(secrets: City["secrets"], { addressSealed, locale = "ja" }: Message) {
  if (addressSealed === undefined) return undefined;
  const address = parseSealedAddress(secrets.open(addressPurpose, addressSealed));
  return address && { mail: address.mail, name: address.name, locale };
}
