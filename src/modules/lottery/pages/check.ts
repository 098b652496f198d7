import { type Html, html } from "../../../kernel/html.ts";
import type { View } from "../../../kernel/http/view.ts";
import { notFound } from "../../../kernel/refusal.ts";
import { button, page } from "../../../ui/index.ts";
import { checkScripts } from "../assets.ts";
import { isPublished } from "../rules/states.ts";
import { findRound } from "../store/round.ts";
import { nameOf } from "./words.ts";

/** 確かめる: the draw once more, in the reader's own browser or at home. */
export async function showCheck(view: View, { params }: { params: { round: string } }): Promise<Html> {
  const { t, city } = view;
  const round = await findRound(city.db, params.round);
  if (round === undefined || !isPublished(round.state)) throw notFound();
  const name = await nameOf(view, round);
  const base = `/lotteries/${round.id}`;
  return page(view, {
    title: t.text("lottery.check.page-title", { name: name.text }),
    area: "errand",
    crumbs: [
      { label: t("lottery.rounds.title"), href: "/lotteries" },
      { label: name.html, href: base },
      { label: t("lottery.check.go") },
    ],
    scripts: [checkScripts.check],
    main: html`<h1>${t("lottery.check.heading")}</h1><p class="lead">${t("lottery.check.words")}</p>
<div id="recompute" class="section stack" hidden data-script="${checkScripts.recompute}" data-files="${base}" data-right="${t.text("lottery.check.right")}" data-wrong="${t.text("lottery.check.wrong")}" data-failed="${t.text("lottery.check.failed")}" data-commitment="${t.text("lottery.check.line-commitment")}" data-list="${t.text("lottery.check.line-list")}" data-seed="${t.text("lottery.check.line-seed")}" data-result="${t.text("lottery.check.line-result")}"><h2>${t("lottery.check.here")}</h2><p>${t("lottery.check.here-words")}</p><p>${button({ label: t("lottery.check.run") })}</p><div role="status"><ul class="bullets"></ul></div></div>
<section class="section stack" aria-labelledby="home"><h2 id="home">${t("lottery.check.home")}</h2><p>${t("lottery.check.home-words")}</p>
<ul class="bullets">${(["round.json", "entries.csv", "taken.csv"] as const).map((file) => html`<li><a href="${base}/${file}">${file}</a></li>`)}<li><a href="/lotteries/recompute.mjs">recompute.mjs</a></li></ul>
<p><code>node recompute.mjs round.json entries.csv taken.csv</code></p></section>
<section class="section stack" aria-labelledby="rule"><h2 id="rule">${t("lottery.check.rule")}</h2><ol class="numbered"><li>${t("lottery.check.how-1")}</li><li>${t("lottery.check.how-2")}</li><li>${t("lottery.check.how-3")}</li><li>${t("lottery.check.how-4")}</li></ol></section>
<p><a href="${base}">${t("lottery.check.back")}</a></p>`,
  });
}
