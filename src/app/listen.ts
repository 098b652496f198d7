import type { Server } from "node:http";
import { createAdaptorServer } from "@hono/node-server";
import type { Web } from "../kernel/http/web.ts";
import { portFailure } from "./ports.ts";

/** Puts the web on a port. Gives the port, which is another than asked for only if that was 0. */
export async function listen(
  web: Web,
  { host, port }: { host: string; port: number },
): Promise<{ port: number; close(): Promise<void> }> {
  const server = createAdaptorServer({
    fetch: (request, env) => web.fetch(request, { address: env.incoming.socket.remoteAddress ?? "" }),
    // Slow bodies and idle connections are given up (abuse case 47).
    serverOptions: { requestTimeout: 20_000, headersTimeout: 10_000, keepAliveTimeout: 5_000, maxHeaderSize: 16_384 },
  }) as Server;
  await new Promise<void>((done, fail) => {
    server.once("error", (error: { code?: string }) => fail(portFailure(error, { host, port, mainPort: port })));
    server.listen(port, host, done);
  });
  const address = server.address();
  return {
    port: typeof address === "object" && address !== null ? address.port : port,
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeIdleConnections();
        setTimeout(() => server.closeAllConnections(), 3_000).unref();
      }),
  };
}
