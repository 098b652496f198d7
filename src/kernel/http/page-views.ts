import { isbot } from "isbot";
import { sql } from "kysely";
import type { City } from "../city.ts";
import type { Locale } from "../i18n/locales.ts";
import type { MetricDefinition } from "../metric/types.ts";
import type { CivilDate } from "../time/civil-date.ts";

/**
 * Counts views by day, route and language. No cookie, no address, no person is kept, and programs that call themselves
 * so are left out. Counts are gathered in memory and added up in the database every few seconds, so that looking at a
 * page costs no write; a crash loses the views of those seconds, and that is said in the metric's rule.
 */
export type PageViews = {
  count(view: { on: CivilDate; route: string; locale: Locale; userAgent: string | null }): void;
  flush(): Promise<void>;
};

export function makePageViews(city: Pick<City, "db">): PageViews {
  let counts = new Map<string, number>();
  return {
    count({ on, route, locale, userAgent }) {
      if (userAgent === null || isbot(userAgent)) return;
      const key = JSON.stringify([on, route, locale]);
      counts.set(key, (counts.get(key) ?? 0) + 1);
    },
    async flush() {
      if (counts.size === 0) return;
      const rows = [...counts].map(([key, views]) => {
        const [viewed_on, route, locale] = JSON.parse(key);
        return { viewed_on, route, locale, views };
      });
      counts = new Map();
      await sql`
        insert into kernel.page_view (viewed_on, route, locale, views)
        select viewed_on, route, locale, views
        from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
          as row (viewed_on date, route text, locale text, views integer)
        on conflict (viewed_on, route, locale) do update set views = page_view.views + excluded.views
      `.execute(city.db);
    },
  };
}

export const pageViewMetric: MetricDefinition = {
  name: "kernel.page-views",
  kind: "flow",
  unit: "回",
  title: { ja: "ページの閲覧回数", en: "Page views" },
  rule: {
    ja: "人が開いた公開ページの数です。検索などのプログラムと、職員用のページは数えません。だれが見たかは記録しません。",
    en: "Public pages opened by people. Programs that say so and pages for staff are not counted, and nobody is identified.",
  },
  async count(city, { from, until }) {
    const { rows } = await sql<{ views: number }>`
      select coalesce(sum(views), 0)::bigint as views from kernel.page_view
      where viewed_on >= ${from}::date and viewed_on < ${until}::date
    `.execute(city.db);
    return { value: rows[0]?.views ?? 0 };
  },
};
