import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { setTimeout as wait } from "node:timers/promises";
import type { LockTraits } from "./rules.ts";
import type { LockAdapter, LockEvent, LockFailure, Window } from "./types.ts";

/** Two locks of one system, real but for the metal, and what people do at their doors. */
export type LockBench = {
  readonly locks: LockAdapter;
  readonly addresses: readonly [string, string];
  /** The clock that the locks go by. */
  now(): Date;
  setNow(now: Date): void;
  type(address: string, code: string): Promise<"opened" | "refused" | "ignored">;
  isLocked(address: string): Promise<boolean>;
  setOffline(address: string, isOffline: boolean): Promise<void>;
  /** For systems whose locks fetch from time to time what was left for them. */
  sync?(): Promise<void>;
  close(): Promise<void>;
};

const hour = 3_600_000;

/** What the module relies on; each adapter goes through it. */
export function tryLocks(name: string, traits: LockTraits, start: () => Promise<LockBench>): void {
  describe(`the locks of ${name}`, () => {
    let bench: LockBench;
    before(async () => {
      bench = await start();
    });
    after(() => bench.close());

    const during = (fromHours = -1, untilHours = 1): Window => ({
      from: new Date(+bench.now() + fromHours * hour),
      until: new Date(+bench.now() + untilHours * hour),
    });
    const [here, there] = [() => bench.addresses[0], () => bench.addresses[1]];
    const place = (address: string, user: number, window = during()) => ({
      address,
      user,
      holder: `holder-${user}`,
      during: window,
    });
    /** As the module does it: what the lock will have later is asked for again. */
    async function insist(ask: () => Promise<void>): Promise<void> {
      for (let tries = 0; ; tries++) {
        try {
          return await ask();
        } catch (error) {
          if ((error as LockFailure).reason !== "not-yet" || tries > 3) throw error;
          await bench.sync?.();
        }
      }
    }
    const write = (code: Parameters<LockAdapter["setCode"]>[0]) => insist(() => bench.locks.setCode(code));
    const clear = (code: Parameters<LockAdapter["clearCode"]>[0]) => insist(() => bench.locks.clearCode(code));

    /** A lock that was away may need some seconds until it is found again. */
    async function comeBack(address: string): Promise<void> {
      await bench.setOffline(address, false);
      const until = performance.now() + 15_000;
      for (;;) {
        try {
          return void (await bench.locks.readState(address));
        } catch (error) {
          if (performance.now() > until) throw error;
          await wait(100);
        }
      }
    }

    it("opens to a code that is enabled, at its own door only, and not after it was cleared", async () => {
      const three = place(here(), 3);
      assert.equal(await bench.locks.readCode(three), "absent");
      await write({ ...three, code: "482915", enabled: true });
      assert.equal(await bench.locks.readCode(three), "enabled");
      assert.equal(await bench.type(here(), "482915"), "opened");
      assert.equal(await bench.type(there(), "482915"), "refused");
      await clear(three);
      assert.equal(await bench.locks.readCode(three), "absent");
      assert.equal(await bench.type(here(), "482915"), "refused");
    });

    it("keeps a disabled code and does not open to it", async () => {
      const four = place(here(), 4);
      await write({ ...four, code: "615037", enabled: false });
      assert.equal(await bench.locks.readCode(four), "disabled");
      assert.equal(await bench.type(here(), "615037"), "refused");
      await write({ ...four, code: "615037", enabled: true });
      assert.equal(await bench.type(here(), "615037"), "opened");
      await clear(four);
    });

    it("takes the same again without complaint, and clears what is not there", async () => {
      const five = place(here(), 5);
      await write({ ...five, code: "739204", enabled: true });
      await write({ ...five, code: "739204", enabled: true });
      assert.equal(await bench.type(here(), "739204"), "opened");
      await clear(five);
      await clear(five);
    });

    it("has one code at two doors for one holder", async () => {
      const [first, second] = [place(here(), 6), { ...place(there(), 6), holder: "holder-6" }];
      await write({ ...first, code: "904817", enabled: true });
      await write({ ...second, code: "904817", enabled: true });
      assert.deepEqual([await bench.type(here(), "904817"), await bench.type(there(), "904817")], ["opened", "opened"]);
      await clear(first);
      assert.deepEqual(
        [await bench.type(here(), "904817"), await bench.type(there(), "904817")],
        ["refused", "opened"],
      );
      await clear(second);
      assert.equal(await bench.type(there(), "904817"), "refused");
    });

    it("does not take a number twice: the second holder is told, never given another number in silence", async () => {
      const seven = place(here(), 7);
      await write({ ...seven, code: "518362", enabled: true });
      await assert.rejects(write({ ...place(here(), 8), code: "518362", enabled: true }), (error: LockFailure) =>
        ["code-taken", "refused"].includes(error.reason),
      );
      await clear(place(here(), 8));
      assert.equal(await bench.type(here(), "518362"), "opened");
      await clear(seven);
    });

    it("tells of openings and wrong codes, with the place or the holder, under a name that stays the same", async () => {
      const heard: LockEvent[] = [];
      const listening = await bench.locks.onEvent(async (event) => void heard.push(event));
      try {
        const eleven = place(here(), 11);
        await write({ ...eleven, code: "260481", enabled: true });
        await wait(100);
        heard.length = 0;
        await bench.type(here(), "260481");
        await bench.type(here(), "111222");
        const operated = () => heard.filter((event) => event.kind === "operated" && event.address === here());
        for (let tries = 0; operated().length < 2; tries++) {
          assert.ok(tries < 200, "waited 4 s in vain");
          await wait(20);
        }
        const [opened, refused] = operated();
        assert.ok(opened?.kind === "operated" && refused?.kind === "operated");
        assert.deepEqual([opened.operation, opened.by, refused.operation], ["unlocked", "keypad", "refused"]);
        assert.ok(opened.user === 11 || opened.holder === "holder-11");
        assert.notEqual(opened.eventId, refused.eventId);
        assert.ok(!JSON.stringify(heard).includes("260481"));
        await clear(eleven);
      } finally {
        await listening.stop();
      }
    });

    if (traits.keepsTimes) {
      it("keeps the times by itself, and takes another window for the same code", async () => {
        const window = during(1, 2);
        const nine = place(here(), 9, window);
        const start = bench.now();
        await write({ ...nine, code: "827163", enabled: true });
        assert.equal(await bench.locks.readCode(nine), "enabled");
        assert.equal(await bench.type(here(), "827163"), "refused", "before");
        await bench.setOffline(here(), true);
        bench.setNow(new Date(+start + 1.5 * hour));
        assert.equal(await bench.type(here(), "827163"), "opened", "inside, although nobody can reach the lock");
        bench.setNow(new Date(+start + 2 * hour));
        assert.equal(await bench.type(here(), "827163"), "refused", "after");
        await comeBack(here());
        const next = { from: new Date(+start + 3 * hour), until: new Date(+start + 4 * hour) };
        assert.notEqual(await bench.locks.readCode({ ...nine, during: next }), "enabled");
        await write({ ...nine, during: next, code: "827163", enabled: true });
        bench.setNow(new Date(+start + 3.5 * hour));
        assert.equal(await bench.type(here(), "827163"), "opened");
        await clear(nine);
        bench.setNow(start);
      });
    }

    if (traits.opensFromAfar) {
      it("opens from afar and says its state; held open it stays open until it is released", async () => {
        await bench.locks.unlock(here());
        assert.equal(await bench.isLocked(here()), false);
        assert.equal((await bench.locks.readState(here())).lockState, "unlocked");
        await bench.locks.lock(here());
        assert.equal(await bench.isLocked(here()), true);
        await bench.locks.holdOpen(there());
        await wait(400);
        assert.equal(await bench.isLocked(there()), false);
        await bench.locks.release(there());
        assert.equal(await bench.isLocked(there()), true);
        await bench.locks.unlock(there());
        for (let tries = 0; !(await bench.isLocked(there())); tries++) {
          assert.ok(tries < 100, "after the shelter it locks by itself again");
          await wait(50);
        }
      });
    } else {
      it("refuses to open from afar: it would open when nobody is at the door", async () => {
        for (const ask of ["unlock", "lock", "holdOpen", "release"] as const) {
          await assert.rejects(bench.locks[ask](here()), { reason: "refused" });
        }
      });
    }

    // The last one: some systems take minutes until they look for a lock again that did not answer.
    if (traits.opensFromAfar) {
      it("that cannot be reached fails, and does nothing of it when it is back", async () => {
        await bench.setOffline(here(), true);
        const failed = (error: LockFailure) => ["unreachable", "no-answer"].includes(error.reason);
        const begun = performance.now();
        await assert.rejects(bench.locks.unlock(here()), failed);
        await assert.rejects(bench.locks.setCode({ ...place(here(), 10), code: "371946", enabled: true }), failed);
        assert.ok(performance.now() - begun < 12_000);
        await bench.setOffline(here(), false);
        await wait(2_000);
        assert.equal(await bench.isLocked(here()), true);
        assert.equal(await bench.type(here(), "371946"), "refused");
      });
    }
  });
}
