import { showcase } from "../example.ts";
import { polishLine } from "./polish-line.ts";

export const polishLineShowcase = showcase<Parameters<typeof polishLine>[0]>({
  component: "polish-line",
  draw: (_, props) => polishLine(props),
  examples: [
    { name: "順調", props: () => ({ done: 0.71, pace: 0.667 }) },
    { name: "おくれ", props: () => ({ done: 0.466, pace: 0.667, isLate: true }) },
    { name: "まだ", props: () => ({ done: 0 }) },
  ],
});
