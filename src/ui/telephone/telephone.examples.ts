import { showcase } from "../example.ts";
import { telephone } from "./telephone.ts";

export const telephoneShowcase = showcase<Record<string, never>>({
  component: "telephone",
  draw: ({ view, t }) => telephone(t, view.city.config),
  examples: [{ name: "市の番号", props: () => ({}) }],
});
