import { html } from "../../kernel/html.ts";
import { button } from "../button/button.ts";
import { showcase } from "../example.ts";
import { textField } from "../field/field.ts";
import { form, queryForm } from "./form.ts";

export const formShowcase = showcase<Parameters<typeof form>[1]>({
  component: "form",
  draw: ({ view }, props) => form(view, props),
  examples: [
    {
      name: "変える",
      props: ({ t }) => ({
        action: "/my/name",
        content: html`${textField({ t, name: "new-name", label: "名前", autocomplete: "name" })}${button({ label: "名前を変える" })}`,
      }),
    },
    {
      name: "ファイルを送る",
      props: () => ({ action: "/my/file", upload: true, content: button({ label: "送る" }) }),
    },
  ],
});

export const queryFormShowcase = showcase<Parameters<typeof queryForm>[0]>({
  component: "query-form",
  draw: (_, props) => queryForm(props),
  examples: [
    {
      name: "条件を選ぶ",
      props: ({ t }) => ({
        action: "/spaces",
        labelledBy: "conditions",
        content: html`<h2 id="conditions">条件を選ぶ</h2>${textField({ t, name: "day", label: "使う日", type: "date", value: "2026-12-04" })}${button({ label: "この条件で探す" })}`,
      }),
    },
  ],
});
