import { z } from "zod";
import { StartFailure } from "../kernel/start-failure.ts";
import { type Clock, shiftedClock, systemClock } from "../kernel/time/clock.ts";

const port = z.coerce.number().int().min(1).max(65_535);
const secret = z
  .string()
  .refine(
    (text) => Buffer.from(text, "base64url").length >= 32,
    "must be 32 random bytes or more, written as base64url",
  );
const list = z.string().transform((text) => text.split(/[\s,]+/).filter(Boolean));
const pem = z.string().transform((text) => text.replaceAll("\\n", "\n"));

/**
 * Every setting, in one place. The description is the line in docs/operations/configuration.md, which `npm run settings`
 * writes from this table.
 */
export const settings = z.object({
  MODE: z
    .enum(["demo", "production"])
    .default("demo")
    .describe("demo shows sign-in hints and starts its own partners; production refuses all of that"),
  DEMO_TIME: z.iso
    .datetime({ offset: true })
    .optional()
    .describe("Demo only: the clock shows this at the start and runs on from there, e.g. 2026-12-04T17:50:00+09:00"),
  CITY: z
    .string()
    .regex(/^[a-z][a-z0-9-]*$/)
    .default("omitama")
    .describe("Folder of the city below cities/"),
  ADDRESS: z
    .url({ protocol: /^https?$/ })
    .optional()
    .describe("What people type: https://machi.example; default http://localhost:PORT"),
  HOST: z.string().default("127.0.0.1").describe("Address to listen on"),
  PORT: port.default(3000).describe("Port to listen on; demo partners use the next six"),
  TRUSTED_HOPS: z.coerce
    .number()
    .int()
    .min(0)
    .max(5)
    .default(0)
    .describe("Proxies in front whose X-Forwarded-For counts"),
  DATA_DIR: z.string().min(1).default("var").describe("Files, and the embedded database"),
  DEMO_MAILBOX: z.string().optional().describe("Demo only: where the caught mails are looked at"),
  DATABASE_URL: z
    .string()
    .optional()
    .describe("A PostgreSQL server, 15 or newer; without it the embedded one is started"),
  DATABASE_CONNECTIONS: z.coerce.number().int().min(2).max(200).default(10).describe("Connections of one process"),
  MASTER_SECRET: secret
    .optional()
    .describe("32 random bytes or more as base64url; in demo mode made once and kept in DATA_DIR"),
  MASTER_SECRET_OLD: secret.optional().describe("The former secret, during a rotation"),

  SMTP_HOST: z.string().optional().describe("Mail server"),
  SMTP_PORT: port.default(587).describe("Its port"),
  SMTP_SECURE: z.stringbool().default(false).describe("TLS from the first byte (port 465)"),
  SMTP_USER: z.string().optional().describe("Name at the mail server"),
  SMTP_PASSWORD: z.string().optional().describe("Password at the mail server"),

  MQTT_URL: z.string().optional().describe("Broker of Zigbee2MQTT: mqtts://…; without it no lock is reached"),
  MQTT_USER: z.string().default("platform").describe("Name at the broker"),
  MQTT_PASSWORD: z.string().default("").describe("Password at the broker"),

  MATTER_FOLDER: z
    .string()
    .min(1)
    .optional()
    .describe("Keys of the city's Matter fabric and pairing.json; without it no Matter lock is reached"),
  MATTER_NETWORK_INTERFACE: z.string().optional().describe("Network card that the Matter locks are on; default: all"),

  REMOTELOCK_CLIENT_ID: z
    .string()
    .optional()
    .describe("Application ID at RemoteLOCK; without it none of its locks is reached"),
  REMOTELOCK_CLIENT_SECRET: z.string().default("").describe("Its secret"),
  REMOTELOCK_API: z
    .url({ protocol: /^https?$/ })
    .default("https://api.remotelock.jp")
    .describe("RemoteLOCK's API"),
  REMOTELOCK_SIGN_IN: z
    .url({ protocol: /^https?$/ })
    .default("https://connect.remotelock.jp")
    .describe("Where its tokens are given"),

  PAY_URL: z.string().optional().describe("The demo payment provider; without it only the counter takes money"),
  PAY_API_KEY: z.string().default("").describe("Key for calls to it"),
  PAY_HOOK_KEYS: list.prefault("").describe("Keys that sign its messages; two during a rotation"),

  PAY_OFFERED: list
    .optional()
    .describe(
      "Providers that new payments may go to, the usual one first: `stripe komoju`; default: all that have keys",
    ),
  STRIPE_SECRET_KEY: z.string().optional().describe("Stripe: sk_… or rk_…; without it Stripe is not used"),
  STRIPE_HOOK_KEYS: list.prefault("").describe("whsec_… of the endpoint …/hooks/payment/stripe; two during a rotation"),
  STRIPE_URL: z
    .url({ protocol: /^https?$/ })
    .default("https://api.stripe.com")
    .describe("Stripe's API"),
  STRIPE_PAGE_ORIGIN: z
    .url({ protocol: /^https?$/ })
    .default("https://checkout.stripe.com")
    .describe("Where Stripe's pages are; another only with a domain of one's own there"),
  KOMOJU_SECRET_KEY: z.string().optional().describe("KOMOJU: sk_…; without it KOMOJU is not used"),
  KOMOJU_HOOK_KEYS: list.prefault("").describe("Secret of the webhook …/hooks/payment/komoju; two during a rotation"),
  KOMOJU_METHODS: list
    .prefault("card konbini paypay pay-easy")
    .pipe(z.array(z.enum(["card", "konbini", "paypay", "pay-easy"])).min(1))
    .describe("What the contract with KOMOJU covers"),
  KOMOJU_NUMBER_DAYS: z.coerce
    .number()
    .int()
    .min(1)
    .max(60)
    .default(3)
    .describe("For how many days KOMOJU keeps a number for shops open, as its dashboard says"),
  KOMOJU_URL: z
    .url({ protocol: /^https?$/ })
    .default("https://komoju.com")
    .describe("KOMOJU's API and pages"),

  OIDC_RESIDENT_ISSUER: z
    .string()
    .optional()
    .describe("デジタル認証アプリ: …/api/realms/main; without it residents use mail and passkeys"),
  OIDC_RESIDENT_CLIENT_ID: z.string().default("").describe("Client id there"),
  OIDC_RESIDENT_KEY: pem.prefault("").describe("Private key (PEM, P-256) for private_key_jwt"),
  OIDC_STAFF_ISSUER: z.string().optional().describe("The staff's sign-on; without it staff use passkeys"),
  OIDC_STAFF_CLIENT_ID: z.string().default("").describe("Client id there"),
  OIDC_STAFF_KEY: pem.prefault("").describe("Private key (PEM, P-256) for private_key_jwt"),
});

