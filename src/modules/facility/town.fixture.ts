import { randomUUID } from "node:crypto";
import { type RawBuilder, sql } from "kysely";
import type { Role } from "../../kernel/actor.ts";
import type { Module } from "../../kernel/module.ts";
import { Refusal } from "../../kernel/refusal.ts";
import { type TestCity, testCity } from "../../kernel/test/city.ts";
import { findAccess, type LockAdapter } from "../door/index.ts";
import { doorModule } from "../door/module.ts";
import { identityModule } from "../identity/module.ts";
import { peopleOf, type Resident } from "../identity/people.fixture.ts";
import { searchText } from "../identity/rules/search.ts";
import { upsertCategory } from "../identity/store/category.ts";
import { insertCategory, insertGroup } from "../identity/store/group.ts";
import { insertMember } from "../identity/store/member.ts";
import { sendNotice } from "../notice/index.ts";
import { noticeModule } from "../notice/module.ts";
import { scriptedSender } from "../notice/notice.fixture.ts";
import { findPaymentOf } from "../payment/index.ts";
import { paymentModule } from "../payment/module.ts";
import { readingOf, type ScriptedProvider, scriptedProvider } from "../payment/payment.fixture.ts";
import type { ProviderReading } from "../payment/types.ts";
import { holdSpace } from "./commands/hold-space.ts";
import { loadFacilities } from "./commands/load-facilities.ts";
import type { UseAsked } from "./commands/plan-use.ts";
import { facilityModule } from "./module.ts";
import { apios, gym, minole, tennis } from "./omitama.fixture.ts";
import { findBooking } from "./store/booking.ts";
import type { Booking, Choice } from "./types/booking.ts";

export type { Resident, Staff } from "../identity/people.fixture.ts";

/** 練習室1 on a Friday morning: 700 yen, and given back in full until four days before. */
export const friday: Choice = { spaceId: "minole-practice-1", on: "2026-12-04", slots: ["am"] };
export const rehearsal: UseAsked = {
  groupId: undefined,
  categoryId: "resident-person",
  purposeId: "music",
  people: 5,
  extras: {},
  declarations: [],
  answers: {},
};

/** Locks that do at once what they are told, and remember in which order. */
export function obedientLocks() {
  const told: string[] = [];
  const codes = new Map<string, { code: string; enabled: boolean }>();
  const adapter: LockAdapter = {
    async setCode({ address, user, code, enabled }) {
      told.push(`${enabled ? "enable" : "set"} ${address}`);
      codes.set(`${address}/${user}`, { code, enabled });
    },
    async clearCode({ address, user }) {
      told.push(`clear ${address}`);
      codes.delete(`${address}/${user}`);
    },
    async readCode({ address, user }) {
      const kept = codes.get(`${address}/${user}`);
      if (kept === undefined) return "absent";
      return kept.enabled ? "enabled" : "disabled";
    },
    unlock: async () => {},
    lock: async () => {},
    holdOpen: async () => {},
    release: async () => {},
    readState: async () => ({ lockState: "locked" }),
    onEvent: async () => ({ stop: async () => {} }),
    close: async () => {},
  };
  return { adapter, told, codes };
}

