import { randomBytes } from "node:crypto";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { startIdDemo } from "../adapters/id-demo/id-demo.ts";
import { keepDemoKeys } from "../adapters/id-demo/keys.ts";
import { demoClients } from "../adapters/id-demo/subject.ts";
import { type KeypadServer, startKeypads } from "../adapters/lock-zigbee2mqtt/keypad-server.ts";
import { startVirtualDoor, type VirtualDoor } from "../adapters/lock-zigbee2mqtt/virtual-door.ts";
import { startMailCatcher } from "../adapters/mail-catcher/mail-catcher.ts";
import { startBroker } from "../adapters/mqtt-broker/broker.ts";
import { lockBrokerUsers } from "../adapters/mqtt-broker/rights.ts";
import { startDemoPayments } from "../adapters/pay-demo/server.ts";
import { jsonLog } from "../kernel/log.ts";
import { readFacilities } from "../modules/facility/seeds.ts";
import { cityFolder, readCityConfig } from "./city-folder.ts";
import type { Config } from "./config.ts";
import { readDemoPeople } from "./demo-people.ts";
import { partnerPorts, portFailure } from "./ports.ts";

export type Demo = {
  /** Settings with which web and worker find these partners. */
  readonly env: Readonly<Record<string, string>>;
  readonly mailAddress: string;
  readonly keypads: KeypadServer;
  close(): Promise<void>;
};

/** The partners that a city has and a demo lacks, each a real server on a port of its own. Never in production. */
export async function startDemo(config: Config): Promise<Demo> {
  const { production, PORT, DATA_DIR, CITY } = config;
  const portOf = (partner: keyof typeof partnerPorts) => PORT + partnerPorts[partner];
  const passwords = { platform: secretWord(), locks: secretWord() };
  const pay = { apiKey: secretWord(), hookKey: secretWord() };
  const back = `${config.address}/sign-in/back`;
  const closers: (() => Promise<void>)[] = [];
  const keep = <T extends { close(): Promise<void> }>(started: T): T => {
    closers.unshift(() => started.close());
    return started;
  };
  const close = async () => {
    for (const step of closers) await step();
  };

  async function startIdentity() {
    const [keys, people] = await Promise.all([
      keepDemoKeys(join(DATA_DIR, "id-demo")),
      readDemoPeople(cityFolder(CITY)),
    ]);
    const redirectUris = { resident: [back], staff: [back] };
    const { issuer } = keep(await startIdDemo({ port: portOf("identity"), keys, people, redirectUris, production }));
    return { keys, issuer };
  }

  async function startLocks() {
    const broker = keep(await startBroker({ users: lockBrokerUsers(passwords), port: portOf("broker") }));
    const doors = await startDoors(config, broker.address, passwords.locks);
    closers.unshift(async () => void (await Promise.all(doors.map(({ door }) => door.close()))));
    return { broker, keypads: keep(await startKeypads({ doors, port: portOf("keypads"), production })) };
  }

  try {
    const [mail, payments, { keys, issuer }, { broker, keypads }] = await allOf([
      startMailCatcher({
        production,
        dataFolder: DATA_DIR,
        webPort: portOf("mailbox"),
        smtpPort: portOf("smtp"),
      }).then((started) => keep(started)),
      startDemoPayments({
        folder: join(DATA_DIR, "pay-demo"),
        apiKey: pay.apiKey,
        now: config.clock.now,
        port: portOf("payments"),
        hook: { address: `http://127.0.0.1:${PORT}/hooks/payment/demo`, key: pay.hookKey },
      }).then((started) => keep(started)),
      startIdentity(),
      startLocks(),
    ]);
    return {
      mailAddress: mail.address,
      keypads,
      env: {
        DEMO_MAILBOX: mail.address,
        SMTP_HOST: "127.0.0.1",
        SMTP_PORT: String(mail.smtpPort),
        PAY_URL: payments.address,
        PAY_API_KEY: pay.apiKey,
        PAY_HOOK_KEYS: pay.hookKey,
        OIDC_RESIDENT_ISSUER: issuer,
        OIDC_RESIDENT_CLIENT_ID: demoClients.resident,
        OIDC_RESIDENT_KEY: keys.resident,
        OIDC_STAFF_ISSUER: issuer,
        OIDC_STAFF_CLIENT_ID: demoClients.staff,
        OIDC_STAFF_KEY: keys.staff,
        MQTT_URL: broker.address,
        MQTT_USER: "platform",
        MQTT_PASSWORD: passwords.platform,
      },
      close,
    };
  } catch (error) {
    await close().catch(() => {});
    const { port } = error as { port?: number };
    throw portFailure(error as { code?: string }, { host: "127.0.0.1", port: port ?? PORT, mainPort: PORT });
  }
}

/** All, or the first failure, but only after each has come to its end: what was started then is known and is closed. */
async function allOf<Parts extends unknown[]>(
  parts: readonly [...{ [Part in keyof Parts]: Promise<Parts[Part]> }],
): Promise<Parts> {
  await Promise.allSettled(parts);
  return (await Promise.all(parts)) as Parts;
}

/** One virtual door for each door of the city's facilities. */
async function startDoors(
  config: Config,
  address: string,
  password: string,
): Promise<{ door: VirtualDoor; label: string }[]> {
  const folder = join(config.DATA_DIR, "doors");
  mkdirSync(folder, { recursive: true });
  const facilities = await readFacilities(
    { config: readCityConfig(config.CITY) },
    new URL("facilities/", cityFolder(config.CITY)),
  );
  const named = facilities.flatMap(({ name: place, doors }) =>
    doors
      .filter(({ adapter }) => adapter === "zigbee2mqtt")
      .map((door) => ({ name: door.address, label: `${place.ja}　${door.name.ja}` })),
  );
  const broker = { address, username: "locks", password };
  return Promise.all(
    named.map(async ({ name, label }) => ({
      door: await startVirtualDoor({ ...broker, name, folder, clock: config.clock, log: jsonLog() }),
      label,
    })),
  );
}

function secretWord(): string {
  return randomBytes(24).toString("base64url");
}
