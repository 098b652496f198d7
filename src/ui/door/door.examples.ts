import { html } from "../../kernel/html.ts";
import { button, buttonLink } from "../button/button.ts";
import { type Stage, showcase } from "../example.ts";
import { form } from "../form/form.ts";
import { help } from "../help/help.ts";
import { doorCard } from "./door.ts";

const ifStuck = help(
  "開かないときは",
  html`<ol><li>もう一度「扉をあける」を押して、20秒待ちます。</li><li>「番号を見る」を押し、数字盤に6けたを入れて、最後に # を押します。</li><li>それでも開かないときは、電話してください。<a href="tel:0299000000">0299-00-0000</a>（見本）</li></ol>`,
);

const opener = ({ view }: Stage) =>
  form(view, {
    action: "/open",
    class: "stack-s",
    content: html`${button({ label: "扉をあける", size: "big", icon: "i-door" })}<p class="small">事務所側の入口です。扉の前に着いてから押してください。10秒で、また鍵がかかります。</p>`,
  });

export const doorShowcase = showcase<Parameters<typeof doorCard>[0]>({
  component: "door",
  draw: (_, props) => doorCard(props),
  examples: [
    {
      name: "まだ開かないとき",
      props: () => ({
        id: "before",
        title: "事務所側の入口",
        kind: "off",
        word: "まだ開きません",
        look: "off",
        window: html`<b>12月4日（金）17時45分</b>から開けられます。`,
        help: html`<p class="small">暗証番号も、そのときから見られます。早く着いたら、ロビーでお待ちください。</p>`,
      }),
    },
    {
      name: "開けられるとき",
      props: (stage) => ({
        id: "open",
        title: "扉",
        kind: "on",
        word: "今、開けられます",
        window: html`<b>17時45分</b>から<b>22時15分</b>まで、<span class="keep">何度でも開けられます。</span>`,
        doors: [opener(stage)],
        code: html`<div><p><b>暗証番号</b>　<span class="door__dots" aria-hidden="true">••••••</span><span class="vh">隠しています</span></p><p class="small muted">電話が使えなくても、扉の数字盤で開けられます。</p></div>${form(stage.view, { action: "/code", class: "row", content: button({ label: "番号を見る", kind: "second" }) })}`,
        help: ifStuck,
      }),
    },
    {
      name: "番号を出しているとき",
      props: () => ({
        id: "shown",
        title: "中央の入口",
        kind: "on",
        word: "今、開けられます",
        window: "番号を出しています。見終わったら、隠してください。",
        code: html`<p><span class="vh">暗証番号</span><span class="door__digits">482 915</span></p>`,
        help: ifStuck,
      }),
    },
    {
      name: "つながらないとき",
      props: () => ({
        id: "offline",
        title: "舞台側の入口",
        kind: "bad",
        word: "つながりません",
        look: "bad",
        window: html`<b>暗証番号なら開きます。</b>`,
        doors: [
          html`<p class="small">この画面からは、今、扉を開けられません。番号は扉の中に入っています。職員にも知らせました。</p>`,
          html`<p class="row">${buttonLink({ label: "番号を見る", href: "#code" })}${buttonLink({ label: "電話する", href: "tel:0299000000", kind: "second" })}</p>`,
        ],
        help: ifStuck,
      }),
    },
  ],
});
