import { type Html, html } from "../../../kernel/html.ts";
import type { View } from "../../../kernel/http/view.ts";
import { localText } from "../../../kernel/i18n/locales.ts";
import { notFound } from "../../../kernel/refusal.ts";
import { buttonLink, help, notice, page, papers, type SummaryLine, summary, table } from "../../../ui/index.ts";
import { findCategory, firstComeAt, getArticle, getSpaceOn, getTerms } from "../../facility/index.ts";
import { readEntries, readResult } from "../rules/list.ts";
import { isPublished } from "../rules/states.ts";
import { countEntries } from "../store/entry.ts";
import { type Closing, type Draw, findClosing, findDraw, findRound } from "../store/round.ts";
import type { Round } from "../types.ts";
import { choiceWords, monthOf, nameOf, say, stateWords, when } from "./words.ts";

/** One round: who may enter, until when and how much; how it is drawn; and what came out. */
export async function showRound(view: View, { params }: { params: { round: string } }): Promise<Html> {
  const { t, city } = view;
  const round = await findRound(city.db, params.round);
  if (round === undefined) throw notFound();
  const name = await nameOf(view, round);
  const closing = await findClosing(city.db, round.id);
  const draw = isPublished(round.state) ? await findDraw(city.db, round.id) : undefined;
  return page(view, {
    title: t.text("lottery.round.title", { name: name.text }),
    area: "public",
    crumbs: [{ label: t("lottery.rounds.title"), href: "/lotteries" }, { label: name.html }],
    main: html`<div class="head"><h1>${name.html}　${t("lottery.round.lottery")}</h1><p>${stateWords(view, round)}</p></div>
<div class="split"><div class="stack-l">${await next(view, round)}${summary(t, await factsOf(view, round))}
${draw && closing && (await resultOf(view, closing, draw))}</div>
<div class="stack">${checkable(view, round, closing, draw)}</div></div>`,
  });
}

/** What a person can do now. */
async function next(view: View, round: Round): Promise<Html> {
  const { t, actor } = view;
  const own = actor.kind === "resident" && html`<p><a href="/my/lotteries">${t("lottery.round.mine")}</a></p>`;
  switch (round.state) {
    case "open":
      return html`<p>${buttonLink({ label: t("lottery.round.enter"), href: `/lotteries/${round.id}/enter`, size: "big" })}</p>${own}`;
    case "announced":
      return html`<p>${t("lottery.round.announced", { from: when(view, round.opensAt) })}</p>`;
    case "closed":
    case "drawn":
      return html`<p>${t(round.rule.publicNumber !== undefined && round.publicNumber === undefined ? "lottery.round.waiting" : "lottery.round.closed", { result: when(view, round.resultAt) })}</p>${own}`;
    case "called-off":
      return notice({
        word: t("lottery.state.called-off"),
        title: t("lottery.round.called-off"),
        words: html`<a href="/spaces">${t("lottery.rounds.search")}</a>`,
      });
    default:
      return html`<p>${t("lottery.round.published", { until: when(view, round.confirmBy, { isEnd: true }) })}</p>${own}`;
  }
}

async function factsOf(view: View, round: Round): Promise<SummaryLine[]> {
  const { t, city } = view;
  const { rule } = round;
  const places = await Promise.all(round.spaceIds.map((id) => getSpaceOn(city, id, round.month)));
  const [first] = places;
  if (first === undefined) throw notFound();
  const allowed = rule.categories ?? getTerms(first.facility, first.space).categories.map(({ category }) => category);
  const categories = allowed.flatMap((id) => findCategory(first.facility, id) ?? []);
  const article = getArticle(first.facility, rule.article);
  const entries = (await countEntries(city.db, [round.id])).get(round.id)?.entries ?? 0;
  const isClosed = round.state !== "announced" && round.state !== "open";
  return [
    { label: t("lottery.field.month"), value: monthOf(view, round) },
    {
      label: t("lottery.field.spaces"),
      value: html`${[...new Set(places)].map(({ space }) => html`<a href="/spaces/${space.id}?day=${round.month}">${say(t, space.name)}</a><br>`)}`,
    },
    { label: t("lottery.field.who"), value: html`${categories.map(({ name }) => html`${say(t, name)}<br>`)}` },
    {
      label: t("lottery.field.apply"),
      value: t("lottery.from-until", {
        from: when(view, round.opensAt),
        until: when(view, round.closesAt, { isEnd: true }),
      }),
    },
    {
      label: t("lottery.field.most"),
      value: t(`lottery.most.${rule.entries.count}`, { most: rule.entries.most, wins: rule.wins.most }),
    },
    ...(rule.weights === undefined
      ? []
      : [
          {
            label: t("lottery.field.tickets"),
            value: html`${t("lottery.tickets.one")}${rule.weights.map(({ because }) => html`<br>${say(t, because)}`)}`,
          },
        ]),
    { label: t("lottery.field.draw"), value: when(view, round.drawAt) },
    { label: t("lottery.field.result"), value: when(view, round.resultAt) },
    {
      label: t("lottery.field.confirm"),
      value: html`${when(view, round.confirmBy, { isEnd: true })}<br><span class="small">${t(`lottery.payment.${rule.payment}`)}</span>`,
    },
    {
      label: t("lottery.field.rest"),
      value: html`${t(`lottery.lapsed.${rule.lapsed.goesTo}`)}<br>${t("lottery.first-come", { opens: when(view, firstComeAt(rule, round.month, city.config.zone)) })}`,
    },
    ...(isClosed ? [{ label: t("lottery.field.entries"), value: t("lottery.entries", { entries }) }] : []),
    {
      label: t("lottery.field.article"),
      value:
        article.url === undefined ? say(t, article.title) : html`<a href="${article.url}">${say(t, article.title)}</a>`,
    },
  ];
}

