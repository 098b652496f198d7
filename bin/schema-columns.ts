import { sql } from "kysely";
import type { Db } from "../src/kernel/db/types.ts";

export type Column = {
  readonly schema: string;
  readonly table: string;
  readonly name: string;
  /** As pg_type names it: text, int4, timestamptz; the element's type if it is an array. */
  readonly type: string;
  readonly isArray: boolean;
  readonly isNullable: boolean;
  /** What an insert may leave out. */
  readonly hasDefault: boolean;
  /** What only PostgreSQL may write. */
  readonly isGenerated: boolean;
  /** The words that a check constraint allows, if it allows certain words only. */
  readonly words: readonly string[] | undefined;
};

/** Every column of every table and view of ours, in the order of the tables. */
export async function listColumns(db: Db): Promise<readonly Column[]> {
  const { rows } = await sql<Omit<Column, "words"> & { checks: string[] | null }>`
    select namespace.nspname as "schema", class.relname as "table", attribute.attname as name,
      coalesce(element.typname, base.typname, type.typname) as type, element.oid is not null as "isArray",
      not (attribute.attnotnull or type.typnotnull) as "isNullable",
      attribute.atthasdef or attribute.attidentity <> '' as "hasDefault",
      attribute.attgenerated <> '' as "isGenerated",
      (select array_agg(pg_get_constraintdef(checks.oid)) from pg_constraint as checks
        where checks.conrelid = class.oid and checks.contype = 'c' and checks.conkey = array[attribute.attnum]) as checks
    from pg_attribute as attribute
    join pg_class as class on class.oid = attribute.attrelid and class.relkind in ('r', 'p', 'v', 'm')
    join pg_namespace as namespace on namespace.oid = class.relnamespace
    join pg_type as type on type.oid = attribute.atttypid
    left join pg_type as base on base.oid = nullif(type.typbasetype, 0)
    left join pg_type as element on element.oid = nullif(type.typelem, 0) and type.typcategory = 'A'
    where attribute.attnum > 0 and not attribute.attisdropped and not class.relispartition
      and namespace.nspname not in ('pg_catalog', 'information_schema', 'pg_toast')
      and class.relname not like 'migration\\_%'
    order by namespace.nspname, class.relname, attribute.attnum
  `.execute(db);
  return rows.map(({ checks, ...column }) => ({ ...column, words: allowedWords(checks ?? []) }));
}

/** CHECK ((state = ANY (ARRAY['held'::text, 'confirmed'::text]))) → held, confirmed */
export function allowedWords(checks: readonly string[]): readonly string[] | undefined {
  for (const check of checks) {
    const list = /^CHECK \(\(\(?\w+\)?(?:::text)? = ANY \(\(?ARRAY\[(.+)\]\)?(?:::text\[\])?\)\)\)$/.exec(check)?.[1];
    const words = list?.split(", ").map((item) => /^'([^']*)'::(?:text|character varying)/.exec(item)?.[1]);
    if (words?.every((word) => word !== undefined)) return words.filter((word) => word !== undefined);
  }
  return undefined;
}
