import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { connectAsync, type MqttClient } from "mqtt";
import { type Broker, startBroker } from "./broker.ts";
import { covers, lockBrokerUsers } from "./rights.ts";

const passwords = { platform: "platform-secret", locks: "locks-secret" };
let broker: Broker;
const clients: MqttClient[] = [];

before(async () => {
  broker = await startBroker({ users: lockBrokerUsers(passwords) });
});
after(async () => {
  for (const client of clients) await client.endAsync(true);
  await broker.close();
});

async function connect(username: string, password: string): Promise<MqttClient> {
  const client = await connectAsync(broker.address, { protocolVersion: 4, username, password, reconnectPeriod: 0 });
  clients.push(client);
  return client;
}

test("a wrong password, an unknown user and no user at all do not get in", async () => {
  const refused = { message: /Bad username or password/ };
  await assert.rejects(connect("platform", "locks-secret"), refused);
  await assert.rejects(connect("nobody", "platform-secret"), refused);
  await assert.rejects(connectAsync(broker.address, { protocolVersion: 4, reconnectPeriod: 0 }), refused);
});

test("a lock may not give commands to another lock, and nobody may listen to everything", async () => {
  const lock = await connect("locks", passwords.locks);
  const platform = await connect("platform", passwords.platform);
  await assert.rejects(lock.subscribeAsync("#"), /Unspecified error/);
  await assert.rejects(platform.subscribeAsync("zigbee2mqtt/#"), /Unspecified error/);
  const closed = new Promise<void>((resolve) => lock.once("close", () => resolve()));
  lock.publish("zigbee2mqtt/neighbour/set", '{"state":"UNLOCK"}', { qos: 1 }, () => {});
  await closed;
});

test("the last known availability is there for whoever comes later", async () => {
  const lock = await connect("locks", passwords.locks);
  await lock.publishAsync("zigbee2mqtt/front/availability", '{"state":"online"}', { retain: true, qos: 1 });
  const platform = await connect("platform", passwords.platform);
  const heard = new Promise<string>((resolve) => {
    platform.on("message", (topic, payload) => resolve(`${topic} ${payload}`));
  });
  await platform.subscribeAsync("zigbee2mqtt/+/availability");
  assert.equal(await heard, 'zigbee2mqtt/front/availability {"state":"online"}');
});

test("a grant covers a filter only if it covers all that the filter can match", () => {
  assert.ok(covers("a/+", "a/b"));
  assert.ok(covers("a/+", "a/+"));
  assert.ok(covers("a/#", "a/b/c"));
  assert.ok(covers("a/#", "a/#"));
  assert.ok(!covers("a/+", "a/#"));
  assert.ok(!covers("a/+", "a/b/c"));
  assert.ok(!covers("a/+/set", "a/b"));
  assert.ok(!covers("a/+", "#"));
});
