import type { City } from "../city.ts";
import type { Params } from "../i18n/translate.ts";
import { Refusal } from "../refusal.ts";
import { BadRequest } from "./body.ts";

export type PageError = {
  readonly status: 400 | 403 | 404 | 405 | 409 | 413 | 415 | 422 | 429 | 500 | 503;
  /** A refusal's code, if a rule said no. */
  readonly code?: string;
  readonly params?: Params;
};

/** What went wrong, as far as a person is told. What is our mistake is logged with the request's id. */
export function errorOf(error: unknown, city: City, requestId: string): PageError {
  if (error instanceof Refusal) return { status: error.status, code: error.code, params: error.params };
  if (error instanceof BadRequest) return { status: error.status };
  city.log.error("request.failed", { requestId, error });
  return { status: isOutage(error) ? 503 : 500 };
}

/** The database is away, full or overrun: said as such, because trying again later helps. */
function isOutage(error: unknown): boolean {
  const { code = "", message = "" } = error as { code?: string; message?: string };
  return /^(ECONN|ENOENT|EPIPE|53|57|08)/.test(code) || /timeout|terminated/i.test(message);
}
