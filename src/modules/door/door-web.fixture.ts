import type { Actor } from "../../kernel/actor.ts";
import type { City } from "../../kernel/city.ts";
import { html } from "../../kernel/html.ts";
import { pageAnswer } from "../../kernel/http/answer.ts";
import { errand, page, type Route } from "../../kernel/http/route.ts";
import { makeWeb } from "../../kernel/http/web.ts";
import { listAssets } from "../../ui/assets.ts";
import { page as drawPage } from "../../ui/index.ts";
import { clerk, hana } from "./door-town.fixture.ts";
import {
  drawDoorCard,
  findAccess,
  findShownCode,
  hideCode,
  isOpeningUnderWay,
  openDoor,
  reenterDoor,
  type Subject,
  viewCode,
} from "./index.ts";
import { doorRoutes } from "./routes.ts";
import { doorPath, nothing } from "./schema.ts";

const actors: Readonly<Record<string, Actor>> = {
  hana,
  clerk,
  auditor: { ...clerk, roles: ["auditor"] },
};

/** The smallest booking page: what the facility does with the door's card. */
export function bookingRoutes(subject: Subject): Route[] {
  const common = { who: "resident", limit: "form", params: nothing, form: nothing } as const;
  const back = () => ({ to: "/booking" });
  const again = async () => html`<p>again</p>`;
  return [
    page({
      path: "/booking",
      who: "resident",
      limit: "page",
      params: nothing,
      query: nothing,
      show: async (view) => {
        const { city, now } = view;
        const access = await findAccess(city.db, subject);
        if (access === undefined) return html`<p>no door</p>`;
        const paths = {
          open: (door: string) => `/booking/doors/${door}`,
          view: "/booking/code",
          hide: "/booking/code/hide",
          reenter: (door: string) => `/booking/doors/${door}/reenter`,
        };
        const shown = await findShownCode(city, { subject, personId: hana.personId, now });
        const card = drawDoorCard(view, { access, shown, paths, telephone: "0299-48-0001" });
        const drawn = drawPage(view, {
          title: "予約",
          area: "public",
          main: html`<h1>予約</h1><div class="split"><div>${card}</div></div>`,
        });
        return isOpeningUnderWay(access, now) ? pageAnswer(drawn, { refreshSeconds: 2 }) : drawn;
      },
    }),
    errand({
      ...common,
      path: "/booking/doors/:door",
      params: doorPath,
      run: (act, { params }) => openDoor(act, { subject, doorId: params.door }),
      then: back,
      again,
    }),
    errand({
      ...common,
      path: "/booking/doors/:door/reenter",
      params: doorPath,
      run: (act, { params }) => reenterDoor(act, { subject, doorId: params.door }),
      then: back,
      again,
    }),
    errand({
      ...common,
      path: "/booking/code",
      run: async (act) => void (await viewCode(act, { subject })),
      then: back,
      again,
    }),
    errand({ ...common, path: "/booking/code/hide", run: (act) => hideCode(act, { subject }), then: back, again }),
  ];
}

export function doorWeb(city: City, subject: Subject) {
  const web = makeWeb({
    cityOf: () => city,
    routes: [...doorRoutes, ...bookingRoutes(subject)],
    menu: [{ side: "staff", group: "doors", href: "/staff/doors", label: "door.staff.title", order: 1 }],
    identify: async (_, token) => actors[token],
    errorPage: (_, error) => html`<h1>${error.status} ${error.code}</h1>`,
    staticFiles: ({ config }) => listAssets(config),
    formTargets: [],
    trustedHops: 0,
    signInPath: { resident: "/sign-in", staff: "/staff/sign-in" },
  });
  return {
    fetch: (request: Request) => web.fetch(request, { address: "127.0.0.1" }),
    async ask(path: string, as?: string, form?: Record<string, string>) {
      const cookie = `browser=b${as === undefined ? "" : `; session=${as}`}`;
      const request = new Request(`http://localhost${path}`, {
        headers: { cookie, ...(form && { "content-type": "application/x-www-form-urlencoded" }) },
        ...(form && { method: "POST", body: new URLSearchParams(form) }),
      });
      const response = await web.fetch(request, { address: "127.0.0.1" });
      const { status, headers } = response;
      // Where a line may break is not what these tests are about.
      const body = (await response.text()).replaceAll("<wbr>", "");
      return { status, headers, to: headers.get("location"), body };
    },
  };
}

/** The key of the form with this address, as the browser would send it. */
export function keyOf(body: string, action: string): string {
  const form = body.split("<form ").find((part) => part.includes(`action="${action}"`)) ?? "";
  return /name="form-key" value="([^"]+)"/.exec(form)?.[1] ?? "";
}
