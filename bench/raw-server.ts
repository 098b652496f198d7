import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** Runs as a child process: answers everything with the bytes that the parent sent. The least that HTTP costs in Node. */
export type RawPage = { readonly headers: Readonly<Record<string, string>>; readonly body: string };

process.once("message", ({ headers, body }: RawPage) => {
  const bytes = Buffer.from(body);
  const server = createServer((_, response) => {
    response.writeHead(200, { ...headers, "content-length": bytes.length });
    response.end(bytes);
  });
  server.listen(0, "127.0.0.1", () => process.send?.((server.address() as AddressInfo).port));
});
