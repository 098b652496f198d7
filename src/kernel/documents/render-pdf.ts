import { fileURLToPath } from "node:url";
import { Worker } from "node:worker_threads";

export type Order = { readonly id: number; readonly template: string; readonly data: unknown };
export type Answer =
  | { readonly id: number; readonly pdf: Uint8Array<ArrayBuffer> }
  | { readonly id: number; readonly problem: string };

type Waiting = { readonly resolve: (pdf: Uint8Array<ArrayBuffer>) => void; readonly reject: (error: Error) => void };

/** A document of a few pages takes milliseconds; whatever takes longer has hung. */
const longestMs = 30_000;

/**
 * A tagged PDF (PDF/UA-1) from a template of the project, a .typ file beside the code that fills it. `data` is plain JSON; texts in
 * it are printed as they are, whatever they contain.
 *
 * Typst works on a thread of its own. Measured for a permit on 2 cores: 75–190 ms for the first (two fonts of 5 MB are read), 5 ms
 * after, 30 ms for a list of 300 rows; on the main thread every other request would wait that long. The process grows by 120 MB and
 * stays there.
 */
export function renderPdf(document: {
  readonly template: URL;
  readonly data: unknown;
}): Promise<Uint8Array<ArrayBuffer>> {
  setter ??= startSetter();
  return setter.order(fileURLToPath(document.template), document.data);
}

let setter: ReturnType<typeof startSetter> | undefined;

function startSetter() {
  const worker = new Worker(new URL("./typst-worker.ts", import.meta.url));
  const waiting = new Map<number, Waiting>();
  let lastId = 0;
  let alarm: NodeJS.Timeout | undefined;

  worker.on("message", (answer: Answer) => {
    const found = waiting.get(answer.id);
    waiting.delete(answer.id);
    watch();
    if ("pdf" in answer) found?.resolve(answer.pdf);
    else found?.reject(new Error(answer.problem));
  });
  worker.on("error", giveUp);
  worker.on("exit", () => giveUp(new Error("the thread that sets documents has ended")));

  /** While nobody waits, the thread does not keep the process alive; while somebody does, it must not hang for ever. */
  function watch(): void {
    clearTimeout(alarm);
    if (waiting.size === 0) {
      worker.unref();
      return;
    }
    worker.ref();
    alarm = setTimeout(() => giveUp(new Error("a document took too long")), longestMs);
  }

  /** Whoever waits is told; the next document gets a new thread. */
  function giveUp(error: Error): void {
    clearTimeout(alarm);
    if (setter === own) setter = undefined;
    for (const { reject } of waiting.values()) reject(error);
    waiting.clear();
    void worker.terminate();
  }

  const own = {
    order(template: string, data: unknown): Promise<Uint8Array<ArrayBuffer>> {
      return new Promise((resolve, reject) => {
        const id = ++lastId;
        worker.postMessage({ id, template, data } satisfies Order);
        waiting.set(id, { resolve, reject });
        watch();
      });
    },
  };
  return own;
}
