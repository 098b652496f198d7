import { showcase } from "../example.ts";
import { search } from "./search.ts";

export const searchShowcase = showcase<Parameters<typeof search>[0]>({
  component: "search",
  draw: (_, props) => search(props),
  examples: [
    {
      name: "人を探す",
      props: () => ({
        action: "/staff/people",
        name: "q",
        label: "名前、電話番号、メールアドレス",
        hint: "探したことは記録され、ご本人にも見えます。",
        button: "探す",
        value: "山口",
      }),
    },
    {
      name: "よく探されることば",
      props: () => ({
        action: "/search",
        name: "words",
        label: "ことばで探す",
        button: "探す",
        words: { label: "よく探されることば", links: [{ href: "#gym", label: "体育館" }] },
      }),
    },
  ],
});
