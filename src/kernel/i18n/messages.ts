import { messages } from "../../../locales/index.ts";

/** Every key of the Japanese texts; the other languages may lack some and then fall back. */
export type MessageKey = keyof (typeof messages)["ja"];

export { messages };
