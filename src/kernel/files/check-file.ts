import { Refusal } from "../refusal.ts";
import { type FileType, isHonestName, readContentType, safeName } from "./content-type.ts";
import { cleanJpeg, cleanPng } from "./picture.ts";

export type CheckedFile = { readonly type: FileType; readonly name: string; readonly bytes: Uint8Array };

export type Wanted = {
  readonly allowed: readonly FileType[];
  readonly maxBytes: number;
  /** The form's field, for the message. */
  readonly field?: string;
};

const mostPixelsASide = 12_000;
const mostPixels = 60_000_000;

/** Judges a file by its content and gives what is to be kept of it. Says no by a Refusal at the field. */
export async function checkFile(
  file: { readonly bytes: Uint8Array; readonly name: string },
  { allowed, maxBytes, field = "file" }: Wanted,
): Promise<CheckedFile> {
  const { bytes, name } = file;
  const no = (code: string, params: Record<string, string | number> = {}) =>
    new Refusal(code, { status: 422, field, params });
  if (bytes.length === 0) throw no("kernel.file-empty");
  if (bytes.length > maxBytes) throw no("kernel.file-too-big", { megabytes: Math.floor(maxBytes / 1024 / 1024) });
  const type = await readContentType(bytes);
  if (type === undefined || !allowed.includes(type)) throw no("kernel.file-type");
  if (!isHonestName(name, type)) throw no("kernel.file-lies");
  if (type === "application/pdf") {
    const head = Buffer.from(bytes.subarray(0, 5)).toString("latin1");
    if (head !== "%PDF-") throw no("kernel.file-broken");
    if (Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes("/Encrypt"))
      throw no("kernel.file-locked");
    return { type, name: safeName(name, type), bytes };
  }
  const picture = type === "image/png" ? cleanPng(bytes) : cleanJpeg(bytes);
  if (picture === undefined) throw no("kernel.file-broken");
  const { width, height } = picture;
  if (Math.max(width, height) > mostPixelsASide || width * height > mostPixels) throw no("kernel.file-too-wide");
  return { type, name: safeName(name, type), bytes: picture.bytes };
}
