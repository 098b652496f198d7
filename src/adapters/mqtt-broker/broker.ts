import { createHash, timingSafeEqual } from "node:crypto";
import { once } from "node:events";
import { type AddressInfo, createServer } from "node:net";
import { Aedes } from "aedes";
import { type BrokerUser, covers } from "./rights.ts";

export type Broker = {
  readonly port: number;
  /** mqtt://host:port, without a name or password. */
  readonly address: string;
  close(): Promise<void>;
};

/**
 * An MQTT 3.1.1 broker inside this process, for one machine and for the demo. It keeps nothing on disk: retained
 * messages and waiting messages live as long as the process. Port 0 takes a free one.
 */
export async function startBroker(options: {
  readonly users: readonly BrokerUser[];
  readonly port?: number;
  readonly host?: string;
}): Promise<Broker> {
  const { users, port = 0, host = "127.0.0.1" } = options;
  const signedIn = new WeakMap<object, BrokerUser>();

  const aedes = await Aedes.createBroker({
    // aedes's 42 is for subscriptions before the session is ready; a worker that was away gets more than that.
    queueLimit: 10_000,
    drainTimeout: 10_000,
    authenticate: (client, name, password, done) => {
      const user = users.find((candidate) => candidate.name === name);
      if (user === undefined || password === undefined || !isSame(user.password, password)) {
        return done(
          Object.assign(new Error("unknown user or wrong password"), { returnCode: badUserOrPassword }),
          false,
        );
      }
      signedIn.set(client, user);
      done(null, true);
    },
    authorizePublish: (client, packet, done) => {
      const user = client === null ? undefined : signedIn.get(client);
      const isAllowed = user?.mayPublish.some((filter) => covers(filter, packet.topic)) ?? false;
      done(isAllowed ? null : new Error("may not publish there"));
    },
    authorizeSubscribe: (client, subscription, done) => {
      const user = signedIn.get(client);
      const isAllowed = user?.maySubscribe.some((filter) => covers(filter, subscription.topic)) ?? false;
      // null says no to this subscription (return code 128) and keeps the connection.
      done(null, isAllowed ? subscription : null);
    },
  });

  // Without noDelay Nagle's algorithm holds small packets back: 81 instead of 2,785 round trips a second.
  const server = createServer({ noDelay: true }, (socket) => void aedes.handle(socket));
  server.listen(port, host);
  await once(server, "listening");
  const bound = (server.address() as AddressInfo).port;

  return {
    port: bound,
    address: `mqtt://${host}:${bound}`,
    async close() {
      await new Promise<void>((resolve) => aedes.close(resolve));
      if (!server.listening) return;
      server.close();
      await once(server, "close");
    },
  };
}

/** CONNACK return code 4 of MQTT 3.1.1. */
const badUserOrPassword = 4;

function isSame(expected: string, given: Readonly<Buffer>): boolean {
  const digest = (value: string | Readonly<Buffer>) => createHash("sha256").update(value).digest();
  return timingSafeEqual(digest(expected), digest(given));
}
