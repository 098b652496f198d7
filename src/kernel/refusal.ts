import type { Params } from "./i18n/translate.ts";

/**
 * A "no" that the person can understand. Commands throw it; the transaction rolls back; the page is drawn again
 * with the message at the field, what was typed kept, and nothing written.
 *
 * `code` is also the key of the message: `refusal.<code>` in locales/.
 */
export class Refusal extends Error {
  readonly code: string;
  readonly status: 403 | 404 | 409 | 422 | 429;
  readonly field: string | undefined;
  readonly params: Params;
  /** Further things that are wrong with the same form. */
  readonly others: readonly Refusal[];

  constructor(
    code: string,
    options: {
      status?: Refusal["status"];
      field?: string;
      params?: Params;
      others?: readonly Refusal[];
      cause?: unknown;
    } = {},
  ) {
    super(code, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = "Refusal";
    this.code = code;
    this.status = options.status ?? 409;
    this.field = options.field;
    this.params = options.params ?? {};
    this.others = options.others ?? [];
  }
}

/** For a row that does not exist and for a row of somebody else alike, so that nobody can tell which. */
export function notFound(): Refusal {
  return new Refusal("not-found", { status: 404 });
}

export function forbidden(): Refusal {
  return new Refusal("forbidden", { status: 403 });
}
