import { html, raw } from "hono/html";
import type { HtmlEscapedString } from "hono/utils/html";

/**
 * HTML that is already escaped. `html` escapes what is put into it; `raw` does not, and is allowed only for text that
 * this project made itself.
 */
export type Html = HtmlEscapedString | Promise<HtmlEscapedString>;

/** What may stand inside a template. null, undefined and false are empty. */
export type Content = Html | string | number | null | undefined | false | readonly Content[];

export { html, raw };
