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
      return new Response(typeof answer.bytes === "string" ? answer.bytes : new Uint8Array(answer.bytes), {
        headers: {
          "content-type": answer.type,
          "content-disposition": disposition(answer.inline ? "inline" : "attachment", answer.name),
        },
      });
  }
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
