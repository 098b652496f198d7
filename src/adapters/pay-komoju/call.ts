/** KOMOJU said no, with a status: the call is not worth repeating as it is, unless it is 409, 429 or 5xx. */
export class KomojuRefused extends Error {
  readonly status: number;
  constructor(status: number, call: string, words: string) {
    super(`KOMOJU answered ${status} to ${call}: ${words}`);
    this.status = status;
  }
}

export type KomojuCall = (
  method: "GET" | "POST",
  path: string,
  options?: { readonly body?: object; readonly key?: string },
) => Promise<unknown>;

/**
 * The REST API with the secret key as the name of HTTP Basic. Throws if there is no clear answer; the job that called
 * tries again with the same key. `409`: the first try with this key is still being worked on, so a moment is waited.
 */
export function komojuCaller(options: { address: string; secretKey: string; timeoutMs: number }): KomojuCall {
  const authorization = `Basic ${Buffer.from(`${options.secretKey}:`).toString("base64")}`;
  const callOnce: KomojuCall = async (method, path, { body, key } = {}) => {
    const response = await fetch(`${options.address}/api/v1${path}`, {
      method,
      headers: {
        authorization,
        accept: "application/json",
        ...(method === "POST" ? { "content-type": "application/json" } : {}),
        ...(key === undefined ? {} : { "x-komoju-idempotency": key }),
      },
      ...(method === "POST" ? { body: JSON.stringify(body ?? {}) } : {}),
      signal: AbortSignal.timeout(options.timeoutMs),
      redirect: "error",
    });
    const text = await response.text();
    if (!response.ok) throw new KomojuRefused(response.status, `${method} ${path}`, text.slice(0, 200));
    return JSON.parse(text);
  };
  return async (method, path, request) => {
    for (let attempt = 1; ; attempt++) {
      try {
        return await callOnce(method, path, request);
      } catch (error) {
        if (!(error instanceof KomojuRefused) || error.status !== 409 || attempt === 4) throw error;
        await new Promise((resolve) => setTimeout(resolve, 150 * attempt));
      }
    }
  };
}
