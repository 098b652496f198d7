import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";
import { setTimeout as wait } from "node:timers/promises";
import { SMTPServer, type SMTPServerSession } from "smtp-server";
import type { Clock } from "../../kernel/time/clock.ts";
import type { MailBox } from "./box.ts";
import type { Fault, Faults } from "./faults.ts";

export type CatchingServer = { readonly port: number; close(): Promise<void> };

/** An SMTP server on loopback that takes every mail and sends none on. */
export async function startSmtp(box: MailBox, faults: Faults, port: number, clock: Clock): Promise<CatchingServer> {
  const server = new SMTPServer({
    name: "localhost",
    disabledCommands: ["STARTTLS", "AUTH"],
    disableReverseLookup: true,
    hideENHANCEDSTATUSCODES: false,
    // Mobile carriers gave out addresses with dots in a row and before the @.
    lenientAddressParsing: true,
    size: 5_000_000,
    rejectOversized: true,
    closeTimeout: 200,
    onMailFrom: (_, __, callback) => callback(refusalOf(faults.take("mail"))),
    onRcptTo: (_, __, callback) => callback(refusalOf(faults.take("rcpt"))),
    onData: (stream, session, callback) => {
      buffer(stream)
        .then((source) => receive(source, session))
        .then((refusal) => callback(refusal))
        .catch((error) => callback(error));
    },
  });

  const receive = async (source: Buffer, session: SMTPServerSession): Promise<Error | null> => {
    const fault = faults.take("data");
    if (fault?.do === "slow") await wait(fault.ms);
    const refusal = refusalOf(fault);
    if (refusal !== null) return refusal;
    for (const { address } of session.envelope.rcptTo) await box.keep(address, source, clock.now());
    if (fault?.do === "drop-after-data") hangUp(session);
    return null;
  };
  const hangUp = (session: SMTPServerSession) => {
    for (const connection of server.connections) if (connection.session.id === session.id) connection._socket.destroy();
  };

  // A client that hangs up is no error of ours.
  server.on("error", () => {});
  await new Promise<void>((resolve, reject) => {
    server.server.once("error", reject);
    server.listen(port, "127.0.0.1", resolve);
  });
  return {
    port: (server.server.address() as AddressInfo).port,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

function refusalOf(fault: Fault | undefined): Error | null {
  if (fault?.do !== "refuse") return null;
  return Object.assign(new Error(fault.said ?? "Refused by a fault of the demo"), { responseCode: fault.code });
}
