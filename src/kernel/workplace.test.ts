import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { type Actor, type Role, roles, visitor } from "./actor.ts";
import type { CityConfig } from "./city-config.ts";
import { closedTo, type Workplace, worksAt } from "./workplace.ts";

const facilities = { minole: { sections: ["minole", "gakushu"] }, courts: { sections: ["sports"] } };
const counters: readonly Role[] = ["clerk", "facility-manager"];

function place(
  held: readonly Role[],
  sectionId: string,
  { everywhere, run = facilities }: { everywhere?: readonly Role[]; run?: CityConfig["facilities"] } = {},
): Workplace {
  const who = { personId: "p", name: "職員", sectionName: "課", sessionId: "s" };
  const actor: Actor = { kind: "staff", ...who, sectionId, roles: held, ...(everywhere && { everywhere }) };
  return { actor, city: { config: { facilities: run } as CityConfig } };
}

test("a role works at the facilities of its section, and not at another's", () => {
  const clerk = place(["clerk"], "minole");
  assert.equal(worksAt(clerk, counters, "minole"), true);
  assert.equal(worksAt(place(["clerk"], "gakushu"), counters, "minole"), true, "two sections may run one facility");
  assert.equal(worksAt(clerk, counters, "courts"), false);
  assert.deepEqual(closedTo(clerk, counters), ["courts"]);
});

test("a facility for which no section is named is every section's; so is each in a city that names none", () => {
  assert.equal(worksAt(place(["clerk"], "sports"), counters, "hall"), true);
  assert.equal(worksAt(place(["clerk"], "sports", { run: {} }), counters, "minole"), true);
  assert.equal(worksAt(place(["clerk"], "sports", { run: {} }), counters, undefined), true);
});

test("a role that was given for all facilities works everywhere, and takes no other role along", () => {
  const both = place(["clerk", "approver"], "zaisei", { everywhere: ["approver"] });
  assert.equal(worksAt(both, ["approver"], "minole"), true);
  assert.equal(worksAt(both, counters, "minole"), false, "the clerk's role is of the section");
  assert.equal(worksAt(both, "staff", "minole"), true);
});

test("administrators, auditors and finance are the whole city's, within what their role may do at all", () => {
  for (const role of ["administrator", "auditor", "finance"] as const) {
    assert.equal(worksAt(place([role], "kansa"), "staff", "minole"), true, role);
    assert.equal(worksAt(place([role], "kansa"), counters, "minole"), false, `${role} stands at no counter`);
  }
  assert.equal(worksAt(place(["planner"], "kikaku"), "staff", "minole"), false);
});

test("what no facility is known of is only for those who work everywhere", () => {
  assert.equal(worksAt(place(["clerk"], "minole"), counters, undefined), false);
  assert.equal(worksAt(place(["clerk"], "minole", { everywhere: ["clerk"] }), counters, undefined), true);
});

test("nobody but staff works anywhere, and a name that every object has is no facility", () => {
  for (const actor of [visitor, { kind: "system", job: "j" } as const]) {
    assert.equal(worksAt({ ...place([], "minole"), actor }, "anyone", "minole"), false);
  }
  assert.deepEqual(closedTo({ ...place([], "minole"), actor: visitor }, "staff"), ["minole", "courts"]);
  const run = { toString: { sections: ["sports"] }, minole: { sections: ["minole"] } } as unknown as typeof facilities;
  assert.equal(worksAt(place(["clerk"], "minole", { run }), counters, "toString"), false);
});

test("naming a section never opens a door that was shut, whatever the roles", () => {
  const anyRoles = fc.subarray([...roles]);
  fc.assert(
    fc.property(
      anyRoles,
      anyRoles,
      anyRoles,
      fc.constantFrom("minole", "sports"),
      fc.constantFrom("minole", "courts", "hall", undefined),
      (held, wide, who, section, facility) => {
        const everywhere = held.filter((role) => wide.includes(role));
        const scoped = worksAt(place(held, section, { everywhere }), who, facility);
        const open = worksAt(place(held, section, { everywhere, run: {} }), who, facility);
        assert.ok(!scoped || open);
        if (scoped) assert.ok(held.some((role) => who.includes(role)));
      },
    ),
  );
});
