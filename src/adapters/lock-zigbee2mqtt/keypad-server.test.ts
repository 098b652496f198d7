import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { LockAdapter } from "../../modules/door/types.ts";
import { type DoorBench, startDoorBench } from "./door-bench.fixture.ts";
import { type KeypadServer, startKeypads } from "./keypad-server.ts";
import type { VirtualDoor } from "./virtual-door.ts";

/** What a lock without times does not look at. */
const rest = { holder: "a", during: { from: new Date(0), until: new Date(1) } };

let bench: DoorBench;
let door: VirtualDoor;
let locks: LockAdapter;
let keypads: KeypadServer;

before(async () => {
  bench = await startDoorBench();
  door = await bench.startDoor("office");
  locks = bench.connectLocks();
  keypads = await startKeypads({ doors: [{ door, label: "事務所側の入口" }], port: 0, production: false });
  await locks.setCode({ address: "office", user: 1, code: "482915", enabled: true, ...rest });
});
after(async () => {
  await keypads.close();
  await bench.close();
});

const read = async (path: string) => (await fetch(keypads.address + path)).text();
const post = (path: string, form: Record<string, string>, headers: Record<string, string> = {}) =>
  fetch(keypads.address + path, { method: "POST", body: new URLSearchParams(form), headers, redirect: "manual" });

test("pressing the digits one after the other and # opens the door", async () => {
  for (const key of [..."482915"]) await post("/doors/office/press", { key });
  assert.match(await read("/doors/office"), /押した数字：6けた/);
  await post("/doors/office/press", { key: "enter" });
  assert.equal(door.look().isLocked, false);
  const page = await read("/doors/office");
  assert.match(page, /開きました/);
  assert.doesNotMatch(page, /482915/);
});

test("a code typed with full-width digits opens too, and a wrong one is refused", async () => {
  await locks.lock("office");
  await post("/doors/office/type", { code: "４８２９１５" });
  assert.equal(door.look().isLocked, false);
  await post("/doors/office/type", { code: "111111" });
  assert.match(await read("/doors/office"), /開きません/);
});

test("the switches make the door offline, deaf or low, and well again", async () => {
  const press = (what: string) => post("/doors/office/switch", { what });
  await press("offline");
  await press("deaf");
  await press("low");
  assert.match(await read("/"), /電波が切れています　電池 12%/);
  await press("online");
  assert.match(await read("/"), /聞こえますが、答えません/);
  await press("hearing");
  await press("full");
  await press("explode");
  assert.match(await read("/"), /つながっています　電池 84%/);
});

test("a page from elsewhere presses nothing, an unknown door is not there, and production has no keypads", async () => {
  assert.equal((await post("/doors/office/press", { key: "1" }, { origin: "https://evil.example" })).status, 403);
  assert.match(await read("/doors/office"), /まだ押していません/);
  assert.equal((await fetch(`${keypads.address}/doors/vault`)).status, 404);
  assert.equal((await post("/doors/office/type", { code: "1".repeat(2_000) })).status, 413);
  await assert.rejects(startKeypads({ doors: [], port: 0, production: true }), /production/);
});
