import { connect as connectMqtt, type IClientOptions, type MqttClient } from "mqtt";
import type { Log } from "../../kernel/log.ts";

export type BrokerSettings = {
  /** mqtt://127.0.0.1:1883, or mqtts:// with the system's certificates. */
  readonly address: string;
  readonly username: string;
  readonly password: string;
};

/**
 * Connects in the background and again after each loss. MQTT 3.1.1, because aedes refuses MQTT 5.
 * Nothing that was to be sent waits for a lost connection: a door must not open minutes after somebody asked.
 */
export function connectBroker(
  settings: BrokerSettings,
  log: Log,
  options: Pick<IClientOptions, "clientId" | "clean" | "will">,
): MqttClient {
  const { address, username, password } = settings;
  const client = connectMqtt(address, {
    protocolVersion: 4,
    username,
    password,
    queueQoSZero: false,
    reconnectPeriod: 1_000,
    connectTimeout: 5_000,
    ...options,
  });
  let isKnownLost = false;
  client.on("connect", () => {
    isKnownLost = false;
  });
  const sayLost = (error?: unknown) => {
    if (!isKnownLost && !client.disconnecting) log.warn("lock.broker-lost", { reason: codeOf(error) });
    isKnownLost = true;
  };
  client.on("error", sayLost);
  client.on("close", () => sayLost());
  return client;
}

/** Whether there is a connection, or comes one within this time. */
export function isConnectedWithin(client: MqttClient, ms: number): Promise<boolean> {
  if (client.connected) return Promise.resolve(true);
  return new Promise((resolve) => {
    const decide = () => {
      clearTimeout(timer);
      client.off("connect", decide);
      resolve(client.connected);
    };
    const timer = setTimeout(decide, ms);
    client.on("connect", decide);
  });
}

function codeOf(error: unknown): string {
  const { code } = (error ?? {}) as { code?: unknown };
  return typeof code === "string" || typeof code === "number" ? String(code) : "connection closed";
}
