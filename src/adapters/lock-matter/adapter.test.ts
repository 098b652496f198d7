import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { silentLog } from "../../kernel/log.ts";
import { makeTestFolder } from "../../kernel/test/folder.ts";
import { fixedClock } from "../../kernel/time/clock.ts";
import { tryLocks } from "../../modules/door/lock-contract.fixture.ts";
import { traitsOf } from "../../modules/door/rules.ts";
import { matterLocks } from "./adapter.ts";
import { loadMatter } from "./library.ts";
import { startVirtualMatterLock, type VirtualMatterLock } from "./virtual-lock.ts";

/** `npm ci` installs the package; whoever left it out is told so by a failure, not by silence. */
tryLocks("Matter", traitsOf("matter"), async () => {
  const { ManualPairingCodeCodec } = await loadMatter();
  const folder = makeTestFolder("matter");
  const clock = fixedClock("2026-12-04T12:00:00+09:00");
  const pairing: Record<string, string> = {};
  const doors = new Map<string, VirtualMatterLock>();
  for (const [index, name] of ["office", "stage"].entries()) {
    const [passcode, discriminator] = [20_202_021 + index, 0x100 + index * 0x200];
    doors.set(
      name,
      await startVirtualMatterLock({
        name,
        folder: join(folder, name),
        clock,
        offsetMs: 9 * 3_600_000,
        passcode,
        discriminator,
      }),
    );
    pairing[name] = ManualPairingCodeCodec.encode({ discriminator, passcode });
  }
  writeFileSync(join(folder, "pairing.json"), JSON.stringify(pairing));
  const locks = matterLocks({
    folder,
    networkInterface: "lo",
    clock,
    log: silentLog,
    zone: "Asia/Tokyo",
    answerWithinMs: 2_500,
    relockAfterSeconds: 3,
  });
  const door = (address: string) => {
    const found = doors.get(address);
    if (found === undefined) throw new Error(`no door ${address}`);
    return found;
  };
  return {
    locks,
    addresses: ["office", "stage"],
    now: clock.now,
    setNow: (now) => clock.set(now),
    type: (address, code) => door(address).type(code),
    isLocked: async (address) => door(address).isLocked(),
    setOffline: (address, isOffline) => door(address).setOffline(isOffline),
    async close() {
      await locks.close();
      for (const one of doors.values()) await one.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
});
