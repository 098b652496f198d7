import { join } from "node:path";
import { z } from "zod";
import { startDemoPayments } from "./server.ts";

/** Runs the demo provider by itself; README.md has the table of settings. */
const settings = z
  .object({
    PAY_DEMO_PORT: z.coerce.number().int().min(0).max(65_535).default(4610),
    PAY_DEMO_API_KEY: z.string().min(16),
    PAY_DEMO_HOOK_ADDRESS: z.url({ protocol: /^https?$/ }),
    PAY_DEMO_HOOK_KEY: z.string().min(16),
    PAY_DEMO_COPIES: z.coerce.number().int().min(1).max(10).default(2),
    PAY_DEMO_DELAY_MS: z
      .string()
      .regex(/^\d+-\d+$/)
      .default("100-1500")
      .transform((text) => text.split("-").map(Number) as [number, number]),
    PAY_DEMO_LOSE: z.coerce.number().min(0).max(1).default(0),
    PAY_DEMO_SEED: z.coerce.number().int().default(1),
    DATA_DIR: z.string().min(1).default("var"),
  })
  .parse(process.env);

const server = await startDemoPayments({
  folder: join(settings.DATA_DIR, "pay-demo"),
  apiKey: settings.PAY_DEMO_API_KEY,
  port: settings.PAY_DEMO_PORT,
  hook: {
    address: settings.PAY_DEMO_HOOK_ADDRESS,
    key: settings.PAY_DEMO_HOOK_KEY,
    copies: settings.PAY_DEMO_COPIES,
    delayMs: settings.PAY_DEMO_DELAY_MS,
    lose: settings.PAY_DEMO_LOSE,
    seed: settings.PAY_DEMO_SEED,
  },
});
process.stdout.write(`demo payments at ${server.address}\n`);

const stop = () => void server.close();
process.once("SIGINT", stop);
process.once("SIGTERM", stop);
