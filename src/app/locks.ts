import { matterLocks } from "../adapters/lock-matter/adapter.ts";
import { remoteLocks } from "../adapters/lock-remotelock/adapter.ts";
import { makeSecrets } from "../kernel/auth/secrets.ts";
import { jsonLog } from "../kernel/log.ts";
import type { DoorAdapters } from "../modules/door/index.ts";
import { lockHookPurpose } from "../modules/door/module.ts";
import { readCityConfig } from "./city-folder.ts";
import type { Config } from "./config.ts";

/** The lock systems that this city has; a door at one that is missing cannot be reached, and staff are told so. */
export async function wireLocks(config: Config): Promise<DoorAdapters> {
  const { zone } = readCityConfig(config.CITY);
  const common = { clock: config.clock, log: jsonLog() };
  return {
    ...(config.MQTT_URL === undefined
      ? {}
      : {
          zigbee2mqtt: (await import("../adapters/lock-zigbee2mqtt/adapter.ts")).zigbee2mqttLocks({
            ...common,
            address: config.MQTT_URL,
            username: config.MQTT_USER,
            password: config.MQTT_PASSWORD,
            // The same in all processes and after a restart: under it the broker keeps what happens at the doors meanwhile.
            clientId: `machimigaki-${config.CITY}`,
          }),
        }),
    ...(config.MATTER_FOLDER === undefined
      ? {}
      : {
          matter: matterLocks({
            ...common,
            zone,
            folder: config.MATTER_FOLDER,
            networkInterface: config.MATTER_NETWORK_INTERFACE,
          }),
        }),
    ...(config.REMOTELOCK_CLIENT_ID === undefined
      ? {}
      : {
          remotelock: remoteLocks({
            ...common,
            zone,
            apiAddress: config.REMOTELOCK_API.replace(/\/$/, ""),
            signInAddress: config.REMOTELOCK_SIGN_IN.replace(/\/$/, ""),
            clientId: config.REMOTELOCK_CLIENT_ID,
            clientSecret: config.REMOTELOCK_CLIENT_SECRET,
            webhook: webhookOf(config),
          }),
        }),
  };
}

/** Only where the service can ring at all. The key is made from the master secret, so that every process has the same. */
function webhookOf({ address, MASTER_SECRET }: Config): { url: string; secret: string } | undefined {
  if (!address.startsWith("https://") || MASTER_SECRET === undefined) return undefined;
  const key = makeSecrets([Buffer.from(MASTER_SECRET, "base64url")]).sign(lockHookPurpose, "remotelock");
  return { url: `${address}/hooks/lock/remotelock/${key}`, secret: key };
}
