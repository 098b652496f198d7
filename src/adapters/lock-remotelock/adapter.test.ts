import assert from "node:assert/strict";
import { afterEach, test } from "node:test";
import { jsonLog, silentLog } from "../../kernel/log.ts";
import { fixedClock } from "../../kernel/time/clock.ts";
import { civilDateOf, wallTimeOf } from "../../kernel/time/instant.ts";
import { tryLocks } from "../../modules/door/lock-contract.fixture.ts";
import { traitsOf } from "../../modules/door/rules.ts";
import { type RemoteLockOptions, remoteLocks } from "./adapter.ts";
import { startRemoteLockStandIn } from "./stand-in.fixture.ts";

const zone = "Asia/Tokyo";
const localTime = (instant: Date) => `${civilDateOf(instant, zone)}T${wallTimeOf(instant, zone)}:00`;
const [front, gym] = ["11111111-aaaa-4aaa-8aaa-000000000001", "11111111-aaaa-4aaa-8aaa-000000000002"] as const;

async function startBench(
  standIn: Partial<Parameters<typeof startRemoteLockStandIn>[0]> = {},
  options: Partial<RemoteLockOptions> = {},
) {
  const clock = fixedClock("2026-12-04T12:00:00+09:00");
  const ticking = {
    now: () => {
      clock.advance(1);
      return clock.now();
    },
  };
  const cloud = await startRemoteLockStandIn({
    clock: ticking,
    localTime,
    locks: [front, gym],
    perMinute: 100_000,
    ...standIn,
  });
  const locks = remoteLocks({
    apiAddress: cloud.address,
    signInAddress: cloud.address,
    clientId: "id",
    clientSecret: "secret",
    clock: ticking,
    log: silentLog,
    zone,
    askEveryMs: 30,
    answerWithinMs: 1_000,
    ...options,
  });
  return { clock, cloud, locks };
}

tryLocks("RemoteLOCK", traitsOf("remotelock"), async () => {
  const { clock, cloud, locks } = await startBench();
  return {
    locks,
    addresses: [front, gym],
    now: clock.now,
    setNow: (now) => clock.set(now),
    type: async (address, code) => cloud.type(address, code),
    isLocked: async () => true,
    setOffline: async (address, isOffline) => void cloud.setOffline(address, isOffline),
    sync: async () => cloud.heartbeat(),
    close: () => cloud.close(),
  };
});

let close: () => Promise<void> = async () => {};
afterEach(() => close());
async function bench(...given: Parameters<typeof startBench>) {
  const started = await startBench(...given);
  close = started.cloud.close;
  const during = {
    from: new Date("2026-12-04T11:00:00+09:00"),
    until: new Date("2026-12-04T13:00:00+09:00"),
  };
  return { ...started, place: (holder: string, address: string = front) => ({ address, user: 1, holder, during }) };
}

test("a code counts as written when the lock has fetched it, not when the cloud has it; times go without an offset", async () => {
  const { cloud, locks, place } = await bench();
  const set = () => locks.setCode({ ...place("a"), code: "482915", enabled: true });
  await assert.rejects(set(), { reason: "not-yet" });
  await assert.rejects(set(), { reason: "not-yet" });
  assert.equal(cloud.type(front, "482915"), "refused");
  cloud.heartbeat();
  await set();
  assert.equal(cloud.type(front, "482915"), "opened");
  assert.equal(cloud.people.size, 1, "asked three times, made once");
  assert.deepEqual(
    [...cloud.people.values()].map(({ startsAt, endsAt }) => [startsAt, endsAt]),
    [["2026-12-04T11:00:00", "2026-12-04T13:00:00"]],
  );
  assert.ok(cloud.seen.every(({ path, accept }) => path === "/oauth/token" || accept?.includes("version=1")));
});

