import { showcase } from "../example.ts";
import { steps } from "./steps.ts";

export const stepsShowcase = showcase<Parameters<typeof steps>[1]>({
  component: "steps",
  draw: ({ t }, props) => steps(t, props),
  examples: [
    {
      name: "三つめ",
      props: () => ({
        label: "ui.today",
        names: ["ui.home", "ui.sign-in", "ui.today", "ui.change", "ui.done"],
        now: 3,
      }),
    },
  ],
});
