import { createServer } from "node:net";
import { StartFailure } from "../kernel/start-failure.ts";
import type { Config } from "./config.ts";

/** The demo's partners, by how far after PORT they listen. */
export const partnerPorts = { mailbox: 1, smtp: 2, payments: 3, identity: 4, broker: 5, keypads: 6 } as const;

const partners: Readonly<Record<keyof typeof partnerPorts, string>> = {
  mailbox: "the mail catcher's page",
  smtp: "the mail catcher",
  payments: "the demo payment provider",
  identity: "the demo identity provider",
  broker: "the MQTT broker",
  keypads: "the keypads of the virtual doors",
};

/** Says so before anything is started, not after. */
export async function assertPortsFree({ HOST, PORT, production }: Config): Promise<void> {
  await assertPortFree(HOST, PORT, PORT);
  if (production) return;
  await Promise.all(Object.values(partnerPorts).map((offset) => assertPortFree("127.0.0.1", PORT + offset, PORT)));
}

async function assertPortFree(host: string, port: number, mainPort: number): Promise<void> {
  const probe = createServer();
  await new Promise<void>((done, fail) => {
    probe.once("error", (error: { code?: string }) => fail(portFailure(error, { host, port, mainPort })));
    probe.listen(port, host, () => probe.close(() => done()));
  });
}

/** Why a port cannot be had, as a sentence with the setting that changes it. */
export function portFailure(
  error: { code?: string },
  { host, port, mainPort }: { host: string; port: number; mainPort: number },
): unknown {
  if (error.code === "EACCES")
    return new StartFailure(`Port ${port} may not be used by this user. Set PORT to 1024 or above.`);
  if (error.code === "EADDRNOTAVAIL" || error.code === "ENOTFOUND")
    return new StartFailure(`HOST ${host} is no address of this machine.`);
  if (error.code !== "EADDRINUSE") return error;
  const [partner] = Object.entries(partnerPorts).find(([, offset]) => mainPort + offset === port) ?? [];
  const whose =
    partner === undefined ? "" : ` (for ${partners[partner as keyof typeof partners]}, PORT + ${port - mainPort})`;
  return new StartFailure(
    `Port ${port} of ${host}${whose} is taken by another program. Stop that one, or set PORT to another.`,
  );
}
