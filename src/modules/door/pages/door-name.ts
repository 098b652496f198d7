import type { View } from "../../../kernel/http/view.ts";
import { type LocalText, localText } from "../../../kernel/i18n/locales.ts";

/** For staff: which house, then which door. City files give names; they may carry readings. */
export function nameDoor({ locale }: View, door: { name: LocalText; place: LocalText | undefined }): string {
  const name = localText(door.name, locale);
  return door.place === undefined ? name : `${localText(door.place, locale)}　${name}`;
}
