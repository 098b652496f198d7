import { readFile } from "node:fs/promises";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { type CaughtMail, listMails, type MailBox } from "./box.ts";
import { drawFramed, drawList, drawMail, drawMissing, localeOf } from "./pages.ts";

export type CatcherWeb = { readonly address: string; close(): Promise<void> };

/** The page with the caught mails, on loopback, without scripts. */
export async function startWeb(box: MailBox, port: number): Promise<CatcherWeb> {
  const css = await readFile(new URL("mail-catcher.css", import.meta.url), "utf8");
  const server = createServer((request, response) => {
    respond(request, response, box, css).catch(() => response.destroy());
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", resolve);
  });
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function respond(request: IncomingMessage, response: ServerResponse, box: MailBox, css: string): Promise<void> {
  // A page elsewhere could point its own name at 127.0.0.1 and read along; it cannot choose this header.
  if (!/^(127\.0\.0\.1|localhost)(:\d+)?$/.test(request.headers.host ?? ""))
    return send(response, 421, "text/plain", "");
  if (request.method !== "GET" && request.method !== "HEAD") return send(response, 405, "text/plain", "");
  const locale = localeOf(request.headers["accept-language"]);
  const { pathname, searchParams } = new URL(request.url ?? "/", "http://localhost");
  if (pathname === "/mail-catcher.css") return send(response, 200, "text/css", css);
  if (pathname === "/") {
    const to = searchParams.get("to") ?? "";
    const mails = await listMails(box, 100);
    return send(
      response,
      200,
      "text/html",
      await drawList(
        mails.filter((mail) => mail.to.includes(to)),
        to,
        locale,
      ),
    );
  }
  const [, id = "", part = ""] = pathname.match(/^\/mails\/([\d-]+)(\/html|\.eml)?$/) ?? [];
  const mail = await box.find(id);
  if (mail === undefined) return send(response, 404, "text/html", await drawMissing(locale));
  if (part === ".eml")
    return send(response, 200, "message/rfc822", mail.source, { "Content-Disposition": "attachment" });
  if (part === "/html")
    return send(response, 200, "text/html", drawFramed(mail), { "Content-Security-Policy": framed });
  send(response, 200, "text/html", await drawMail(mail, locale));
}

const ownPage = "default-src 'none'; style-src 'self'; frame-src 'self'; form-action 'self'; frame-ancestors 'none'";
/** The mail's own HTML: its style, no script, nothing fetched; its links open in a window of their own. */
const framed =
  "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'; sandbox allow-popups allow-popups-to-escape-sandbox";

function send(
  response: ServerResponse,
  status: number,
  type: string,
  body: string | CaughtMail["source"],
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, {
    "Content-Type": type.startsWith("text/") ? `${type}; charset=utf-8` : type,
    "Content-Security-Policy": ownPage,
    "X-Content-Type-Options": "nosniff",
    "X-Robots-Tag": "noindex",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
    ...headers,
  });
  response.end(body);
}
