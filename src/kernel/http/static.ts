/** A file that anyone may have, made at start: nothing is looked up on disk by a name from outside. */
export type StaticFile = { readonly path: string; readonly type: string; readonly body: string | Uint8Array };

export function serveStatic(files: readonly StaticFile[]): (path: string) => Response | undefined {
  const byPath = new Map(files.map((file) => [file.path, file]));
  return (path) => {
    const file = byPath.get(path);
    if (file === undefined) return undefined;
    // The path carries a hash of the content, so it never changes.
    const headers = { "content-type": file.type, "cache-control": "public, max-age=31536000, immutable" };
    return new Response(typeof file.body === "string" ? file.body : new Uint8Array(file.body), { headers });
  };
}
