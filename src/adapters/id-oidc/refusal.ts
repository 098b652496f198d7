import {
  AuthorizationResponseError,
  ClientError,
  ResponseBodyError,
  WWWAuthenticateChallengeError,
} from "openid-client";
import type { ProofRefusal } from "../../modules/identity/types.ts";

/** What will stay wrong, in the module's words. Rethrows what may pass by itself: no answer, a timeout, a 5xx. */
export function refusalOf(error: unknown): ProofRefusal {
  if (error instanceof AuthorizationResponseError) {
    if (error.error === "access_denied") return "declined";
    if (error.error === "server_error" || error.error === "temporarily_unavailable") return "unreachable";
    return "wrong";
  }
  if (error instanceof ResponseBodyError) {
    if (error.status >= 500) throw error;
    return error.error === "invalid_grant" ? "expired" : "wrong";
  }
  if (error instanceof WWWAuthenticateChallengeError) return "wrong";
  if (error instanceof ClientError && !mayPass(error)) return "wrong";
  throw error;
}

/** The library's codes for a timeout, and for a 5xx page that is not what OAuth promises. */
function mayPass(error: ClientError): boolean {
  if (error.code === "OAUTH_TIMEOUT" || error.code === "OAUTH_ABORT") return true;
  return error.code === "OAUTH_RESPONSE_IS_NOT_CONFORM" && statusOf(error.cause) >= 500;
}

function statusOf(cause: unknown): number {
  return cause instanceof Response ? cause.status : 0;
}
