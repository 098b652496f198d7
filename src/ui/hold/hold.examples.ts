import { button } from "../button/button.ts";
import { type Stage, showcase } from "../example.ts";
import { hold } from "./hold.ts";

const until = ({ view }: Stage, minutes: number) => new Date(view.now.getTime() + minutes * 60_000 - 28_000);

export const holdShowcase = showcase<Parameters<typeof hold>[1]>({
  component: "hold",
  draw: ({ t }, props) => hold(t, props),
  examples: [
    {
      name: "ゆとりがあるとき",
      props: (stage) => ({ until: until(stage, 9), untilText: "15時24分", now: stage.view.now, soonMinutes: 3 }),
    },
    {
      name: "もうすぐ終わるとき",
      props: (stage) => ({
        until: until(stage, 3),
        untilText: "15時18分",
        now: stage.view.now,
        soonMinutes: 3,
        extend: button({ label: "あと10分のばす", kind: "second", size: "small" }),
      }),
    },
  ],
});
