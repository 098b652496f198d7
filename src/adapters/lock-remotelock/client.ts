import { z } from "zod";
import type { Clock } from "../../kernel/time/clock.ts";
import { LockFailure } from "../../modules/door/types.ts";

export type RemoteLockAccount = {
  /** https://api.remotelock.jp, without a slash at the end. */
  readonly apiAddress: string;
  /** https://connect.remotelock.jp */
  readonly signInAddress: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly clock: Clock;
  readonly answerWithinMs?: number;
};

/** What the service said; `taken`: another person has this PIN. */
export type Said = { readonly status: number; readonly data: unknown; readonly taken: boolean };

export type RemoteLockClient = {
  /** Throws LockFailure: unreachable (network, 5xx), not-yet (429), refused (what we ask is not allowed). 404 and 422 are answers. */
  ask(method: "GET" | "POST" | "PUT" | "DELETE", path: string, address: string, body?: object): Promise<Said>;
};

/**
 * Speaks to the service as its public description says: client credentials, a bearer token of two hours, one media type with
 * a version, 120 questions a minute. Nothing of an answer is ever put into an error: there are PINs in it.
 */
export function remoteLockClient(account: RemoteLockAccount): RemoteLockClient {
  const { apiAddress, signInAddress, clock, answerWithinMs = 10_000 } = account;
  let token: { readonly word: string; readonly until: number } | undefined;
  let restUntil = 0;

  async function send(url: string, init: RequestInit, address: string): Promise<Response> {
    try {
      return await fetch(url, { ...init, signal: AbortSignal.timeout(answerWithinMs), redirect: "error" });
    } catch {
      throw new LockFailure("unreachable", address);
    }
  }

  async function tokenFor(address: string): Promise<string> {
    const now = +clock.now();
    if (token !== undefined && token.until > now) return token.word;
    const body = new URLSearchParams({
      grant_type: "client_credentials",
      client_id: account.clientId,
      client_secret: account.clientSecret,
    });
    const answer = await send(`${signInAddress}/oauth/token`, { method: "POST", body }, address);
    const given = granted.safeParse(await readJson(answer));
    if (!answer.ok || !given.success) throw new LockFailure("unreachable", address);
    // A minute early, so that no question is on its way when it ends.
    token = { word: given.data.access_token, until: now + (given.data.expires_in - 60) * 1000 };
    return token.word;
  }

  async function ask(
    method: "GET" | "POST" | "PUT" | "DELETE",
    path: string,
    address: string,
    body?: object,
    isSecondTry = false,
  ): Promise<Said> {
    // The whole account waits: asking on only makes it longer (9,212 times 429 within two weeks at one operator).
    if (+clock.now() < restUntil) throw new LockFailure("not-yet", address);
    const answer = await send(
      `${apiAddress}${path}`,
      {
        method,
        headers: {
          accept: mediaType,
          authorization: `Bearer ${await tokenFor(address)}`,
          ...(body === undefined ? {} : { "content-type": "application/json" }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      },
      address,
    );
    if (answer.status === 401 && !isSecondTry) {
      token = undefined;
      return ask(method, path, address, body, true);
    }
    if (answer.status === 429) {
      restUntil = restOf(answer.headers, +clock.now());
      throw new LockFailure("not-yet", address);
    }
    if (answer.status >= 500) throw new LockFailure("unreachable", address);
    const said = await readJson(answer);
    const { status } = answer;
    const taken = status === 409 || (status === 422 && /pin[^"]*(already|taken)/i.test(JSON.stringify(said)));
    if (!answer.ok && status !== 404 && status !== 422 && status !== 409) throw new LockFailure("refused", address);
    return { status, data: said, taken };
  }

  return { ask: (method, path, address, body) => ask(method, path, address, body) };
}

const mediaType = "application/vnd.lockstate+json; version=1";
const granted = z.object({ access_token: z.string().min(1), expires_in: z.number().positive() });

/** X-RateLimit-Reset is in epoch seconds; without it a minute. */
function restOf(headers: Headers, now: number): number {
  const reset = Number(headers.get("x-ratelimit-reset")) * 1000;
  const isSensible = reset > now && reset < now + 5 * 60_000;
  return isSensible ? reset : now + 60_000;
}

async function readJson(answer: Response): Promise<unknown> {
  try {
    return await answer.json();
  } catch {
    return undefined;
  }
}