/** People, groups and the ordinances of the sample city, in whatever modules a test city was made of. */
export async function settle(town: TestCity) {
  await town.perform(loadFacilities, [minole, apios, tennis, gym]);

  const { addResident, addStaff } = peopleOf(town);
  return {
    addResident: (name = "山口 はる") => addResident(name),
    addStaff: (role: Role, name = "青柳 恵") => addStaff(name, [role]),
    async addGroup(
      members: readonly { who: Resident; role: "owner" | "officer" | "member" }[],
      categories: readonly string[] = [],
    ): Promise<string> {
      const groupId = randomUUID();
      const name = "みのり合唱団";
      await town.perform(async ({ tx, now }) => {
        const search = searchText({ name });
        await insertGroup(tx, { id: groupId, name, kana: undefined, purpose: "合唱", search, foundedAt: now });
        for (const category of categories) {
          await upsertCategory(tx, { id: category, name: category, position: 1 });
          await insertCategory(tx, { groupId, category, by: undefined, at: now });
        }
        for (const { who, role } of members) {
          const member = { id: randomUUID(), personId: who.personId, name: who.name, role, isLocal: true };
          await insertMember(tx, groupId, member, now);
        }
      }, undefined);
      return groupId;
    },
    hold: (actor: Resident, choice: Partial<Choice> = {}, use: Partial<UseAsked> = {}): Promise<Booking> =>
      town.perform(holdSpace, { choice: { ...friday, ...choice }, use: { ...rehearsal, ...use } }, { actor }),
    async see(bookingId: string): Promise<Booking> {
      const found = await findBooking(town.city.db, bookingId);
      if (found === undefined) throw new Error(`no booking ${bookingId}`);
      return found;
    },
    /** One number from the database. */
    async count(query: RawBuilder<unknown>): Promise<number> {
      const { rows } = await sql<{ n: number }>`select count(*) as n from (${query}) as found`.execute(town.city.db);
      return rows[0]?.n ?? 0;
    },
    /** All that a refused errand must not have changed. */
    async footprint(): Promise<Record<string, number>> {
      const { rows } = await sql<Record<string, number>>`
        select (select count(*) from facility.booking) as bookings, (select sum(sequence) from facility.booking) as changes,
          (select count(*) from facility.occupancy where takes) as taken, (select count(*) from payment.payment) as payments,
          (select count(*) from payment.entry) as entries, (select count(*) from payment.refund) as refunds,
          (select count(*) from door.access) as codes, (select count(*) from notice.message) as mails,
          (select count(*) from identity.person) as people, (select count(*) from identity."group") as groups,
          (select count(*) from identity.group_member) as members, (select count(*) from identity.staff_role) as roles,
          (select count(*) from kernel.form_use) as forms, (select count(*) from pgboss.job) as jobs, (select count(*) from kernel.audit_entry) as audit
      `.execute(town.city.db);
      return rows[0] ?? {};
    },
  };
}

export type FacilityTown = Awaited<ReturnType<typeof facilityTown>>;

/** The city with its modules on a database of its own; the payment provider, the mail server and the locks are scripted. */
export async function facilityTown(options: Parameters<typeof testCity>[1] = {}) {
  const provider = scriptedProvider();
  const post = scriptedSender();
  const locks = obedientLocks();
  const modules: Module[] = [
    identityModule({ sendMail: sendNotice, providers: [], keepers: () => [] }),
    noticeModule({ sender: post, from: "machimigaki@omitama.example" }),
    paymentModule({ providers: [provider] }),
    doorModule({ adapters: { zigbee2mqtt: locks.adapter } }),
    facilityModule(),
  ];
  const town = await testCity(modules, options);

  return { ...town, ...(await settle(town)), ...partnersOf(town, { provider, post }), provider, post, locks };
}

/** What partners say and hear about a booking, for towns whose provider and mail server are scripted. */
export function partnersOf(
  town: TestCity,
  { provider, post }: { provider: ScriptedProvider; post: ReturnType<typeof scriptedSender> },
) {
  /** What the provider says of this booking's page from now on; gives the page's id. */
  async function say(bookingId: string, change: Partial<ProviderReading>): Promise<string> {
    await town.drain();
    const { rows } = await sql<{ id: string; reference: string; amount: number }>`
      select checkout.id, reference, amount from payment.checkout join payment.payment on payment.id = payment_id
      where subject_id = ${bookingId} order by asked_at desc limit 1`.execute(town.city.db);
    const [page] = rows;
    if (page === undefined) throw new Error(`no page to pay ${bookingId}`);
    const { id, reference, amount } = page;
    provider.readings.set(reference, readingOf({ reference, amount, ...change }));
    return id;
  }

  return {
    say,
    /** The card was taken: the provider is read, and all that follows is done. */
    async payOnline(bookingId: string): Promise<void> {
      const checkoutId = await say(bookingId, { state: "paid", method: "card" });
      await town.runJob("payment.read", { checkoutId, step: 0 });
      await town.drain();
    },
    mailsTo: ({ personId }: Resident) =>
      post.mails.filter(({ to }) => to.startsWith(personId)).map(({ subject }) => subject),
    async codesOf(bookingId: string) {
      return findAccess(town.city.db, { kind: "booking", id: bookingId });
    },
    async paymentOf(bookingId: string) {
      return findPaymentOf(town.city.db, { kind: "booking", id: bookingId });
    },
  };
}

/** The code with which this was refused; fails if it was not. */
export async function refusalOf(promise: Promise<unknown>): Promise<string> {
  try {
    await promise;
  } catch (error) {
    if (error instanceof Refusal) return error.code;
    throw error;
  }
  throw new Error("it was not refused");
}
