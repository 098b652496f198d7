import { showcase } from "../example.ts";
import { numeral } from "./numeral.ts";

export const numeralShowcase = showcase<Parameters<typeof numeral>[0]>({
  component: "numeral",
  draw: (_, props) => numeral(props),
  examples: [
    {
      name: "コンビニの番号",
      props: () => ({
        label: "支払いの番号",
        digits: "12345678901",
        steps: ["店の機械で、番号を打ちます。", "出てきた紙を、レジに出します。"],
      }),
    },
  ],
});
