import { buttonLink } from "../button/button.ts";
import { showcase } from "../example.ts";
import { type Alarm, alarms } from "./alarm.ts";

export const alarmShowcase = showcase<{ list: readonly Alarm[]; none: string }>({
  component: "alarm",
  draw: (_, { list, none }) => alarms(list, none),
  examples: [
    {
      name: "二つあるとき",
      props: () => ({
        none: "",
        list: [
          {
            icon: "i-offline",
            title: "練習室1の扉が、10時06分からつながっていません",
            words:
              "13時から、あおば吹奏楽団（見本）が使います。暗証番号は扉の中に入っているので、数字盤では開きます。「扉をあける」は使えません。",
            actions: [
              buttonLink({ label: "見に行くと記録する", href: "#go", size: "small" }),
              buttonLink({ label: "予備の番号を渡す", href: "#spare", size: "small", kind: "second" }),
            ],
          },
          {
            icon: "i-battery",
            look: "late",
            title: "大会議室（アピオス）の扉の電池が、残り12%です",
            words: "12月1日ごろ切れる見こみです。",
            actions: [buttonLink({ label: "交換を頼む", href: "#battery", size: "small", kind: "second" })],
          },
        ],
      }),
    },
    { name: "何もないとき", props: () => ({ list: [], none: "今、することはありません" }) },
  ],
});
