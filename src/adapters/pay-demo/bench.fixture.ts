import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { demoProvider } from "./provider.ts";
import { sampleCards } from "./server/cards.ts";
import type { HookOptions } from "./server/hooks.ts";
import { type DemoPaymentsOptions, startDemoPayments } from "./server.ts";

export const apiKey = "an api key for tests only";
export const hookKey = "a hook key for tests only";

export type Received = { readonly headers: Headers; readonly rawBody: Uint8Array };

/** The demo server, its adapter, a payer's hands, and a place where events arrive: for tests. */
export async function startBench(
  options: Partial<Omit<DemoPaymentsOptions, "hook">> & { hook?: Partial<HookOptions>; timeoutMs?: number } = {},
) {
  const folder = options.folder ?? (await mkdtemp(join(tmpdir(), "pay-demo-")));
  const received: Received[] = [];
  const inbox = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    received.push({ headers: new Headers(request.headers as Record<string, string>), rawBody: Buffer.concat(chunks) });
    response.end();
  }).listen(0, "127.0.0.1");
  await once(inbox, "listening");
  const { port } = inbox.address() as AddressInfo;
  const server = await startDemoPayments({
    ...options,
    folder,
    apiKey,
    hook: { address: `http://127.0.0.1:${port}/`, key: hookKey, delayMs: [0, 20], ...options.hook },
  });
  const provider = demoProvider({
    address: server.address,
    apiKey,
    hookKeys: [hookKey],
    timeoutMs: options.timeoutMs ?? 2_000,
    ...(options.now === undefined ? {} : { now: options.now }),
  });
  return {
    server,
    provider,
    folder,
    received,
    ...payerHands,
    async nextEvent(reference: string): Promise<Received> {
      for (let wait = 0; wait < 300; wait++) {
        const found = received.find(
          ({ rawBody }) => JSON.parse(Buffer.from(rawBody).toString()).reference === reference,
        );
        if (found !== undefined) return found;
        await new Promise((resolve) => setTimeout(resolve, 10));
      }
      throw new Error(`no event about ${reference} within 3 s`);
    },
    async close({ keepFolder = false } = {}) {
      await server.close();
      inbox.closeAllConnections();
      inbox.close();
      if (!keepFolder) await rm(folder, { recursive: true, force: true });
    },
  };
}

/** What a payer does on the hosted page: sends its forms. */
export const payerHands = {
  payByCard: (url: string) => sendForm(url, { do: "card", number: sampleCards.works }),
  tryRefusedCard: (url: string) => sendForm(url, { do: "card", number: sampleCards.refused }),
  paySlowly: (url: string) => sendForm(url, { do: "card", number: sampleCards.slow }),
  askForNumber: (url: string) => sendForm(url, { do: "konbini" }),
  payInShop: (url: string) => sendForm(url, { do: "shop" }),
};

async function sendForm(url: string, fields: Record<string, string>): Promise<void> {
  const response = await fetch(url, { method: "POST", body: new URLSearchParams(fields), redirect: "manual" });
  if (response.status !== 303) throw new Error(`the hosted page answered ${response.status}`);
}
