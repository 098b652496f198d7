import { showcase } from "../example.ts";
import { status } from "../status/status.ts";
import { type BoardProps, board } from "./board.ts";
import { boardLegend } from "./entry.ts";

const door = status("on", "扉 つながっている");
const hours = Array.from({ length: 13 }, (_, index) => index + 9);
const hourName = (hour: number) =>
  Number.isInteger(hour) ? `${hour}時` : `${Math.floor(hour)}時${Math.round((hour % 1) * 60)}分`;

const rangeName = (from: number, to: number) => `${hourName(from)}–${hourName(to)}`;

export const boardShowcase = showcase<BoardProps>({
  component: "board",
  draw: (_, props) => board(props),
  examples: [
    {
      name: "二つの館の一日",
      props: () => ({
        caption: "11月25日の部屋ごとの予約。列は1時間。",
        region: "部屋と時間の表。横に動かせます",
        corner: "部屋と扉",
        hours,
        hourName,
        rangeName,
        freeWord: "予約を入れる",
        vacantWord: "空き",
        now: { hour: 10.33, label: "今 10:20" },
        places: [
          {
            name: "四季文化館みの〜れ",
            rooms: [
              {
                name: "風のホール 事務所側",
                words: door,
                bars: [
                  {
                    fromHour: 9,
                    toHour: 12,
                    look: "in",
                    title: "コーラスすずらん",
                    words: "入室 9時02分　18人",
                    href: "#b1",
                  },
                  {
                    fromHour: 13,
                    toHour: 17,
                    look: "ok",
                    title: "美野里音楽祭 実行委員会",
                    words: "全面（三つ続き）　75人",
                    href: "#b2",
                    rooms: 3,
                  },
                  {
                    fromHour: 18,
                    toHour: 22,
                    look: "ok",
                    title: "みのり合唱団",
                    words: "20人　減免5割",
                    href: "#b3",
                  },
                ],
                free: [],
              },
              {
                name: "風のホール 中央",
                words: door,
                bars: [
                  { fromHour: 9, toHour: 12, look: "in", title: "健康体操の会", words: "22人", href: "#b4" },
                  {
                    fromHour: 18,
                    toHour: 22,
                    look: "unpaid",
                    title: "こども演劇教室",
                    words: "支払いまだ　1,870円",
                    href: "#b5",
                  },
                ],
                free: [],
              },
              {
                name: "風のホール 舞台側",
                words: door,
                bars: [],
                free: [
                  { fromHour: 9, toHour: 12, href: "#f1", label: "舞台側 午前に予約を入れる" },
                  { fromHour: 18, toHour: 22, href: "#f2", label: "舞台側 夜間に予約を入れる" },
                ],
              },
            ],
          },
          {
            name: "小川文化センターアピオス",
            rooms: [
              {
                name: "大会議室",
                words: status("late", "電池 12%"),
                bars: [
                  {
                    fromHour: 13,
                    toHour: 17,
                    look: "own",
                    title: "生涯学習課 講座",
                    words: "打ち合わせと準備",
                    href: "#b6",
                  },
                ],
                free: [{ fromHour: 18, toHour: 22, href: "#f3", label: "大会議室 夜間に予約を入れる" }],
              },
              {
                name: "リハーサル室",
                bars: [{ fromHour: 9, toHour: 12, look: "closed", title: "床の点検" }],
                free: [],
              },
            ],
          },
        ],
      }),
    },
    {
      name: "30分から始まる部屋",
      props: () => ({
        caption: "学校の体育館の1日",
        region: "体育館と時間の表。横に動かせます",
        corner: "部屋",
        hours: [17, 18, 19, 20, 21],
        hourName,
        rangeName,
        freeWord: "予約を入れる",
        vacantWord: "空き",
        places: [
          {
            name: "美野里中学校",
            rooms: [
              {
                name: "体育館",
                bars: [{ fromHour: 18.5, toHour: 21.5, look: "ok", title: "バドミントン愛好会", href: "#b7" }],
                free: [
                  { fromHour: 17, toHour: 17.5, href: "#f4", label: "体育館 17時から予約を入れる" },
                  { fromHour: 17.5, toHour: 18, href: "#f5", label: "体育館 17時30分から予約を入れる" },
                  { fromHour: 18, toHour: 18.5, href: "#f6", label: "体育館 18時から予約を入れる" },
                  { fromHour: 21.5, toHour: 22, href: "#f7", label: "体育館 21時30分から予約を入れる" },
                ],
                choose: {
                  href: "#f8",
                  label: (from, to) => `体育館 ${hourName(from)}から${hourName(to)}に予約を入れる`,
                },
              },
            ],
          },
        ],
      }),
    },
  ],
});

export const boardLegendShowcase = showcase<Parameters<typeof boardLegend>>({
  component: "board-legend",
  draw: (_, props) => boardLegend(...props),
  examples: [
    {
      name: "印の見方",
      props: () => [
        "印の見方",
        [
          { look: "in", word: "入室ずみ" },
          { look: "ok", word: "予約" },
          { look: "unpaid", word: "支払いまだ" },
          { look: "own", word: "市が使う" },
          { look: "closed", word: "休み" },
        ],
      ],
    },
  ],
});
