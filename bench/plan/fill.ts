import { sql } from "kysely";
import type { City } from "../../src/kernel/city.ts";
import { judge } from "../../src/modules/plan/rules/achievement/judge.ts";
import { getRuleSet } from "../../src/modules/plan/rules/rule-sets.ts";
import { definitionOf, lastYear, measureCode, type PlanSize, planId } from "./document.ts";

/** How three kinds of indicators went over the years: on the path, behind it, and without values. */
const series = ["good", "late", "unknown"] as const;

/** A published value for each indicator and year, with the judgement of the product's own rules; set by set. */
export async function fillFigures(city: City, size: PlanSize, ruleSetId: string): Promise<void> {
  const definition = definitionOf(size, measureCode(0, 0), 0);
  const first = lastYear - size.years;
  const ruleSet = getRuleSet(ruleSetId);
  const years = Array.from({ length: size.years }, (_, at) => first + 1 + at);
  const judged = series.flatMap((kind, at) => {
    const actuals = years.map((year) => ({
      year,
      value: String(100 + (kind === "good" ? 5 : 1) * (year - first)),
      certainty: "final" as const,
    }));
    return years.map((year) => ({
      series: at,
      year,
      value: kind === "unknown" ? undefined : actuals.find((actual) => actual.year === year)?.value,
      achievement: judge(
        definition,
        { baselineYear: first, targetYear: lastYear + 2 },
        kind === "unknown" ? [] : actuals,
        year,
        ruleSet,
      ),
    }));
  });
  for (const year of years) {
    const rows = JSON.stringify(judged.filter((each) => each.year === year));
    await sql`
      with judged as (
        select * from jsonb_to_recordset(${rows}::jsonb) as row (series int, year int, value numeric, achievement jsonb)
      ), indicator as (
        select id, node_code, row_number() over (order by id) % ${series.length}::int as series from plan.indicator
        where plan_id = ${planId}
      ), publication as (
        insert into plan.publication (id, plan_id, year, note, published_at)
        values (gen_random_uuid(), ${planId}, ${year}, '速さを測る', ${`${year + 1}-06-01T00:00:00Z`})
        returning id
      ), figure as (
        insert into plan.figure (id, plan_id, indicator_id, year, value, certainty, origin, source, rule, counted_at, state,
          proposed_at, is_sample)
        select gen_random_uuid(), ${planId}, indicator.id, judged.year, judged.value, 'final', 'metric', '見本',
          '年度の間に数えた件数です。', now(), 'approved', now(), true
        from indicator join judged using (series) where judged.value is not null
        returning id, indicator_id
      )
      insert into plan.published_figure (publication_id, plan_id, indicator_id, year, figure_id, node_code, value, verdict,
        achievement)
      select publication.id, ${planId}, indicator.id, judged.year, figure.id, indicator.node_code, judged.value,
        judged.achievement ->> 'verdict', judged.achievement
      from indicator join judged using (series) cross join publication left join figure on figure.indicator_id = indicator.id
    `.execute(city.db);
  }
}

/** Initial, supplementary and settled amounts of every project for ten years. */
export async function fillBudget(city: City): Promise<void> {
  await sql`
    insert into plan.budget (plan_id, project_code, year, stage, national, prefecture, bond, other, general, total, is_sample,
      brought_at)
    select plan_id, code, year, stage, 100000, 50000, 0, 0, 850000, 1000000, true, now()
    from plan.project, generate_series(${lastYear - 9}::int, ${lastYear}::int) as year,
      unnest(array['initial', 'supplementary', 'settled']) as stage
    where plan_id = ${planId}
  `.execute(city.db);
}

/** A published sheet for each measure, with the board's verdict and the city's answer. */
export async function fillSheets(city: City): Promise<void> {
  const field = (id: string, ja: string) => ({
    id,
    label: { ja },
    kind: "long-text",
    isRequired: false,
    maxLength: 2000,
    options: [],
    isPublic: true,
  });
  const form = { id: "bench", parts: [{ id: "all", title: { ja: "評価" }, fields: [field("why", "理由")] }] };
  const forms = JSON.stringify({ measure: form, project: form });
  const frozen = JSON.stringify({ indicators: [], cost: [], staff: [], projects: [] });
  await sql`
    with round as (
      insert into plan.round (id, plan_id, year, state, due, forms, staff_unit_cost, is_sample, opened_at)
      values (gen_random_uuid(), ${planId}, ${lastYear}, 'open', '{}', ${forms}, 7000000, true, now()) returning id
    ), sheet as (
      insert into plan.sheet (id, round_id, kind, subject, title, position, state, answers, is_selected, selection_reason,
        is_sample, frozen, published_at)
      select gen_random_uuid(), round.id, 'measure', code, definition -> 'title' ->> 'ja', position, 'published',
        jsonb_build_object('why', repeat('まちの人に、届いていません。', 10)), true, '見本', true, ${frozen}, now()
      from plan.node cross join round where plan_id = ${planId} and level = 'measure'
      returning id
    ), verdict as (
      insert into plan.joint_verdict (sheet_id, verdict, votes, voted, reviewers, comment, decided_at)
      select id, 'improve', '{"improve": 5}', 5, 5, '数だけを追わないでほしい。', now() from sheet
    )
    insert into plan.city_answer (sheet_id, stance, words, promises, written_at, asked_at, approved_at)
    select id, 'accept', '60日以内に知らせます。', '[]', now(), now(), now() from sheet
  `.execute(city.db);
}

/** The application's connections give up a statement that takes too long. */
const atOnce = 50_000;

/** What stands behind the metrics and must not slow the plan: bookings of the bench's rooms, and counted page views. */
export async function fillOperations(city: City, count: number, rooms: number): Promise<void> {
  const alphabet = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";
  for (let from = 0; from < count; from += atOnce) {
    await sql`
      insert into facility.booking (id, number, state, channel, facility_id, effective_from, space_id, used_on, slots, used_during,
        booker_id, made_at, category_id, purpose_id, people, amount, settled_at)
      select gen_random_uuid(),
        substr(${alphabet}, ((n >> 25) & 31) + 1, 1) || substr(${alphabet}, ((n >> 20) & 31) + 1, 1)
          || substr(${alphabet}, ((n >> 15) & 31) + 1, 1) || '-' || substr(${alphabet}, ((n >> 10) & 31) + 1, 1)
          || substr(${alphabet}, ((n >> 5) & 31) + 1, 1) || substr(${alphabet}, (n & 31) + 1, 1),
        'confirmed', 'web', 'bench', version.effective_from, 'bench-room-' || (n % ${rooms}::int), begins::date, array['evening'],
        tstzrange(begins, begins + interval '3 hours'), gen_random_uuid(), begins, 'resident-person', 'music', 5, 700, begins
      from generate_series(${from}::int, ${Math.min(from + atOnce, count) - 1}::int) as n
      cross join (select max(effective_from) as effective_from from facility.version where facility_id = 'bench') as version
      cross join lateral (select timestamptz '2012-04-01T09:00:00Z' + (n / ${rooms}::int) * interval '1 day' as begins) as slot
    `.execute(city.db);
  }
  await sql`
    insert into kernel.page_view (viewed_on, route, locale, views)
    select date '2020-04-01' + (n / 50), '/bench/' || n % 50, 'ja', 10 from generate_series(0, ${count / 10 - 1}::int) as n
  `.execute(city.db);
}
