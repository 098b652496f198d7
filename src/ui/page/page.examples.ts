import { html } from "../../kernel/html.ts";
import { button, buttonLink } from "../button/button.ts";
import { showcase } from "../example.ts";
import { textField } from "../field/field.ts";
import { errorAt } from "../field/frame.ts";
import { form } from "../form/form.ts";
import { type PageProps, page } from "./page.ts";

export const pageShowcase = showcase<PageProps>({
  component: "page",
  isDocument: true,
  draw: ({ view }, props) => page(view, props),
  examples: [
    {
      name: "public",
      props: () => ({
        title: "部屋を探す",
        area: "public",
        crumbs: [{ label: "部屋を探す" }],
        main: html`<div class="head"><h1>部屋を探す</h1><p class="lead">空きは、だれでも見られます。予約するときに、ログインします。</p></div><div class="split"><section class="section"><h2>12月4日（金）に使える部屋</h2><p>4件あります。</p></section><div class="aside section"><h2>見つからないときは</h2><p class="small">電話でも探せます。</p></div></div>`,
      }),
    },
    {
      name: "errand-with-problems",
      props: ({ view, t }) => {
        const problems = [{ field: "count", key: "field.too-large", params: { maximum: 25 } }];
        return {
          title: "使い方を教えてください",
          area: "errand",
          crumbs: [{ label: "風のホール", href: "/spaces/kaze" }, { label: "予約" }],
          problems,
          main: html`<h1>使い方を教えてください</h1>${form(view, {
            action: "/spaces/kaze/use",
            content: html`${textField({ t, name: "count", label: "人数", need: "required", value: "30", size: "s", inputmode: "numeric", error: errorAt(t, problems, "count") })}${button({ label: "料金を確かめる" })}`,
          })}`,
        };
      },
    },
    {
      name: "staff",
      props: () => ({
        title: "今日の施設",
        area: "staff",
        main: html`<div class="head row row--between"><div><h1>今日の施設</h1><p class="muted">令和8年11月25日（水）　10時20分の様子。1分ごとに新しくなります。</p></div><div class="row">${buttonLink({ label: "前の日", href: "#before", kind: "second", size: "small" })}${buttonLink({ label: "窓口で予約を受ける", href: "#book", size: "small" })}</div></div>`,
      }),
    },
  ],
});
