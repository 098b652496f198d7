import { showcase } from "../example.ts";
import { openToday } from "./open-today.ts";

export const openTodayShowcase = showcase<Parameters<typeof openToday>[0]>({
  component: "open-today",
  draw: (_, props) => openToday(props),
  examples: [
    {
      name: "きょうの施設",
      props: () => ({
        caption: "11月25日（水）に開いている施設",
        houseLabel: "施設",
        dayLabel: "きょう",
        houses: [
          { name: "四季文化館みの〜れ", href: "#minole", isOpen: true, word: "開館", words: "22時まで" },
          { name: "玉里運動公園", href: "#tamari", isOpen: false, word: "休館" },
        ],
      }),
    },
  ],
});
