import { showcase } from "../example.ts";
import { beads, type Verdict } from "./beads.ts";

export const beadsShowcase = showcase<{ verdicts: readonly Verdict[]; sentence: string }>({
  component: "beads",
  draw: (_, { verdicts, sentence }) => beads(verdicts, sentence),
  examples: [
    {
      name: "五つの指標",
      props: () => ({
        verdicts: ["good", "good", "late", "late", "unknown"],
        sentence: "順調 2、おくれ 2、測れない 1",
      }),
    },
  ],
});
