import type { FormValues } from "./form.ts";
import { maxFields } from "./limits.ts";

/** What came in cannot be read; answered without looking further. */
export class BadRequest extends Error {
  readonly status: 400 | 413 | 415;
  constructor(status: BadRequest["status"], why: string) {
    super(why);
    this.status = status;
  }
}

/** A form as sent: text fields in order, and files. */
export type SentForm = {
  readonly fields: readonly (readonly [string, string])[];
  readonly files: readonly (readonly [string, File])[];
};

/** Reads at most `limit` bytes; a longer body is given up at once, so that memory stays flat. */
export async function readBytes(request: Request, limit: number): Promise<Uint8Array<ArrayBuffer>> {
  if (Number(request.headers.get("content-length") ?? 0) > limit) throw new BadRequest(413, "too long");
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of request.body ?? []) {
    length += chunk.length;
    if (length > limit) throw new BadRequest(413, "too long");
    chunks.push(chunk);
  }
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  return bytes;
}

export async function readForm(request: Request, options: { limit: number; upload: boolean }): Promise<SentForm> {
  const type = (request.headers.get("content-type") ?? "").split(";", 1)[0]?.trim().toLowerCase();
  const wanted = options.upload ? "multipart/form-data" : "application/x-www-form-urlencoded";
  if (type !== wanted) throw new BadRequest(415, "not a form of ours");
  const bytes = await readBytes(request, options.limit);
  const entries = options.upload ? await readMultipart(request, bytes) : [...new URLSearchParams(decode(bytes))];
  if (entries.length > maxFields) throw new BadRequest(413, "too many fields");
  const fields: [string, string][] = [];
  const files: [string, File][] = [];
  for (const [name, value] of entries) {
    if (!fieldName.test(name)) throw new BadRequest(400, "no field has such a name");
    if (typeof value !== "string") {
      if (value.size > 0) files.push([name, value]);
    } else if (value.includes("\0")) throw new BadRequest(400, "NUL");
    else fields.push([name, value]);
  }
  return { fields, files };
}

/** Several values of one name become a list; the parser says whether a list is wanted. */
export function valuesOf(fields: SentForm["fields"]): FormValues {
  const values = new Map<string, string | string[]>();
  for (const [name, value] of fields) {
    const before = values.get(name);
    if (before === undefined) values.set(name, value);
    else values.set(name, typeof before === "string" ? [before, value] : [...before, value]);
  }
  return Object.fromEntries(values);
}

/** Letters first: `__proto__`, `constructor[x]` and `a[]` are no field names. */
const fieldName = /^[a-z][a-zA-Z0-9_.-]{0,63}$/;

function decode(bytes: Uint8Array): string {
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    // URLSearchParams would make U+FFFD of percent signs that are no UTF-8, and the value would look like a text.
    decodeURIComponent(text);
    return text;
  } catch {
    throw new BadRequest(400, "not UTF-8");
  }
}

async function readMultipart(request: Request, bytes: Uint8Array<ArrayBuffer>): Promise<[string, string | File][]> {
  const type = request.headers.get("content-type") ?? "";
  try {
    return [...(await new Response(bytes, { headers: { "content-type": type } }).formData())];
  } catch {
    throw new BadRequest(400, "not multipart");
  }
}