/** By code: nobody but who has the code knows whose it is. */
async function resultOf(view: View, closing: Closing, draw: Draw): Promise<Html> {
  const { t } = view;
  const wishes = new Map(readEntries(closing.entriesCsv).map((wish) => [`${wish.code} ${wish.rank}`, wish]));
  const rows = await Promise.all(
    readResult(draw.resultCsv).map(async (win) => {
      const wish = wishes.get(`${win.code} ${win.rank}`);
      return {
        win,
        wish,
        words: wish && (await choiceWords(view, { spaceId: wish.space, on: wish.on, slots: wish.slots })),
      };
    }),
  );
  rows.sort((a, b) => (`${a.wish?.from} ${a.wish?.space}` < `${b.wish?.from} ${b.wish?.space}` ? -1 : 1));
  if (rows.length === 0) return html`<p>${t("lottery.result.nobody")}</p>`;
  return html`<section aria-labelledby="result"><h2 id="result">${t("lottery.result.title")}</h2><p>${t("lottery.result.lead")}</p>${table(
    {
      caption: t("lottery.result.title"),
      captionHidden: true,
      rows,
      columns: [
        { label: t("lottery.field.code"), head: true, cell: ({ win }) => html`<span class="num">${win.code}</span>` },
        { label: t("lottery.field.won"), cell: ({ words }) => words },
        { label: t("lottery.field.rank"), cell: ({ win }) => t("lottery.rank", { rank: win.rank }) },
      ],
    },
  )}</section>`;
}

/** The commitment, the list and the seed, each when it is out, and the files to draw it again. */
function checkable(view: View, round: Round, closing: Closing | undefined, draw: Draw | undefined): Html {
  const { t } = view;
  const base = `/lotteries/${round.id}`;
  const files = [
    ...(closing
      ? [{ href: `${base}/entries.csv`, title: t("lottery.file.entries"), words: t("lottery.file.csv") }]
      : []),
    ...(draw
      ? [
          { href: `${base}/taken.csv`, title: t("lottery.file.taken"), words: t("lottery.file.csv") },
          { href: `${base}/round.json`, title: t("lottery.file.round"), words: t("lottery.file.json") },
          { href: "/lotteries/recompute.mjs", title: t("lottery.file.script"), words: t("lottery.file.mjs") },
        ]
      : []),
  ];
  const facts = [
    { label: t("lottery.check.commitment"), value: hash(round.commitment) },
    ...(closing ? [{ label: t("lottery.check.list"), value: hash(closing.listHash) }] : []),
    ...(round.publicNumber === undefined ? [] : [{ label: t("lottery.check.number"), value: round.publicNumber }]),
    ...(draw ? [{ label: t("lottery.check.seed"), value: hash(draw.seed) }] : []),
  ];
  const { publicNumber } = round.rule;
  return html`<section class="aside section" aria-labelledby="fair"><h2 id="fair">${t("lottery.check.title")}</h2>
<p class="small">${t("lottery.check.lead")}</p>${summary(t, facts, { plain: true })}
${publicNumber && html`<p class="small">${t("lottery.check.number-is", { what: { marked: localText(publicNumber.what, view.locale) } })}</p>`}
${files.length > 0 && papers(files)}
${draw && html`<p>${buttonLink({ label: t("lottery.check.go"), href: `${base}/check`, kind: "second", size: "small" })}</p>`}
${help(t("lottery.check.how"), html`<ol class="numbered small"><li>${t("lottery.check.how-1")}</li><li>${t("lottery.check.how-2")}</li><li>${t("lottery.check.how-3")}</li><li>${t("lottery.check.how-4")}</li>${round.rule.weights && html`<li>${t("lottery.check.how-tickets")}</li>`}</ol>`)}</section>`;
}

/** 64 letters in pieces of eight, so that a phone can break them and a person can compare them. */
function hash(text: string): Html {
  const pieces = text.match(/.{1,8}/g) ?? [];
  return html`<code class="small">${pieces.map((piece) => html`${piece}<wbr>`)}</code>`;
}
