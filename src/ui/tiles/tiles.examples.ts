import { showcase } from "../example.ts";
import { type Tile, tiles } from "./tiles.ts";

export const tilesShowcase = showcase<readonly Tile[]>({
  component: "tiles",
  draw: (_, list) => tiles(list),
  examples: [
    {
      name: "今日の数",
      props: () => [
        { label: "今日の予約", figure: 12, unit: "件" },
        { label: "今、使っている", figure: 4, unit: "室" },
        { label: "支払いがまだ", figure: 2, unit: "件　3,340円（見本）" },
        { label: "扉がつながらない", figure: 1, unit: "か所" },
      ],
    },
  ],
});
