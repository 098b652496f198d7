import { parentPort } from "node:worker_threads";
import type { Answer, Order } from "./render-pdf.ts";
import { compilePdf } from "./typst.ts";

/** One document after the other, on a thread of its own. */
parentPort?.on("message", (order: Order) => {
  const answer = set(order);
  // The bytes are handed over, not copied; they must own their buffer for that.
  parentPort?.postMessage(answer, "pdf" in answer ? [answer.pdf.buffer] : []);
});

function set({ id, template, data }: Order): Answer {
  try {
    return { id, pdf: new Uint8Array(compilePdf(template, data)) };
  } catch (error) {
    return { id, problem: error instanceof Error ? error.message : String(error) };
  }
}
