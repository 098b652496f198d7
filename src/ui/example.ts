import type { Content } from "../kernel/html.ts";
import type { View } from "../kernel/http/view.ts";
import type { Translate } from "../kernel/i18n/translate.ts";

/** Where an example is drawn: the catalogue's own page, or a test's. */
export type Stage = { readonly view: View; readonly t: Translate };

export type Example<Props> = {
  readonly name: string;
  /** What a page would pass. The tests replace each of its texts with a hostile one. */
  readonly props: (stage: Stage) => Props;
};

export type Showcase<Props> = {
  readonly component: string;
  readonly draw: (stage: Stage, props: Props) => Content;
  readonly examples: readonly Example<Props>[];
  /** Its examples are whole pages. */
  readonly isDocument?: boolean;
};

// biome-ignore lint/suspicious/noExplicitAny: the list holds components of every shape; each file below checks its own
export type AnyShowcase = Showcase<any>;

export function showcase<Props>(one: Showcase<Props>): AnyShowcase {
  return one;
}
