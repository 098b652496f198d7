import { listAudit } from "../../kernel/audit/audit.ts";
import { verifyAudit } from "../../kernel/audit/seal.ts";
import { type Html, html } from "../../kernel/html.ts";
import type { View } from "../../kernel/http/view.ts";
import { formatDate } from "../../kernel/time/format-date.ts";
import { civilDateOf, wallTimeOf } from "../../kernel/time/instant.ts";
import { listPersons } from "../../modules/identity/index.ts";
import { notice, page, pager, table } from "../../ui/index.ts";

const rowsPerPage = 50;
/** So many links are recomputed at each look; `npm run audit:verify` recomputes all. */
const lookedAt = 2_000;

/** 記録: the whole audit log for auditors, and whether its chain holds. */
export async function showAuditLog(view: View, { query }: { query: { before?: number | undefined } }): Promise<Html> {
  const { t, city, locale } = view;
  const { zone } = city.config;
  const rows = await listAudit(city.db, {
    limit: rowsPerPage,
    ...(query.before === undefined ? {} : { beforeId: query.before }),
  });
  const people = await listPersons(city.db, [
    ...new Set(rows.flatMap(({ actor, actorKind }) => (actor && actorKind !== "system" ? [actor] : []))),
  ]);
  const names = new Map(people.map(({ id, name }) => [id, name]));
  const chain = await verifyAudit(city.db, { last: lookedAt });
  const last = rows.at(-1);
  const older = rows.length === rowsPerPage && last !== undefined ? `/staff/log?before=${last.id}` : undefined;
  return page(view, {
    title: t.text("site.log.title"),
    area: "staff",
    main: html`<h1>${t("site.log.title")}</h1>
${
  chain.broken.length === 0
    ? notice({
        word: t("site.log.chain"),
        title: t("site.log.holds", { sealed: chain.sealed, waiting: chain.waiting }),
        calm: true,
      })
    : notice({ word: t("site.log.chain"), title: t("site.log.broken", { position: chain.broken[0] ?? 0 }) })
}
${table({
  caption: t("site.log.title"),
  captionHidden: true,
  rows,
  columns: [
    {
      label: t("site.log.when"),
      head: true,
      cell: ({ at }) =>
        html`${formatDate(civilDateOf(at, zone), locale, { year: false, weekday: false })} ${wallTimeOf(at, zone)}`,
    },
    { label: t("site.log.who"), cell: ({ actorKind, actor }) => (actor && names.get(actor)) ?? actor ?? actorKind },
    { label: t("site.log.what"), cell: ({ what }) => what },
    { label: t("site.log.subject"), cell: ({ subject }) => subject },
    { label: t("site.log.reason"), cell: ({ reason }) => reason ?? "" },
  ],
})}
${pager(t.text("site.log.pages"), {
  after: older === undefined ? undefined : { href: older, label: t("site.log.older") },
})}`,
  });
}
