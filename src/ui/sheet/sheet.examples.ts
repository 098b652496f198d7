import { html } from "../../kernel/html.ts";
import { button } from "../button/button.ts";
import { type AnyShowcase, showcase } from "../example.ts";
import { textArea } from "../field/field.ts";
import { locked, type SheetPart, saveBar, sheetParts, sideNotes } from "./sheet.ts";

const sheetShowcase = showcase<{ parts: readonly SheetPart[]; saved: string; hand: string }>({
  component: "sheet",
  draw: (_, { parts, saved, hand }) => sheetParts(parts, saveBar(saved, button({ label: hand, size: "small" }))),
  examples: [
    {
      name: "評価シート",
      props: ({ t }) => ({
        saved: "10時42分に下書きを保存しました。",
        hand: "課長へ出す",
        parts: [
          {
            id: "numbers",
            title: "1　数字を確かめる",
            content: locked("自動。書きかえられません", html`<p>登録者数　349人</p>`),
          },
          {
            id: "reasons",
            title: "2　理由を書く",
            content: textArea({ t, name: "cause", label: "なぜ、この結果になったのか", need: "required" }),
          },
        ],
      }),
    },
  ],
});

const sideShowcase = showcase<readonly SheetPart[]>({
  component: "side-notes",
  draw: (_, notes) => sideNotes(notes),
  examples: [
    {
      name: "書く人のとなり",
      props: () => [
        {
          id: "opinion",
          title: "外部評価委員会の意見",
          content: html`<blockquote>登録者の数だけを追わないでほしい。</blockquote>`,
        },
        { id: "promise", title: "市が約束したこと", content: html`<p>結果を60日以内に知らせる</p>` },
      ],
    },
  ],
});

export const sheetShowcases: readonly AnyShowcase[] = [sheetShowcase, sideShowcase];
