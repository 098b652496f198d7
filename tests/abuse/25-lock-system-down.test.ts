import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { type DoorTown, doorTown, hana } from "../../src/modules/door/door-town.fixture.ts";
import { doorWeb } from "../../src/modules/door/door-web.fixture.ts";
import { findAccess, listAlarms, requestCode } from "../../src/modules/door/index.ts";
import { LockFailure } from "../../src/modules/door/types.ts";

/** 8:55, somebody stands at the door, and the lock system is down. */
let town: DoorTown;
before(async () => {
  town = await doorTown({ now: "2026-12-04T08:55:00+09:00" });
});
after(() => town.close());

test("nothing opens by itself, the card says whom to call, staff are told, and it heals when the system is back", async () => {
  const { setCode, readState } = town.adapters.zigbee2mqtt;
  const down = async (address: string): Promise<never> => {
    throw new LockFailure("unreachable", address);
  };
  Object.assign(town.adapters.zigbee2mqtt, {
    setCode: ({ address }: { address: string }) => down(address),
    readState: down,
  });
  const window = { from: new Date("2026-12-04T08:45:00+09:00"), until: new Date("2026-12-04T12:15:00+09:00") };
  await town.perform(requestCode, { subject: town.booking, personId: hana.personId, doors: ["office"], ...window });
  await town.drain();
  town.clock.advance(60_000);
  await town.runJob("door.watch");
  assert.equal(town.office.look().isLocked, true);
  assert.equal((await findAccess(town.city.db, town.booking))?.revokedAt, undefined, "the booking stands");
  const { body } = await doorWeb(town.city, town.booking).ask("/booking", "hana");
  assert.match(body, /電話してください。開けに行きます/);
  assert.match(body, /0299-48-0001/);
  const kinds = (await listAlarms(town.city.db, town.clock.now())).map(({ kind }) => kind);
  assert.ok(kinds.includes("code-not-installed") && kinds.includes("unreachable"));
  Object.assign(town.adapters.zigbee2mqtt, { setCode, readState });
  town.clock.advance(5 * 60_000);
  await town.drain();
  assert.equal((await findAccess(town.city.db, town.booking))?.doors[0]?.state, "enabled");
});