for (const whenTaken of ["refuse", "replace"] as const) {
  test(`a PIN that another has is reported as taken, and no person with another PIN is left behind (${whenTaken})`, async () => {
    const { cloud, locks, place } = await bench({ whenTaken });
    await assert.rejects(locks.setCode({ ...place("a"), code: "482915", enabled: true }), { reason: "not-yet" });
    await assert.rejects(locks.setCode({ ...place("b"), code: "482915", enabled: true }), { reason: "code-taken" });
    const live = [...cloud.people.values()].filter(({ isDeactivated }) => !isDeactivated);
    assert.deepEqual(
      live.map(({ pin }) => pin),
      ["482915"],
    );
  });
}

test("what was begun by a worker that died is found again by its name", async () => {
  const first = await bench();
  await assert.rejects(first.locks.setCode({ ...first.place("a"), code: "482915", enabled: true }));
  const { clock } = first;
  const second = remoteLocks({
    apiAddress: first.cloud.address,
    signInAddress: first.cloud.address,
    clientId: "id",
    clientSecret: "secret",
    clock,
    log: silentLog,
    zone,
  });
  first.cloud.heartbeat();
  await second.setCode({ ...first.place("a"), code: "482915", enabled: true });
  assert.equal(first.cloud.people.size, 1);
});

test("too many questions: the whole account rests until the service said, and nothing is asked meanwhile", async () => {
  const { cloud, clock, locks, place } = await bench({ perMinute: 3 });
  await assert.rejects(locks.setCode({ ...place("a"), code: "482915", enabled: true }), { reason: "not-yet" });
  const before = cloud.seen.length;
  for (let n = 0; n < 5; n++) await assert.rejects(locks.readState(front), { reason: "not-yet" });
  assert.equal(cloud.seen.length, before);
  clock.advance(61_000);
  assert.deepEqual(await locks.readState(front), { lockState: "locked", batteryPercent: 84 });
});

test("the service is down: unreachable, and never a code that counts; a token that ended is asked for again", async () => {
  const { cloud, locks, place } = await bench();
  await locks.readState(front);
  cloud.endTokens();
  await locks.readState(front);
  cloud.setDown(true);
  await assert.rejects(locks.setCode({ ...place("a"), code: "482915", enabled: true }), { reason: "unreachable" });
  await assert.rejects(locks.readState(front), { reason: "unreachable" });
  await cloud.close();
  close = async () => {};
  await assert.rejects(locks.readState(front), { reason: "unreachable" });
});

test("a revoked code counts as gone when the lock has been heard after that", async () => {
  const { cloud, locks, place } = await bench();
  await assert.rejects(locks.setCode({ ...place("a"), code: "482915", enabled: true }));
  cloud.heartbeat();
  await assert.rejects(locks.clearCode(place("a")), { reason: "not-yet" });
  assert.equal(cloud.type(front, "482915"), "opened", "the lock has not heard of it yet");
  cloud.heartbeat();
  await locks.clearCode(place("a"));
  assert.equal(cloud.type(front, "482915"), "refused");
});

test("the webhook is asked for once, and again when the service has switched it off; a PIN stands in no log line", async () => {
  const lines: string[] = [];
  const webhook = { url: "http://127.0.0.1:9/hooks/lock/remotelock/key", secret: "s" };
  const { cloud, locks, place } = await bench({}, { webhook, log: jsonLog((line) => lines.push(line)) });
  const until = async (isSo: () => boolean) => {
    for (let tries = 0; !isSo(); tries++) {
      assert.ok(tries < 200, "waited 2 s in vain");
      await new Promise((done) => setTimeout(done, 10));
    }
  };
  await assert.rejects(locks.setCode({ ...place("a"), code: "482915", enabled: true }));
  cloud.heartbeat();
  const first = await locks.onEvent(async () => {});
  await until(() => cloud.subscribers.size === 1);
  cloud.type(front, "482915");
  await until(() => [...cloud.subscribers.values()].every(({ active }) => !active));
  await first.stop();
  const second = await locks.onEvent(async () => {});
  await until(() => [...cloud.subscribers.values()].every(({ active }) => active));
  assert.equal(cloud.subscribers.size, 1);
  cloud.setDown(true);
  await until(() => lines.some((line) => line.includes("not-heard")));
  await second.stop();
  assert.doesNotMatch(lines.join(""), /482915/);
});
