import { html } from "../../kernel/html.ts";
import { type AnyShowcase, showcase } from "../example.ts";
import { type Choices, checkbox, checkboxField, radioField } from "./choices.ts";
import { fileField, selectField, type TextFieldProps, textArea, textField } from "./field.ts";

const purposes = [
  { value: "practice", label: "合唱・演奏の練習" },
  { value: "meeting", label: "会議・学習" },
  { value: "show", label: "発表会", note: "お客さんから入場料をいただくときは、料金が変わります" },
];

export const textFieldShowcase = showcase<TextFieldProps>({
  component: "text-field",
  draw: (_, props) => textField(props),
  examples: [
    { name: "ふつう", props: ({ t }) => ({ t, name: "name", label: "名前", need: "required", autocomplete: "name" }) },
    {
      name: "数",
      props: ({ t }) => ({
        t,
        name: "people",
        label: "人数",
        hint: "いちばん多いときの数",
        inputmode: "numeric",
        size: "s",
        value: "20",
      }),
    },
    {
      name: "直すところ",
      props: ({ t }) => ({
        t,
        name: "people-wrong",
        label: "人数",
        need: "required",
        hint: "いちばん多いときの数。風のホール（事務所側）は25人まで使えます。",
        error: "人数は、25人までです。30人なら、となりの中央もいっしょに予約できます。",
        after: html`<a href="#both">中央もいっしょに予約する（50人まで）</a>`,
        inputmode: "numeric",
        size: "s",
        value: "30",
      }),
    },
    {
      name: "日",
      props: ({ t }) => ({
        t,
        name: "day",
        label: "使う日",
        type: "date",
        size: "m",
        value: "2026-12-04",
        min: "2026-11-25",
        max: "2027-02-28",
      }),
    },
    {
      name: "なくてもよい",
      props: ({ t }) => ({
        t,
        name: "telephone",
        label: "電話番号",
        need: "optional",
        type: "tel",
        inputmode: "tel",
        autocomplete: "tel",
        size: "m",
      }),
    },
  ],
});

export const textAreaShowcase = showcase<Parameters<typeof textArea>[0]>({
  component: "text-area",
  draw: (_, props) => textArea(props),
  examples: [
    {
      name: "伝えたいこと",
      props: ({ t }) => ({
        t,
        name: "memo",
        label: "施設に伝えたいこと",
        need: "optional",
        hint: "車いすの方がいる、楽器を運ぶ、など",
        value: "ピアノの位置を少し動かしたいです。",
      }),
    },
  ],
});

export const selectFieldShowcase = showcase<Parameters<typeof selectField>[0]>({
  component: "select-field",
  draw: (_, props) => selectField(props),
  examples: [
    {
      name: "団体",
      props: ({ t }) => ({
        t,
        name: "group",
        label: "団体",
        options: [
          { value: "minori", label: "みのり合唱団（見本）" },
          { value: "", label: "個人で使う" },
        ],
        value: "minori",
      }),
    },
  ],
});

export const radioFieldShowcase = showcase<Choices>({
  component: "radio-field",
  draw: (_, props) => radioField(props),
  examples: [
    {
      name: "使いみち",
      props: ({ t }) => ({
        t,
        name: "purpose",
        label: "使いみち",
        need: "required",
        options: purposes,
        chosen: ["meeting"],
      }),
    },
    {
      name: "直すところ",
      props: ({ t }) => ({
        t,
        name: "purpose-wrong",
        label: "使いみち",
        need: "required",
        options: purposes,
        chosen: [],
        error: "使いみちを選んでください",
      }),
    },
    {
      name: "横に並べるとき",
      props: ({ t }) => ({
        t,
        name: "heat",
        label: "暖房",
        line: true,
        options: [
          { value: "yes", label: "使う（450円）" },
          { value: "no", label: "使わない" },
        ],
        chosen: ["yes"],
      }),
    },
  ],
});

export const checkboxFieldShowcase = showcase<Choices>({
  component: "checkbox-field",
  draw: (_, props) => checkboxField(props),
  examples: [
    {
      name: "場所",
      props: ({ t }) => ({
        t,
        name: "area",
        label: "場所",
        hint: "いくつ選んでもかまいません",
        options: [
          { value: "minori", label: "美野里" },
          { value: "ogawa", label: "小川" },
          { value: "tamari", label: "玉里" },
        ],
        chosen: ["minori", "ogawa"],
      }),
    },
  ],
});

export const checkboxShowcase = showcase<Parameters<typeof checkbox>[0]>({
  component: "checkbox",
  draw: (_, props) => checkbox(props),
  examples: [
    {
      name: "読んだしるし",
      props: ({ t }) => ({
        t,
        name: "agree",
        value: "yes",
        checked: false,
        label: "使うときの決まりを読みました。",
        note: html`<a href="#rules">使うときの決まり（A4で1枚）</a>`,
      }),
    },
    {
      name: "直すところ",
      props: ({ t }) => ({
        t,
        name: "agree-wrong",
        value: "yes",
        checked: false,
        label: "使うときの決まりを読みました。",
        error: "読んで、よければ、しるしを付けてください。",
      }),
    },
  ],
});

export const fileFieldShowcase = showcase<Parameters<typeof fileField>[0]>({
  component: "file-field",
  draw: (_, props) => fileField(props),
  examples: [
    {
      name: "名簿",
      props: ({ t }) => ({
        t,
        name: "roster",
        label: "団体の名簿",
        hint: "PDF、PNG、JPEG。10MBまで",
        accept: ".pdf,.png,.jpg",
      }),
    },
  ],
});

export const fieldShowcases: readonly AnyShowcase[] = [
  textFieldShowcase,
  textAreaShowcase,
  selectFieldShowcase,
  radioFieldShowcase,
  checkboxFieldShowcase,
  checkboxShowcase,
  fileFieldShowcase,
];
