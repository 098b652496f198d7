import type { City } from "../kernel/city.ts";
import { makeWeb } from "../kernel/http/web.ts";
import { identify, identityAssets } from "../modules/identity/module.ts";
import { lotteryAssets } from "../modules/lottery/module.ts";
import { listAssets } from "../ui/index.ts";
import type { Config } from "./config.ts";
import { listen } from "./listen.ts";
import type { Wired } from "./modules.ts";
import { errorPage } from "./site/error-page.ts";

/** The web for one city. The Host header picks it: an unknown host gets nothing. */
export async function startWeb(
  config: Config,
  wired: Wired,
  city: City,
): Promise<{ port: number; close(): Promise<void> }> {
  const hosts = new Set([new URL(config.address).hostname, ...(config.production ? [] : ["localhost", "127.0.0.1"])]);
  const web = makeWeb({
    cityOf: (host) => (hosts.has(host) ? city : undefined),
    routes: wired.modules.flatMap(({ routes }) => routes),
    menu: wired.modules.flatMap(({ menu }) => menu).sort((a, b) => a.order - b.order),
    identify,
    errorPage,
    staticFiles: ({ config: look }) => [...listAssets(look), ...identityAssets, ...lotteryAssets],
    formTargets: wired.formTargets,
    trustedHops: config.TRUSTED_HOPS,
    signInPath: { resident: "/sign-in", staff: "/staff/sign-in" },
  });
  const server = await listen(web, { host: config.HOST, port: config.PORT });
  const flushing = setInterval(
    () => void web.flush().catch((error) => city.log.error("page-views.failed", { error })),
    5_000,
  );
  return {
    port: server.port,
    async close() {
      clearInterval(flushing);
      await server.close();
      await web.flush().catch(() => {});
    },
  };
}
