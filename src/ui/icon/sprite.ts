import { namedFile } from "../static-file.ts";
import { shapes } from "./shapes.ts";

const symbols = Object.entries(shapes).map(
  ([name, body]) => `<symbol id="${name}" viewBox="0 0 24 24">${body}</symbol>`,
);

/** All icons in one file, fetched once. */
export const sprite = namedFile("icons", "svg", `<svg xmlns="http://www.w3.org/2000/svg">${symbols.join("")}</svg>`);

export const spritePath = sprite.path;
