import { createHash } from "node:crypto";
import { shapes } from "./shapes.ts";

/** All icons in one file, fetched once. */
export const spriteBody = `<svg xmlns="http://www.w3.org/2000/svg">${Object.entries(shapes)
  .map(([name, body]) => `<symbol id="${name}" viewBox="0 0 24 24">${body}</symbol>`)
  .join("")}</svg>`;

export const spritePath = `/assets/icons-${createHash("sha256").update(spriteBody).digest("hex").slice(0, 10)}.svg`;
