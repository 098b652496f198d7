import { type Actor, visitor } from "../kernel/actor.ts";
import type { City } from "../kernel/city.ts";
import { cityConfig } from "../kernel/city-config.ts";
import { html } from "../kernel/html.ts";
import type { View } from "../kernel/http/view.ts";
import type { Locale } from "../kernel/i18n/locales.ts";
import { translator } from "../kernel/i18n/translate.ts";
import type { Stage } from "./example.ts";

export const sampleConfig = cityConfig.parse({
  slug: "omitama",
  code: "082368",
  name: { ja: "小美玉市", en: "Omitama City", "ja-easy": "小美玉市《おみたまし》" },
  prefecture: { ja: "茨城県", en: "Ibaraki" },
  hue: 172,
  season: "#e3b85a",
  sample: true,
  contact: {
    office: { ja: "小美玉市役所", en: "Omitama City Hall" },
    telephone: "0299-00-0000",
    hours: { ja: "平日　8時30分から17時15分まで", en: "Weekdays, 8:30 to 17:15" },
    mail: "shisetsu@omitama.example",
  },
  areas: [],
});

/** A view without a database: components draw what they are given and ask nobody. */
export function exampleView(
  options: { locale?: Locale; actor?: Actor; path?: string; flash?: View["flash"]; config?: typeof sampleConfig } = {},
): View {
  const { locale = "ja", actor = visitor, path = "/", flash, config = sampleConfig } = options;
  return {
    city: { config, address: "https://omitama.example", demo: true } as City,
    actor,
    locale,
    t: translator(locale),
    now: new Date("2026-11-25T06:15:00Z"),
    today: "2026-11-25",
    url: new URL(path, "https://omitama.example"),
    requestId: "00000000-0000-4000-8000-000000000000",
    browserId: undefined,
    flash,
    menu: [
      { side: "public", href: "/spaces", label: "facility.menu.spaces", order: 10 },
      { side: "public", href: "/my/bookings", label: "facility.menu.my-bookings", order: 50 },
      { side: "staff", group: "facility", href: "/staff", label: "facility.menu.board", order: 10 },
      { side: "staff", group: "facility", href: "/staff/bookings", label: "facility.menu.bookings", order: 20 },
      { side: "staff", group: "money", href: "/staff/cash", label: "payment.desk.menu", order: 40 },
    ],
    formKey: () => html`<input type="hidden" name="form-key" value="example">`,
    perform: () => Promise.reject(new Error("an example performs nothing")),
  };
}

export function exampleStage(options: Parameters<typeof exampleView>[0] = {}): Stage {
  const view = exampleView(options);
  return { view, t: view.t };
}
