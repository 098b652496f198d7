import { showcase } from "../example.ts";
import { pagination } from "./pagination.ts";

const href = (page: number) => `#page-${page}`;

export const paginationShowcase = showcase<Parameters<typeof pagination>[1]>({
  component: "pagination",
  draw: ({ t }, props) => pagination(t, props),
  examples: [{ name: "中ほど", props: () => ({ page: 7, pages: 20, href }) }],
});
