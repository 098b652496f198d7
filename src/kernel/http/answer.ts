import type { Html } from "../html.ts";

/** What a route gives back. Kernel code turns it into a Response and adds the same headers to all. */
export type Answer =
  | { readonly kind: "page"; readonly status: number; readonly html: Html; readonly refreshSeconds?: number }
  | { readonly kind: "redirect"; readonly to: string }
  | { readonly kind: "json"; readonly status: number; readonly body: unknown; readonly type?: string }
  | {
      readonly kind: "file";
      readonly name: string;
      readonly type: string;
      /** In pieces, as they come, if it may be long. */
      readonly bytes: Uint8Array | string | AsyncIterable<string>;
      /** Default: attachment. */
      readonly inline?: boolean;
    };

/** `refreshSeconds` lets a waiting page look again without a script. */
export function pageAnswer(html: Html, options: { status?: number; refreshSeconds?: number } = {}): Answer {
  const { status = 200, refreshSeconds } = options;
  return { kind: "page", status, html, ...(refreshSeconds === undefined ? {} : { refreshSeconds }) };
}

/** 303. `to` is a path of this site, or the address of a configured partner (payment, identity provider). */
export function redirectAnswer(to: string): Answer {
  return { kind: "redirect", to };
}

export function jsonAnswer(body: unknown, status = 200): Answer {
  return { kind: "json", status, body };
}
