import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { showComponent, showExample } from "../../src/app/site/catalogue.ts";
import type { Actor } from "../../src/kernel/actor.ts";
import { type Html, html } from "../../src/kernel/html.ts";
import { securityHeaders } from "../../src/kernel/http/headers.ts";
import { serveStatic } from "../../src/kernel/http/static.ts";
import type { View } from "../../src/kernel/http/view.ts";
import { showcases } from "../../src/ui/examples.ts";
import { listAssets, page } from "../../src/ui/index.ts";
import { exampleView, sampleConfig } from "../../src/ui/stage.fixture.ts";

const clerk: Actor = {
  kind: "staff",
  personId: "q",
  name: "青柳",
  sectionId: "c",
  sectionName: "生涯学習課",
  roles: ["clerk"],
  sessionId: "s",
};

/** The catalogue without a database, with the security headers of every page. */
export async function startCatalogue(): Promise<{ address: string; close(): Promise<void> }> {
  const files = serveStatic(listAssets(sampleConfig));
  const server = createServer(async ({ url = "/" }, response) => {
    const { pathname } = new URL(url, "http://localhost");
    for (const [name, value] of Object.entries(securityHeaders({ secure: false, formTargets: [] }))) {
      response.setHeader(name, value);
    }
    const file = files(pathname);
    if (file !== undefined) {
      response.setHeader("content-type", file.headers.get("content-type") ?? "");
      return response.end(await file.text());
    }
    response.setHeader("content-type", "text/html; charset=utf-8");
    return response.end(String(await draw(pathname)));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    address: `http://127.0.0.1:${port}`,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

/** One page with all components: axe looks at it once instead of fifty times. */
export const everything = "/_catalogue/everything";

function draw(path: string): Html | Promise<Html> {
  const [, , component = "", example] = path.split("/").map(decodeURIComponent);
  const view = exampleView({ path, ...(example === "staff" ? { actor: clerk } : {}) });
  if (path === everything) return drawAll(view);
  return example === undefined ? showComponent(view, { component }) : showExample(view, { component, example });
}

function drawAll(view: View): Html {
  const stage = { view, t: view.t };
  const sections = showcases
    .filter(({ isDocument }) => !isDocument)
    .map(
      ({ component, draw: drawOne, examples }) =>
        html`<section><h2>${component}</h2>${examples.map(({ props }) => html`<div>${drawOne(stage, props(stage))}</div>`)}</section>`,
    );
  return page(view, {
    title: "everything",
    area: "public",
    main: html`<h1>everything</h1><div class="stack-l">${sections}</div>`,
  });
}
