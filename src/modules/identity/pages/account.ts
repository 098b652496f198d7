import { type Content, type Html, html } from "../../../kernel/html.ts";
import type { View } from "../../../kernel/http/view.ts";
import { button, form, table } from "../../../ui/index.ts";
import { listPasskeys, type Passkey } from "../store/passkey.ts";
import { listOpenSessions, type OpenSession } from "../store/session.ts";
import type { PersonKind } from "../types.ts";
import { sayDevice, sayInstant } from "./words.ts";

/** Sessions and passkeys of whoever is signed in: the same for residents and staff, under /my or /staff/account. */
export async function sessionsSection(view: View, kind: PersonKind, base: string): Promise<Html> {
  const { t, city, now, actor } = view;
  if (actor.kind !== "resident" && actor.kind !== "staff") return html``;
  const sessions = await listOpenSessions(city.db, actor.personId, kind, now);
  const isHere = ({ id }: OpenSession) => id === actor.sessionId;
  const ending = (session: OpenSession): Content =>
    isHere(session)
      ? t("identity.sessions.here")
      : form(view, {
          action: `${base}/sessions/${session.id}/end`,
          content: button({ label: t("identity.sessions.end"), kind: "second", size: "small" }),
        });
  return html`<section class="stack" aria-labelledby="sessions"><h2 id="sessions">${t("identity.sessions.title")}</h2><p>${t("identity.sessions.lead")}</p>
${table({
  caption: t("identity.sessions.title"),
  captionHidden: true,
  rows: sessions,
  isNow: isHere,
  columns: [
    { label: t("identity.sessions.device"), head: true, cell: ({ device }) => sayDevice(view, device) },
    { label: t("identity.sessions.seen"), cell: ({ lastSeenAt }) => sayInstant(view, lastSeenAt) },
    { label: t("identity.sessions.began"), cell: ({ createdAt }) => sayInstant(view, createdAt) },
    { label: t("identity.sessions.end"), quiet: true, cell: ending },
  ],
})}
${sessions.length > 1 && endOthers(view, base)}</section>`;
}

function endOthers(view: View, base: string): Html {
  const label = view.t("identity.sessions.end-others");
  return form(view, { action: `${base}/sessions/end-others`, content: button({ label, kind: "second" }) });
}

export async function passkeysSection(view: View, base: string): Promise<Html> {
  const { t, city, actor } = view;
  if (actor.kind !== "resident" && actor.kind !== "staff") return html``;
  const passkeys = await listPasskeys(city.db, actor.personId);
  const removing = ({ id, name }: Passkey): Content =>
    form(view, {
      action: `${base}/passkeys/${id}/remove`,
      content: button({ label: t("identity.passkeys.remove"), kind: "second", size: "small", about: name }),
    });
  return html`<section class="stack" aria-labelledby="passkeys"><h2 id="passkeys">${t("identity.passkeys.title")}</h2><p>${t("identity.passkey.what")}</p>
${
  passkeys.length === 0
    ? html`<p>${t("identity.passkeys.none")}</p>`
    : table({
        caption: t("identity.passkeys.title"),
        captionHidden: true,
        rows: passkeys,
        columns: [
          { label: t("identity.passkey.name"), head: true, cell: ({ name }) => name },
          { label: t("identity.passkeys.added"), cell: ({ addedAt }) => sayInstant(view, addedAt) },
          {
            label: t("identity.passkeys.used"),
            cell: ({ lastUsedAt }) =>
              lastUsedAt === undefined ? t("identity.passkeys.never") : sayInstant(view, lastUsedAt),
          },
          { label: t("identity.passkeys.remove"), quiet: true, cell: removing },
        ],
      })
}
<p><a href="${base}/passkeys/new">${t("identity.passkeys.add")}</a></p></section>`;
}
