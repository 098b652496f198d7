import type { Answer } from "./answer.ts";

/** An answer as a Response; the caller adds the headers that all answers share. */
export async function respond(answer: Answer): Promise<Response> {
  switch (answer.kind) {
    case "page": {
      const headers = new Headers({ "content-type": "text/html; charset=utf-8" });
      if (answer.refreshSeconds !== undefined) headers.set("refresh", String(answer.refreshSeconds));
      return new Response(String(await answer.html), { status: answer.status, headers });
    }
    case "redirect":
      return new Response(null, { status: 303, headers: { location: answer.to } });
    case "json":
      return new Response(JSON.stringify(answer.body), {
        status: answer.status,
        headers: { "content-type": answer.type ?? "application/json; charset=utf-8" },
      });
    case "file":
      return new Response(await bodyOf(answer.bytes), {
        headers: {
          "content-type": answer.type,
          "content-disposition": disposition(answer.inline ? "inline" : "attachment", answer.name),
        },
      });
  }
}

/** The first piece is waited for: what fails before it is answered as an error and not as a broken file. */
async function bodyOf(bytes: (Answer & { kind: "file" })["bytes"]): Promise<BodyInit> {
  if (typeof bytes === "string") return bytes;
  if (bytes instanceof Uint8Array) return new Uint8Array(bytes);
  const pieces = inPieces(bytes);
  let ready: IteratorResult<Uint8Array> | undefined = await pieces.next();
  return new ReadableStream<Uint8Array>({
    async pull(stream) {
      const { done, value } = ready ?? (await pieces.next());
      ready = undefined;
      if (done) stream.close();
      else stream.enqueue(value);
    },
    // Who asked has gone away: the source may stop.
    cancel: async () => void (await pieces.return(undefined)),
  });
}

/** A row by itself would be a packet by itself. If the source fails, the connection breaks off: a part is never a whole. */
async function* inPieces(texts: AsyncIterable<string>): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder();
  let piece = "";
  for await (const text of texts) {
    piece += text;
    if (piece.length < 16_384) continue;
    yield encoder.encode(piece);
    piece = "";
  }
  if (piece !== "") yield encoder.encode(piece);
}

/** RFC 6266: a plain name for old programs, the real one encoded. */
function disposition(kind: string, name: string): string {
  const plain = name.replace(/[^\x20-\x7e]|["\\]/g, "_");
  return `${kind}; filename="${plain}"; filename*=UTF-8''${encodeURIComponent(name).replace(/['()*]/g, escapeMark)}`;
}

const escapeMark = (mark: string) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`;

export type ProblemDetails = { status: number; title: string; detail?: string };

/** RFC 9457. */
export function problemJson(details: ProblemDetails): Promise<Response> {
  return respond({ kind: "json", status: details.status, body: details, type: "application/problem+json" });
}
