/** The kinds of files that may be handed in, with the endings their names may have. */
export const endings = {
  "application/pdf": ["pdf"],
  "image/png": ["png"],
  "image/jpeg": ["jpg", "jpeg", "jpe", "jfif"],
} as const satisfies Readonly<Record<string, readonly string[]>>;

export type FileType = keyof typeof endings;

export async function readContentType(bytes: Uint8Array): Promise<FileType | undefined> {
  const { fileTypeFromBuffer } = await import("file-type");
  const found = await fileTypeFromBuffer(bytes);
  return found !== undefined && found.mime in endings ? (found.mime as FileType) : undefined;
}

/** Whether the name's ending says what the content is. A name without an ending says nothing and is fine. */
export function isHonestName(name: string, type: FileType): boolean {
  const ending = /\.([^.]{1,10})$/.exec(name.trim().toLowerCase())?.[1];
  return ending === undefined || (endings[type] as readonly string[]).includes(ending);
}

/** The name to offer at a download: no path, no controls, no second ending that a system might run. */
export function safeName(name: string, type: FileType): string {
  const last = name.normalize("NFC").split(/[/\\]/).at(-1) ?? "";
  const stem = last
    .replace(/[\p{Cc}\p{Cf}\p{Cs}<>:"|?*]/gu, "")
    .replace(/\.[^.]{1,10}$/, "")
    .replaceAll(".", " ")
    .trim()
    .slice(0, 100);
  return `${stem || "file"}.${endings[type][0]}`;
}
