import { demoClients, demoSubject } from "../adapters/id-demo/subject.ts";
import { oidcProvider } from "../adapters/id-oidc/id-oidc.ts";
import { oidcSettings } from "../adapters/id-oidc/settings.ts";
import { smtpSender } from "../adapters/mail-smtp/mail-smtp.ts";
import { demoProvider } from "../adapters/pay-demo/provider.ts";
import { komojuProvider } from "../adapters/pay-komoju/provider.ts";
import { registerDatasets } from "../kernel/dataset/registry.ts";
import { kernelModule } from "../kernel/kernel-module.ts";
import { registerMetrics } from "../kernel/metric/registry.ts";
import type { Module } from "../kernel/module.ts";
import { allocationModule } from "../modules/allocation/module.ts";
import type { DoorAdapters } from "../modules/door/index.ts";
import { doorModule } from "../modules/door/module.ts";
import { findPlacesOf, listOpenToday } from "../modules/facility/index.ts";
import { facilityModule } from "../modules/facility/module.ts";
import { type IdentityOptions, identityModule, readPeople } from "../modules/identity/module.ts";
import { lotteryModule } from "../modules/lottery/module.ts";
import { sendNotice } from "../modules/notice/index.ts";
import { noticeModule } from "../modules/notice/module.ts";
import { readExports } from "../modules/payment/exports/definition.ts";
import type { PaymentProvider } from "../modules/payment/index.ts";
import { paymentModule } from "../modules/payment/module.ts";
import { listPlanStates } from "../modules/plan/index.ts";
import { planModule } from "../modules/plan/module.ts";
import { cityFolder, readCityConfig } from "./city-folder.ts";
import type { Config } from "./config.ts";
import { assertKnownFacilities } from "./known-facilities.ts";
import { wireLocks } from "./locks.ts";
import { siteModule } from "./site/module.ts";

export type Wired = {
  /** In the order in which they may use each other, and in which they are migrated and seeded. */
  readonly modules: readonly Module[];
  readonly doorAdapters: DoorAdapters;
  /** Where a form's answer may send the browser. */
  readonly formTargets: readonly string[];
  /** Ends connections to partners. */
  close(): Promise<void>;
};

/** The list of modules, and which adapters they talk through. The only place that knows both. */
export async function wire(config: Config): Promise<Wired> {
  const city = readCityConfig(config.CITY);
  await assertKnownFacilities(cityFolder(config.CITY), city);
  const providers = await identityProviders(config);
  const payments = await paymentProviders(config);
  const doorAdapters = await wireLocks(config);
  const sender = smtpSender({
    host: config.SMTP_HOST ?? "127.0.0.1",
    port: config.SMTP_PORT,
    secure: config.SMTP_SECURE,
    user: config.SMTP_USER,
    pass: config.SMTP_PASSWORD,
  });
  const modules: Module[] = [];
  const keepers = () => modules.flatMap(({ person }) => (person === undefined ? [] : [person]));
  modules.push(
    kernelModule(() => modules.flatMap(({ routes }) => routes)),
    identityModule({ sendMail: sendNotice, providers, keepers, ...(await demoOptions(config)) }),
    noticeModule({ sender, from: city.contact.mail }),
    paymentModule({
      providers: payments,
      offered: config.PAY_OFFERED,
      places: findPlacesOf,
      exports: readExports(new URL("exports/", cityFolder(config.CITY))),
    }),
    doorModule({ adapters: doorAdapters }),
    facilityModule(),
    lotteryModule(),
    allocationModule(),
    planModule({ metrics: () => metrics }),
  );
  const datasets = registerDatasets(modules);
  modules.push(
    siteModule({ listOpenToday, listPlanStates, catalogue: !config.production, metrics: () => metrics, datasets }),
  );
  const metrics = registerMetrics(modules);
  return {
    modules,
    doorAdapters,
    formTargets: [...payments, ...providers].map(({ origin }) => origin),
    close: async () => {
      sender.close();
      await Promise.all(Object.values(doorAdapters).map((adapter) => adapter.close()));
    },
  };
}

async function identityProviders(config: Config): Promise<IdentityOptions["providers"]> {
  const sides = [
    {
      id: config.production ? "digital-auth" : "id-demo",
      serves: "resident" as const,
      name: {
        ja: "マイナンバーカード（デジタル認証アプリ）",
        en: "My Number Card (Digital Authentication App)",
        "ja-easy": "マイナンバーカード（デジタルにんしょうアプリ）",
      },
      issuer: config.OIDC_RESIDENT_ISSUER,
      clientId: config.OIDC_RESIDENT_CLIENT_ID,
      privateKeyPem: config.OIDC_RESIDENT_KEY,
      acrValues: "aal3 crl",
    },
    {
      id: config.production ? "staff-sign-on" : "id-demo-staff",
      serves: "staff" as const,
      name: { ja: "職員の認証", en: "Staff sign-on" },
      issuer: config.OIDC_STAFF_ISSUER,
      clientId: config.OIDC_STAFF_CLIENT_ID,
      privateKeyPem: config.OIDC_STAFF_KEY,
      acceptedAcr: ["aal3"],
    },
  ];
  const used = sides.filter(({ issuer }) => issuer !== undefined);
  return Promise.all(used.map((side) => oidcProvider(oidcSettings.parse({ ...side, allowHttp: !config.production }))));
}

/** What shows only in a demo: where mails are read, as whom to sign in, and as whom the sample people are known. */
async function demoOptions(config: Config): Promise<Partial<IdentityOptions>> {
  if (config.production || config.DEMO_MAILBOX === undefined) return {};
  const { residents } = await readPeople(cityFolder(config.CITY));
  return { sampleSubject, demo: { mailbox: config.DEMO_MAILBOX, people: residents } };
}

/** What the demo's identity provider calls a sample person. */
const sampleSubject: NonNullable<IdentityOptions["sampleSubject"]> = (key, kind) => ({
  provider: kind === "staff" ? "id-demo-staff" : "id-demo",
  subject: demoSubject(kind === "staff" ? demoClients.staff : demoClients.resident, key),
});

/**
 * All that have keys: those of PAY_OFFERED take new payments, the others still hold money of earlier ones. Stripe's library
 * is 218 files, so a city without it does not load it.
 */
async function paymentProviders(config: Config): Promise<PaymentProvider[]> {
  const { PAY_URL, STRIPE_SECRET_KEY, KOMOJU_SECRET_KEY } = config;
  return [
    STRIPE_SECRET_KEY !== undefined &&
      (await import("../adapters/pay-stripe/provider.ts")).stripeProvider({
        secretKey: STRIPE_SECRET_KEY,
        hookKeys: config.STRIPE_HOOK_KEYS,
        address: config.STRIPE_URL,
        pageOrigin: config.STRIPE_PAGE_ORIGIN,
      }),
    KOMOJU_SECRET_KEY !== undefined &&
      komojuProvider({
        secretKey: KOMOJU_SECRET_KEY,
        hookKeys: config.KOMOJU_HOOK_KEYS,
        methods: config.KOMOJU_METHODS,
        numberDays: config.KOMOJU_NUMBER_DAYS,
        address: config.KOMOJU_URL.replace(/\/$/, ""),
      }),
    PAY_URL !== undefined &&
      demoProvider({
        address: PAY_URL,
        apiKey: config.PAY_API_KEY,
        hookKeys: config.PAY_HOOK_KEYS,
        now: config.clock.now,
      }),
  ].filter((provider) => provider !== false);
}
