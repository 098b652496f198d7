import type { Server } from "node:http";
import { createServer } from "node:net";
import { createAdaptorServer } from "@hono/node-server";
import type { Web } from "../kernel/http/web.ts";
import { StartFailure } from "../kernel/start-failure.ts";

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
    server.once("error", (error: { code?: string }) => fail(failureOf(error, host, port)));
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

/** Why a port cannot be had, as a sentence. */
export function failureOf(error: { code?: string }, host: string, port: number): unknown {
  if (error.code === "EADDRINUSE")
    return new StartFailure(
      `Port ${port} of ${host} is taken by another program. Stop that one, or set PORT to another.`,
    );
  if (error.code === "EACCES")
    return new StartFailure(`Port ${port} may not be used by this user. Set PORT to 1024 or above.`);
  return error;
}

/** Says so before the database is started, not after. */
export async function assertPortFree(host: string, port: number): Promise<void> {
  if (port === 0) return;
  const probe = createServer();
  await new Promise<void>((done, fail) => {
    probe.once("error", (error: { code?: string }) => fail(failureOf(error, host, port)));
    probe.listen(port, host, () => probe.close(() => done()));
  });
}
