import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import type { Actor } from "../../kernel/actor.ts";
import { html } from "../../kernel/html.ts";
import { makeWeb } from "../../kernel/http/web.ts";
import type { Log } from "../../kernel/log.ts";
import type { Module } from "../../kernel/module.ts";
import { type TestCity, testCity } from "../../kernel/test/city.ts";
import { listAssets } from "../../ui/assets.ts";
import { noticeModule } from "./module.ts";
import { routes } from "./routes.ts";
import type { Mail, MailSender, NoticeToSend, SendOutcome } from "./types.ts";

/** Of identity only the tables are needed. */
const identityTables: Module = {
  name: "identity",
  migrations: new URL("../identity/migrations/", import.meta.url),
  routes: [],
  jobs: [],
  constraints: {},
  metrics: [],
  datasets: [],
  menu: [],
};

export function noticeCity(sender: MailSender, options: { log?: Log } = {}): Promise<TestCity> {
  return testCity([identityTables, noticeModule({ sender, from: "machimigaki@city.example.jp" })], options);
}

/** Says what it is told to say, in turn, and then accepts; remembers what it was given. */
export function scriptedSender(): MailSender & { readonly mails: Mail[]; say(...outcomes: Script[]): void } {
  const mails: Mail[] = [];
  const script: Script[] = [];
  return {
    mails,
    say: (...outcomes) => void script.push(...outcomes),
    send: async (mail) => {
      mails.push(mail);
      const next = script.shift() ?? accepted;
      return typeof next === "function" ? next(mail) : next;
    },
    close: () => {},
  };
}

type Script = SendOutcome | ((mail: Mail) => Promise<SendOutcome>);
const accepted: SendOutcome = { verdict: "accepted", reply: "250 2.0.0" };

export async function addPerson(
  city: TestCity,
  person: { name?: string; mail?: string | null; locale?: "ja" | "ja-easy" | "en" } = {},
): Promise<string> {
  const { name = "髙﨑 花子", mail = "hanako@example.jp", locale = "ja" } = person;
  const id = randomUUID();
  await sql`
    insert into identity.person (id, kind, name, mail, mail_key, locale, search, founded_at)
    values (${id}, 'resident', ${name}, ${mail}, ${mail}, ${locale}, '', now())
  `.execute(city.city.db);
  return id;
}

export const confirmed = (personId: string, more: Partial<NoticeToSend> = {}): NoticeToSend => ({
  to: { personId },
  kind: "facility.confirmed",
  params: {
    space: { ja: "風のホール", en: "Wind Hall" },
    day: { on: "2026-12-04" },
    time: { from: "18:00", to: "22:00" },
  },
  lines: [{ label: { key: "facility.notice.label.amount" }, value: { yen: 1570 } }],
  link: "/bookings/1",
  subject: { kind: "booking", id: "1" },
  ...more,
});

export type MessageRow = {
  id: string;
  state: string;
  round: number;
  tries: number;
  params: Record<string, unknown>;
  address_sealed: string | null;
  person_id: string | null;
  next_try_at: Date | null;
};

export async function listRows(city: TestCity): Promise<MessageRow[]> {
  return (await sql<MessageRow>`select * from notice.message order by created_at, id`.execute(city.city.db)).rows;
}

export async function listTries(city: TestCity): Promise<string[]> {
  const { rows } = await sql<{ state: string; reply: string; round: number; try: number }>`
    select state, reply, round, try from notice.delivery order by id`.execute(city.city.db);
  return rows.map((row) => `${row.round}.${row.try} ${row.state} ${row.reply}`);
}

const staff: Actor = {
  kind: "staff",
  personId: "00000000-0000-4000-8000-000000000001",
  name: "係 一郎",
  sectionId: "kyodo",
  sectionName: "市民協働課",
  roles: ["clerk"],
  sessionId: "s",
};

/** Who the session cookie of this name is. */
const actors: Readonly<Record<string, Actor>> = {
  clerk: staff,
  auditor: { ...staff, roles: ["auditor"] },
  approver: { ...staff, roles: ["approver"] },
  resident: { kind: "resident", personId: staff.personId, name: "花子", sessionId: "s" },
};

/** The staff pages over HTTP, without a socket: `ask("/staff/notices", { as: "clerk" })`. */
export function noticeWeb({ city }: TestCity) {
  const web = makeWeb({
    cityOf: () => city,
    routes,
    menu: [],
    identify: async (_, token) => actors[token],
    errorPage: (_, error) => html`<h1>${error.status} ${error.code}</h1>`,
    staticFiles: ({ config }) => listAssets(config),
    formTargets: [],
    trustedHops: 0,
    signInPath: { resident: "/sign-in", staff: "/staff/sign-in" },
  });
  return async (path: string, options: { as?: string; form?: Record<string, string> } = {}) => {
    const { as, form } = options;
    const cookie = `browser=b${as === undefined ? "" : `; session=${as}`}`;
    const request = new Request(`http://localhost${path}`, {
      headers: { cookie, ...(form && { "content-type": "application/x-www-form-urlencoded" }) },
      ...(form && { method: "POST", body: new URLSearchParams(form) }),
    });
    const response = await web.fetch(request, { address: "127.0.0.1" });
    const { status, headers } = response;
    return { status, to: headers.get("location"), type: headers.get("content-type"), body: await response.text() };
  };
}
