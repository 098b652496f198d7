import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import type { Actor } from "../../src/kernel/actor.ts";
import { roles } from "../../src/kernel/actor.ts";
import { methodOf, type Route } from "../../src/kernel/http/route.ts";
import { settleBooking } from "../../src/modules/facility/commands/settle-booking.ts";
import { loadFacilities } from "../../src/modules/facility/index.ts";
import type { Resident, Staff } from "../../src/modules/facility/town.fixture.ts";
import { ground, roundsOf } from "../../src/modules/lottery/town.fixture.ts";
import { type Browser, type Given, type Site, startSite } from "../site.fixture.ts";

/** Every kind of person who may come to a page. */
export const kinds = ["visitor", "owner", "other", ...roles] as const;
export type Kind = (typeof kinds)[number];

export type Grounds = Site & {
  /** Values for the parameters of addresses; what belongs to somebody belongs to "owner". */
  readonly examples: Readonly<Record<string, string>>;
  actorOf(kind: Kind): Actor;
  /** Signed in anew, so that an errand that ends sessions ends no other test's. */
  browserOf(kind: Kind): Promise<Browser>;
};

/** A city in which everything exists that an address can name. */
export async function openGrounds(): Promise<Grounds> {
  const site = await startSite();
  const { db } = site.city;
  const owner = await site.addResident("山口 はる");
  const other = await site.addResident("佐藤 みのり");
  const staff = new Map<Kind, Staff>();
  for (const role of roles) staff.set(role, await site.addStaff(role, `職員 ${role}`));
  const hired = await site.addStaff("clerk", "職員 もう一人");
  const group = await site.addGroup([{ who: owner, role: "owner" }], ["culture"]);

  const { id: booking } = await site.hold(owner);
  await site.perform(settleBooking, { bookingId: booking, way: "online" }, { actor: owner });
  await site.payOnline(booking);
  const visiting = await site.signIn({ ...owner, sessionId: randomUUID() });
  const asked = await visiting.post("/sign-in", { mail: "nobody@omitama.example" });
  await site.signIn(owner);

  await site.perform(loadFacilities, [ground()]);
  await site.runJob("lottery.turn");
  const entry = await roundsOf(site).enter(owner);

  const one = async (query: ReturnType<typeof sql<{ id: string }>>) =>
    (await query.execute(db)).rows[0]?.id ?? randomUUID();
  const examples = {
    space: "minole-practice-1",
    facility: "minole",
    ordinance: randomUUID(),
    day: "2026-12-04",
    month: "2026-12",
    export: "shunyu-day",
    booking,
    door: "minole-practice-1",
    payment: (await site.paymentOf(booking))?.id ?? "",
    refund: randomUUID(),
    alarm: randomUUID(),
    closure: randomUUID(),
    moneyfile: randomUUID(),
    line: randomUUID(),
    batch: randomUUID(),
    mandate: randomUUID(),
    keyUse: randomUUID(),
    shelter: randomUUID(),
    series: randomUUID(),
    adapter: "remotelock",
    provider: "scripted",
    component: "button",
    example: "1",
    code: asked.location?.split("/").at(-1) ?? "",
    visit: randomUUID(),
    enrolment: randomUUID(),
    session: owner.sessionId,
    passkey: "AAAAAAAAAAAAAAAAAAAAAA",
    group,
    member: await one(sql`select id from identity.group_member where group_id = ${group}`),
    invitation: randomUUID(),
    registration: randomUUID(),
    kind: "school-sports",
    reduction: randomUUID(),
    approval: randomUUID(),
    blockSeries: randomUUID(),
    penalty: randomUUID(),
    standing: randomUUID(),
    document: randomUUID(),
    person: hired.personId,
    role: await one(sql`select id from identity.staff_role where person_id = ${hired.personId}`),
    id: await one(sql`select id from notice.message limit 1`),
    round: randomUUID(),
    season: randomUUID(),
    frame: randomUUID(),
    given: randomUUID(),
    application: randomUUID(),
    reviewer: randomUUID(),
    promise: "0",
    plan: "comprehensive",
    indicator: "net-monitors",
    subject: "1303",
    question: randomUUID(),
    figure: randomUUID(),
    key: randomUUID(),
    year: "2026",
    project: "1303-A",
    sheet: randomUUID(),
    request: randomUUID(),
    file: randomUUID(),
    revision: "1",
    draft: randomUUID(),
    entry,
    win: randomUUID(),
    decision: randomUUID(),
  };

  const residents: Readonly<Partial<Record<Kind, Resident>>> = { owner, other };
  const personOf = (kind: Kind): Resident | Staff | undefined => residents[kind] ?? staff.get(kind);
  return {
    ...site,
    examples,
    actorOf: (kind) => personOf(kind) ?? { kind: "visitor" },
    async browserOf(kind) {
      const person = personOf(kind);
      return person === undefined ? site.browser() : site.signIn({ ...person, sessionId: randomUUID() });
    },
  };
}

export const nameOf = (route: Route): string => `${methodOf(route)} ${route.path}`;

/** The address of a route with these values in it. A parameter without an example fails: whoever adds one, adds that. */
export function addressOf(route: Route, examples: Readonly<Record<string, string>>): string {
  return route.path.replace(/:([a-zA-Z]+)/g, (_, name: string) => {
    const example = examples[name];
    if (example === undefined) throw new Error(`${nameOf(route)}: no example for :${name} in tests/permissions`);
    return example;
  });
}

/** Asks as a browser would that is on our page: GET, or the form with a key of its own. */
export function call(
  browser: Browser,
  route: Route,
  address: string,
  form: Record<string, string> = {},
): Promise<Given> {
  if (methodOf(route) === "GET") return browser.get(address);
  if (route.kind !== "errand" || !route.upload) return browser.post(address, form);
  const body = new FormData();
  body.set("form-key", browser.keyFor(address));
  for (const [name, value] of Object.entries(form)) body.set(name, value);
  return browser.ask(address, { method: "POST", body });
}
