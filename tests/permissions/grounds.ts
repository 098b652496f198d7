import { randomUUID } from "node:crypto";
import { type RawBuilder, sql } from "kysely";
import type { Actor } from "../../src/kernel/actor.ts";
import { roles } from "../../src/kernel/actor.ts";
import { methodOf, type Route } from "../../src/kernel/http/route.ts";
import { enterPaper } from "../../src/modules/allocation/commands/ask-frames.ts";
import { settleBooking } from "../../src/modules/facility/commands/settle-booking.ts";
import { type Resident, rehearsal, type Staff } from "../../src/modules/facility/town.fixture.ts";
import { addDocument } from "../../src/modules/identity/commands/document.ts";
import { applyForRegistration } from "../../src/modules/identity/commands/registration.ts";
import { addToRoster } from "../../src/modules/identity/commands/roster.ts";
import { peopleOf } from "../../src/modules/identity/people.fixture.ts";
import { deemed } from "../../src/modules/identity/registration.fixture.ts";
import { upsertKind } from "../../src/modules/identity/store/registration-kind.ts";
import { type Browser, type Given, type Site, startSite } from "../site.fixture.ts";
import { makePlanRows } from "./plan-rows.ts";
import { makeRows, one } from "./rows.ts";

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

/**
 * Parameters without a row here. A visit and an enrolment are proved by the browser that began them; what the bank, the draw and a
 * closed season bring needs days to pass, and their own modules' tests walk through those days.
 */
const withoutRow = ["visit", "enrolment", "draft", "moneyfile", "line", "batch", "mandate", "given", "win", "key"];

/** A city in which everything exists that an address can name. */
export async function openGrounds(): Promise<Grounds> {
  const site = await startSite();
  const { db } = site.city;
  const owner = await site.addResident("山口 はる");
  const other = await site.addResident("佐藤 みのり");
  const staff = new Map<Kind, Staff>();
  for (const role of roles) staff.set(role, await site.addStaff(role, `職員 ${role}`));
  const hired = await site.addStaff("clerk", "職員 もう一人");
  const group = await site.addGroup([{ who: owner, role: "owner" }], ["culture", "school-sports"]);

  // Made by hands of their own, so that whoever has a role may be the second pair of eyes.
  const maker = await peopleOf(site).addStaff("職員 準備", ["clerk", "facility-manager", "approver", "planner"]);
  const made = await makeRows(site, maker, owner, group);
  const ofPlan = await makePlanRows(site, maker, owner, other);

  const { id: booking } = await site.hold(owner, { on: "2026-12-10" });
  await site.perform(settleBooking, { bookingId: booking, way: "online" }, { actor: owner });
  await site.payOnline(booking);
  const visiting = await site.signIn({ ...owner, sessionId: randomUUID() });
  const asked = await visiting.post("/sign-in", { mail: "nobody@omitama.example" });
  const signedIn = await site.signIn(owner);
  await signedIn.post(`/my/groups/${group}/invitations`, { mail: "guest@omitama.example", role: "member" });
  const seat = { groupId: group, name: "名簿の人", residence: "lives", ageGroup: "adult" } as const;
  await site.perform(addToRoster, seat, { actor: owner });
  const rules = { name: "会則.pdf", bytes: Buffer.from("%PDF-1.7\n%%EOF") };
  await site.perform(addDocument, { groupId: group, kind: "rules", file: rules }, { actor: owner });
  const club = { ...deemed, isDeemed: false };
  await site.perform(({ tx }) => upsertKind(tx, club, 0), undefined);
  const application = { groupId: group, kindId: club.id, district: undefined };
  await site.perform(applyForRegistration, application, { actor: owner });

  const use = {
    ...rehearsal,
    groupId: group,
    categoryId: "registered",
    purposeId: "ball-games",
    people: 14,
    declarations: ["adult"],
  };
  const paper = {
    seasonId: made["season"] ?? "",
    use,
    wishes: [made["frame"] ?? ""],
    words: undefined,
    isNamed: false,
  };
  const { id: asking } = await site.perform(enterPaper, paper, { actor: maker });

  const found = (query: RawBuilder<unknown>) => one(db, query);
  const examples: Grounds["examples"] = {
    ...Object.fromEntries(withoutRow.map((name) => [name, randomUUID()])),
    ...made,
    ...ofPlan,
    space: "minole-practice-1",
    facility: "minole",
    day: "2026-12-04",
    month: "2026-12",
    export: "shunyu-day",
    booking,
    "/bookings/:booking/reductions/:reduction": made.reduction,
    payment: (await site.paymentOf(booking))?.id ?? "",
    adapter: "remotelock",
    provider: "scripted",
    component: "button",
    example: "1",
    code: asked.location?.split("/").at(-1) ?? "",
    session: owner.sessionId,
    passkey: "AAAAAAAAAAAAAAAAAAAAAA",
    group,
    member: await found(sql`select id from identity.group_member where group_id = ${group} and person_id is null`),
    invitation: await found(sql`select id from identity.group_invitation limit 1`),
    registration: await found(sql`select id from identity.registration limit 1`),
    document: await found(sql`select id from identity.group_document limit 1`),
    kind: club.id,
    application: asking,
    person: hired.personId,
    role: await found(sql`select id from identity.staff_role where person_id = ${hired.personId}`),
    id: await found(sql`select id from notice.message limit 1`),
    alarm: made.moneyAlarm,
    "/staff/alarms/:alarm": made.doorAlarm,
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

/** The address of a route with these values in it; a name that means another row elsewhere stands with all of the address up to it. A parameter without an example fails: whoever adds one, adds that. */
export function addressOf(route: Route, examples: Readonly<Record<string, string>>): string {
  return route.path.replace(/:([a-zA-Z]+)/g, (match, name: string, offset: number) => {
    const example = examples[route.path.slice(0, offset) + match] ?? examples[name];
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
