import { taxWithin } from "../../../kernel/money/yen.ts";
import type { PermitProps } from "./permit.ts";
import type { ReceiptProps } from "./receipt.ts";

/** A booking as it would stand on paper; people and amounts are invented. */
const use = {
  facility: "四季文化館みの〜れ",
  space: "風のホール（事務所側）",
  on: "2026-12-04",
  from: "18:00",
  to: "22:00",
} as const;
const holder = { group: "小美玉少年少女合唱団", person: "山口 はる" };
const issuer = {
  city: "小美玉市",
  signs: ["小美玉市長"],
  contact: "四季文化館みの〜れ　0299-00-0000（9時から22時まで。月曜日は休み）",
};
const lines = [
  { label: "基本の料金", note: "夜間 18–22時　公共ホール条例　別表第2", amount: 1_240 },
  { label: "減免", note: "1,240円の50%。市内の小中学生が半分以上の団体　公共ホール条例　第11条", amount: -620 },
  { label: "暖房", note: "1区分450円　公共ホール条例　別表第3", amount: 450 },
];

export const samplePermit: PermitProps = {
  locale: "ja",
  number: "M7K-2X4",
  issuedOn: "2026-11-25",
  bookedOn: "2026-11-25",
  issuer,
  holder,
  use,
  category: "市内の団体",
  purpose: "合唱・演奏の練習",
  people: 25,
  answers: [{ label: "入場料を取りますか", value: "いいえ" }],
  lines,
  total: 1_070,
  paidOn: "2026-11-25",
  conditions: [
    "使う時間には、準備と片付けの時間がふくまれます。",
    "使う権利を、ほかの人にゆずることはできません。",
    "設備をこわしたときや、なくしたときは、すぐに知らせてください。元に戻す費用を払ってもらうことがあります。",
    "火災や地震のときは、係の指示にしたがってください。",
  ],
  article: "公共ホール条例　第4条",
  sample: true,
};

export const sampleReceipt: ReceiptProps = {
  locale: "ja",
  number: "M7K-2X4-1",
  issuedOn: "2026-11-25",
  issuer,
  holder,
  use,
  bookingNumber: "M7K-2X4",
  paidOn: "2026-11-25",
  method: "クレジットカード",
  lines,
  total: 1_070,
  taxes: [{ percent: 10, base: 1_070, isIncluded: true, tax: taxWithin(1_070, 10) }],
  sample: true,
};
