import { showcase } from "../example.ts";
import { tags } from "./tag.ts";

export const tagShowcase = showcase<Parameters<typeof tags>>({
  component: "tag",
  draw: (_, props) => tags(...props),
  examples: [
    {
      name: "外せる条件",
      props: () => [
        "選んだ条件",
        [
          { label: "合唱・演奏", without: { href: "#a", label: "を外す" } },
          { label: "20人", without: { href: "#b", label: "を外す" } },
        ],
      ],
    },
    { name: "しるし", props: () => ["備品", [{ label: "ピアノ" }, { label: "防音" }]] },
  ],
});
