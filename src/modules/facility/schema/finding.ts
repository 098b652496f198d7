import type { MessageKey } from "../../../kernel/i18n/messages.ts";
import type { Params } from "../../../kernel/i18n/translate.ts";
import type { YamlPath } from "../../../kernel/yaml-text.ts";

export type Path = YamlPath;

/** Something wrong in a file, before it has a line and a language. */
export type Finding = {
  readonly path: Path;
  /** The field's name is wrong, not its value. */
  readonly atKey?: boolean;
  readonly message: FileMessage;
  readonly params?: Params;
  /** Those that are sentences themselves. */
  readonly said?: { readonly ja: Params; readonly en: Params };
};

/** The message's key without `facility.file.`. */
export type FileMessage = MessageKey extends infer Key
  ? Key extends `facility.file.${infer Rest}`
    ? Rest
    : never
  : never;