export type Config = z.output<typeof settings> & {
  readonly address: string;
  readonly production: boolean;
  readonly clock: Clock;
};

/**
 * Reads the environment; a setting without a value counts as not set. Says everything that is wrong at once, without
 * repeating a value: it may be a secret.
 */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ""));
  const read = settings.safeParse(given);
  const wrong = (read.error?.issues ?? []).map(({ path, message }) => `${path.join(".")}: ${message}`);
  const production = given["MODE"] === "production";
  wrong.push(...wrongForPayments(given));
  wrong.push(...(production ? missingForProduction(given) : wrongForDemo(given)));
  if (!read.success || wrong.length > 0) {
    const heading = production ? "Not ready for production" : "These settings cannot be used";
    throw new StartFailure(`${heading}:\n  ${wrong.join("\n  ")}`);
  }
  const config = read.data;
  const address = (config.ADDRESS ?? `http://localhost:${config.PORT}`).replace(/\/$/, "");
  const clock = config.DEMO_TIME === undefined ? systemClock : shiftedClock(config.DEMO_TIME);
  return { ...config, address, production, clock };
}

type Given = Readonly<Partial<Record<string, string>>>;

function missingForProduction(given: Given): string[] {
  const isLocal = (name: string) => given[name]?.startsWith("http:") === true;
  return [
    given["MASTER_SECRET"] === undefined && "MASTER_SECRET: must be set",
    given["SMTP_HOST"] === undefined && "SMTP_HOST: must be set; without mail nobody can sign in",
    !given["ADDRESS"]?.startsWith("https://") && "ADDRESS: must be set and begin with https://",
    given["DEMO_TIME"] !== undefined && "DEMO_TIME: must not be set; the clock is the real one",
    given["DEMO_MAILBOX"] !== undefined && "DEMO_MAILBOX: must not be set; nobody reads other people's mail",
    given["PAY_URL"] !== undefined && "PAY_URL: must not be set; the demo payment provider takes no real money",
    isLocal("STRIPE_URL") && "STRIPE_URL: must begin with https://",
    isLocal("KOMOJU_URL") && "KOMOJU_URL: must begin with https://",
    isLocal("OIDC_RESIDENT_ISSUER") && "OIDC_RESIDENT_ISSUER: must begin with https://",
    isLocal("OIDC_STAFF_ISSUER") && "OIDC_STAFF_ISSUER: must begin with https://",
  ].filter((sentence) => sentence !== false);
}

/** A provider without its hook's key would be believed by nobody, and one that is offered must be there. */
function wrongForPayments(given: Given): string[] {
  const offered = (given["PAY_OFFERED"] ?? "").split(/[\s,]+/).filter(Boolean);
  const keys = { stripe: "STRIPE_SECRET_KEY", komoju: "KOMOJU_SECRET_KEY", demo: "PAY_URL" } as const;
  const hooks = { STRIPE_SECRET_KEY: "STRIPE_HOOK_KEYS", KOMOJU_SECRET_KEY: "KOMOJU_HOOK_KEYS" } as const;
  return [
    ...offered.map((name) => {
      const setting = Object.entries(keys).find(([provider]) => provider === name)?.[1];
      if (setting === undefined) return `PAY_OFFERED: knows ${Object.keys(keys).join(", ")} and nothing else`;
      // The demo starts its own provider and sets PAY_URL itself.
      return given[setting] === undefined && name !== "demo" && `PAY_OFFERED: names ${name}, and ${setting} is not set`;
    }),
    ...Object.entries(hooks).map(
      ([secret, hook]) => given[secret] !== undefined && given[hook] === undefined && `${hook}: must be set`,
    ),
  ].filter((sentence) => typeof sentence === "string");
}

function wrongForDemo(given: Given): string[] {
  return Number(given["PORT"]) > 65_529 ? ["PORT: at most 65529, because the demo's partners use the next six"] : [];
}
