import type { Example } from "../../src/modules/facility/types/example.ts";

/**
 * Worked cases of ten real facilities, collected from their ordinances and guides: what each must come to. Every one stands
 * as an example in cities/examples/<facility>.yaml; here again, so that a file cannot lose or bend one unseen.
 */
export type RealCase = {
  readonly facility: string;
  /** How the fact was derived when it was collected. */
  readonly from: string;
  /** Fields that the example in the file must have as they are. */
  readonly asked: Partial<Omit<Example, "expect">>;
  readonly expect: Readonly<Record<string, unknown>>;
};

const fee = (amount: number) => ({ kind: "fee", fee: amount });
const refused = (code: string) => ({ kind: "refused", code: `facility.${code}` });
const refund = (cancelOn: string, paid: number, back: number) => ({ kind: "refund", cancelOn, paid, refund: back });

const hokota = "hokota-kominkan";
const tennis = "nakano-kamitakada-tennis";
const oyama = "oyama-shogai";
const miyoshi = "miyoshi-kisa-bg";
const soka = "soka-acos";
const apios = "omitama-apios";
const minole = "omitama-minole";
const takaishi = "takaishi-appla";
const hodogaya = "hodogaya-center";
const gym = { space: `${miyoshi}-gym` };

export const realCases: readonly RealCase[] = [
  {
    facility: hokota,
    from: "別表第1 大集会室 午前",
    asked: { space: `${hokota}-hall`, slots: ["am"] },
    expect: fee(1050),
  },
  {
    facility: hokota,
    from: "1日区分の額(午前+午後+夜の和3,670ではない)",
    asked: { space: `${hokota}-hall`, slots: ["am", "pm", "night"] },
    expect: fee(2620),
  },
  {
    facility: hokota,
    from: "会議室 1日",
    asked: { space: `${hokota}-meeting`, slots: ["am", "pm", "night"] },
    expect: fee(1050),
  },
  {
    facility: hokota,
    from: "520+520(午前午後をまとめた区分は表に無い)",
    asked: { space: `${hokota}-assembly`, slots: ["am", "pm"] },
    expect: fee(1040),
  },
  {
    facility: hokota,
    from: "旭公民館 講堂 夜",
    asked: { space: `${hokota}-asahi-lecture`, slots: ["night"] },
    expect: fee(3300),
  },
  {
    facility: tennis,
    from: "1,000+照明30分200(5月は18:30~)",
    asked: { on: "2025-05-10", slots: ["17:00"] },
    expect: fee(1200),
  },
  {
    facility: tennis,
    from: "600+照明2時間=4×200(12月は16:00~)",
    asked: { on: "2025-12-03", slots: ["17:00"] },
    expect: fee(1400),
  },
  {
    facility: tennis,
    from: "文化の日=祝日1,000+16:30から30分200",
    asked: { on: "2025-11-03", slots: ["15:00"] },
    expect: fee(1200),
  },
  { facility: tennis, from: "平日", asked: { on: "2025-06-11", slots: ["09:00"] }, expect: fee(600) },
  {
    facility: oyama,
    from: "土日祝",
    asked: { space: `${oyama}-hall`, on: "2025-06-14", slots: ["b"] },
    expect: fee(4500),
  },
  {
    facility: oyama,
    from: "3,500×2",
    asked: { space: `${oyama}-hall`, on: "2025-06-11", slots: ["a"], purpose: "paid-event" },
    expect: fee(7000),
  },
  {
    facility: oyama,
    from: "4,000×2",
    asked: { space: `${oyama}-gallery`, on: "2025-06-15", slots: ["c"], purpose: "event-with-sales" },
    expect: fee(8000),
  },
  {
    facility: oyama,
    from: "利用制限",
    asked: { space: `${oyama}-seminar`, purpose: "goods-sale" },
    expect: { ...refused("purpose-forbidden"), because: "物品の販売行為" },
  },
  {
    facility: miyoshi,
    from: "520×2倍×2h",
    asked: { ...gym, slots: ["09:00", "10:00"], category: "outside", purpose: "amateur" },
    expect: fee(2080),
  },
  {
    facility: miyoshi,
    from: "1,250×3",
    asked: { ...gym, category: "resident", purpose: "other", answers: { profit: true } },
    expect: fee(3750),
  },
  {
    facility: miyoshi,
    from: "市外かつ営利は5倍(2×3=6倍ではない)",
    asked: { ...gym, category: "outside", purpose: "other", answers: { profit: true } },
    expect: fee(6250),
  },
  {
    facility: miyoshi,
    from: "半額",
    asked: { ...gym, slots: ["09:00"], category: "youth", purpose: "amateur" },
    expect: fee(260),
  },
  {
    facility: miyoshi,
    from: "無料",
    asked: { ...gym, slots: ["09:00", "10:00", "11:00"], category: "children" },
    expect: fee(0),
  },
  {
    facility: miyoshi,
    from: "410+5割",
    asked: { space: `${miyoshi}-meeting`, slots: ["m-am"], category: "resident", extras: { climate: 1 } },
    expect: fee(615),
  },
  {
    facility: soka,
    from: "60日前まで→還付7割5分",
    asked: { space: `${soka}-hall`, on: "2025-10-30" },
    expect: refund("2025-08-31", 40000, 30000),
  },
  {
    facility: soka,
    from: "59日前→5割",
    asked: { space: `${soka}-hall`, on: "2025-10-30" },
    expect: refund("2025-09-01", 40000, 20000),
  },
  {
    facility: soka,
    from: "14日前→5割",
    asked: { space: `${soka}-hall`, on: "2025-10-30" },
    expect: refund("2025-10-16", 40000, 20000),
  },
  {
    facility: soka,
    from: "13日前→なし",
    asked: { space: `${soka}-hall`, on: "2025-10-30" },
    expect: refund("2025-10-17", 40000, 0),
  },
  {
    facility: apios,
    from: "30日前の日(10/1)の前日=9/30まで全額",
    asked: { space: `${apios}-large`, on: "2025-10-31" },
    expect: refund("2025-09-30", 50000, 50000),
  },
  {
    facility: apios,
    from: "10/1は期限(9/30)後。全額返還の対象外",
    asked: { space: `${apios}-large`, on: "2025-10-31" },
    expect: { kind: "refund", cancelOn: "2025-10-01", paid: 50000, full: false },
  },
  {
    facility: apios,
    from: "7日前の日(10/24)の前日=10/23まで全額",
    asked: { space: `${apios}-meeting-1`, on: "2025-10-31" },
    expect: refund("2025-10-23", 1000, 1000),
  },
  {
    facility: apios,
    from: "申込期限 14日前(10/17)まで",
    asked: { space: `${apios}-large`, on: "2025-10-31", now: "2025-10-18T09:00" },
    expect: refused("too-late"),
  },
  {
    facility: apios,
    from: "申込開始 利用日の2ヶ月前から",
    asked: { space: `${apios}-large`, on: "2025-10-31", purpose: "stage-practice", now: "2025-07-01T09:00" },
    expect: refused("not-yet"),
  },
  {
    facility: apios,
    from: "複数日は最初の日が6か月先の同日に当たる日に申込",
    asked: { space: `${apios}-large`, on: "2025-10-30", days: 2, now: "2025-04-30T09:00" },
    expect: { kind: "accepted" },
  },
  {
    facility: minole,
    from: "設備の使用条件",
    asked: { space: `${minole}-kaze-office`, extras: { "roll-back-chairs": 1 } },
    expect: refused("extra-needs"),
  },
  {
    facility: minole,
    from: "2/3以上",
    asked: { space: `${minole}-kaze-office-center`, extras: { "roll-back-chairs": 1 } },
    expect: { kind: "accepted" },
  },
  {
    facility: minole,
    from: "利用料と予約期間の表 予約不可",
    asked: { space: `${minole}-kaze-office`, category: "outside" },
    expect: refused("category-not-bookable"),
  },
  {
    facility: minole,
    from: "1ヶ月前の初日",
    asked: { category: "school-sports", on: "2025-07-20", now: "2025-06-01T00:00" },
    expect: { kind: "accepted" },
  },
  {
    facility: minole,
    from: "365日前",
    asked: { category: "basic", on: "2026-07-20", now: "2025-07-20T00:00" },
    expect: { kind: "accepted" },
  },
  {
    facility: minole,
    from: "366日前",
    asked: { category: "basic", on: "2026-07-20", now: "2025-07-19T23:59" },
    expect: refused("not-yet"),
  },
  {
    facility: "omitama-undohiroba",
    from: "第4条",
    asked: { answers: { residence: "outside" } },
    expect: refused("not-eligible"),
  },
  {
    facility: takaishi,
    from: "第4火曜だが秋分の日→開館",
    asked: { on: "2025-09-23" },
    expect: { kind: "open", open: true },
  },
  { facility: takaishi, from: "第2火曜日", asked: { on: "2025-09-09" }, expect: { kind: "open", open: false } },
  {
    facility: takaishi,
    from: "連続使用 14日間まで(休館日を含む)",
    asked: { space: `${takaishi}-large`, days: 15 },
    expect: refused("span-too-long"),
  },
  {
    facility: takaishi,
    from: "受付 市外は12ヶ月前の月の初日(2025-07-01)から",
    asked: { space: `${takaishi}-large`, category: "outside", on: "2026-07-15", now: "2025-06-30T23:59" },
    expect: refused("not-yet"),
  },
  {
    facility: hodogaya,
    from: "抽選申込 1団体5コマまで",
    asked: {},
    expect: { kind: "entry", entries: 6, accepted: false },
  },
  {
    facility: hodogaya,
    from: "当選コマ数は2コマまで",
    asked: {},
    expect: { kind: "entry", entries: 5, accepted: true, wins: 2 },
  },
  {
    facility: hodogaya,
    from: "2か月先の1か月分 毎月1日~10日",
    asked: { on: "2025-09-10", now: "2025-07-11T09:00" },
    expect: { kind: "entry", accepted: false },
  },
  {
    facility: hodogaya,
    from: "一般申込 Webは13日21時から",
    asked: { now: "2025-07-13T20:59", channel: "web" },
    expect: { kind: "refused" },
  },
];
