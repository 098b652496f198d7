import { z } from "zod";
import { perform } from "../perform.ts";
import { Refusal } from "../refusal.ts";
import { readForm, type SentForm, valuesOf } from "./body.ts";
import { cookieNames, writeCookie } from "./cookies.ts";
import type { Exchange } from "./exchange.ts";
import type { Problems } from "./form.ts";
import { formKeyField, hashBody, isFormKey, keepOutcome, useFormKey } from "./form-key.ts";
import { maxBodyBytes } from "./limits.ts";
import { problemOfRefusal, problemsOf } from "./problems.ts";
import { respond } from "./respond.ts";
import type { Errand, Following } from "./route.ts";

/** What is stored with the form key, and shown again to the same form: where it led, and the sealed session if any. */
type Outcome = {
  readonly to: string;
  readonly flash?: string;
  readonly session?: string;
  readonly expiresAt?: string;
  readonly signOut?: true;
};

const sessionSeal = "form-outcome-session";

/** A form that was sent: read, checked, done once, and answered by a 303; or drawn again with what is wrong. */
export async function receiveErrand(exchange: Exchange, route: Errand, params: unknown): Promise<Response> {
  const { request, city, view, holder } = exchange;
  const upload = route.upload ?? false;
  const sent = await readForm(request, { upload, limit: upload ? maxBodyBytes.upload : maxBodyBytes.form });
  const { key, fields } = takeKey(sent);
  const again = async (problems: Problems, status: number) => {
    const html = route.again(view, { params, values: valuesOf(fields), problems });
    return respond({ kind: "page", status, html: await html });
  };

  if (!isFormKey(city.secrets, holder, view.url.pathname, key)) {
    // Our own page that was open too long keeps what was typed; a form from elsewhere gets nothing.
    const isOwnPage = request.headers.get("sec-fetch-site") === "same-origin";
    if (!isOwnPage) throw new Refusal("kernel.form-key", { status: 403 });
    return again([{ field: undefined, key: "refusal.kernel.form-key", params: {} }], 403);
  }
  const form = z.safeParse(route.form, { ...valuesOf(fields), ...filesOf(sent) });
  if (!form.success) return again(problemsOf(form.error), 422);

  try {
    const outcome = await runOnce(exchange, route, { params, form: form.data }, key, await hashOf(sent));
    return follow(exchange, outcome);
  } catch (error) {
    if (!(error instanceof Refusal) || error.status === 404 || error.status === 403) throw error;
    return again([error, ...error.others].map(problemOfRefusal), error.status);
  }
}

async function runOnce(
  { city, performer }: Exchange,
  route: Errand,
  input: { params: unknown; form: unknown },
  key: string,
  bodyHash: Buffer,
): Promise<Outcome> {
  return perform(
    city,
    performer,
    async (act) => {
      const earlier = await useFormKey(act, key, bodyHash);
      if (earlier !== undefined) return earlier as Outcome;
      const outcome = outcomeOf(route.then(await route.run(act, input), input), (token) =>
        city.secrets.seal(sessionSeal, token),
      );
      await keepOutcome(act, key, outcome);
      return outcome;
    },
    undefined,
  );
}

function outcomeOf(following: Following, seal: (token: string) => string): Outcome {
  const { to, flash, signIn, signOut } = following;
  return {
    to,
    ...(flash === undefined ? {} : { flash }),
    ...(signIn === undefined ? {} : { session: seal(signIn.token), expiresAt: signIn.expiresAt.toISOString() }),
    ...(signOut === undefined ? {} : { signOut }),
  };
}

async function follow({ city, setCookies }: Exchange, outcome: Outcome): Promise<Response> {
  const secure = city.address.startsWith("https:");
  const { session } = cookieNames(secure);
  if (outcome.flash !== undefined) setCookies.push(writeCookie("flash", outcome.flash, { secure, maxAgeSeconds: 60 }));
  if (outcome.signOut) setCookies.push(writeCookie(session, "", { secure, maxAgeSeconds: 0 }));
  if (outcome.session !== undefined && outcome.expiresAt !== undefined) {
    const token = city.secrets.open(sessionSeal, outcome.session);
    const expiresAt = new Date(outcome.expiresAt);
    if (token !== undefined) setCookies.push(writeCookie(session, token, { secure, expiresAt }));
  }
  return respond({ kind: "redirect", to: outcome.to });
}

function takeKey({ fields }: SentForm): { key: string; fields: SentForm["fields"] } {
  const keys = fields.filter(([name]) => name === formKeyField);
  return {
    key: keys.length === 1 ? (keys[0]?.[1] ?? "") : "",
    fields: fields.filter(([name]) => name !== formKeyField),
  };
}

function filesOf({ files }: SentForm): Record<string, File> {
  return Object.fromEntries(files);
}

async function hashOf({ fields, files }: SentForm): Promise<Buffer> {
  const contents = await Promise.all(
    files.map(async ([name, file]) => [name, Buffer.from(await file.arrayBuffer()).toString("base64")] as const),
  );
  return hashBody([...fields, ...contents]);
}
