import type { City } from "../../../kernel/city.ts";
import type { Message } from "../store/messages.ts";
import { isNoticeKind, type Letter, type LetterContent, type Reader, writeLetter } from "./letter.ts";
import { codePurpose } from "./recipient.ts";

type Place = Pick<City, "config" | "address" | "secrets">;

/** The letter of a message as it is sent, with the sign-in code if it carries one. Throws if that cannot be opened. */
export function letterOf(message: Message, reader: Reader, city: Place): Letter {
  const { sealed } = message.params;
  if (sealed === undefined) return writeLetter(contentOf(message, undefined), reader, city);
  const code = city.secrets.open(codePurpose, String(sealed));
  if (code === undefined) throw new Error("The sealed code cannot be opened");
  return writeLetter(contentOf(message, code), reader, city);
}

/** The same without any code, for staff. */
export function letterForStaff(message: Message, reader: Reader, city: Place): Letter {
  return writeLetter(contentOf(message, undefined), reader, city);
}

function contentOf(message: Message, code: string | undefined): LetterContent {
  const { kind, params, lines, link } = message;
  if (!isNoticeKind(kind)) throw new Error(`There are no words for ${kind}`);
  return { kind, params, lines, link, code };
}
