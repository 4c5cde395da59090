import { type Db, sql } from '#platform/database/pool';
import type { BodyDraft } from '../rules/register-import/body-draft.ts';
import { type OnProgress, stageRows } from './stage-rows.ts';

/** A register of bodies. */
export type BodyRegister = 'ipa-bodies' | 'istat-comuni' | 'associations';

export interface StagedBody extends BodyDraft {
  /** Identifier of the body, should it be new. */
  id: string;
  /** Chosen by hand: the identifier of a body, or NEW. */
  chosen?: string;
}

const STAGE = {
  line: 'int',
  id: 'uuid',
  chosen: 'text',
  name: 'text',
  category: 'text',
  other_name: 'text',
  ipa_code: 'text',
  former_ipa_code: 'text',
  list_code: 'text',
  istat_code: 'text',
  old_istat_codes: 'text[]',
  cadastral_code: 'text',
  tax_code: 'text',
  ipa_category: 'text',
  province: 'text',
  province_code: 'text',
  region: 'text',
  address: 'text',
  postal_code: 'text',
  town: 'text',
  digital_domicile: 'text',
  email: 'text',
  website: 'text',
  mountain: 'text',
  area_km2: 'numeric(10,3)',
  ceased_on: 'date',
} as const;

/** Columns of a body that an import may write. */
export const BODY_COLUMNS = [
  'name',
  'category',
  'other_name',
  'ipa_code',
  'list_code',
  'istat_code',
  'cadastral_code',
  'tax_code',
  'ipa_category',
  'province',
  'province_code',
  'region',
  'address',
  'postal_code',
  'town',
  'digital_domicile',
  'email',
  'website',
  'mountain',
  'area_km2',
  'ceased_on',
] as const;

type BodyColumn = (typeof BODY_COLUMNS)[number];

/**
 * What each register may change of a body already known. `own`: the register is the source of the datum. `fill`: it
 * only fills what is empty. A register never empties a datum. IndicePA does not rename comuni: ISTAT does.
 */
const AUTHORITY: Record<BodyRegister, Partial<Record<BodyColumn, 'own' | 'fill'>>> = {
  'ipa-bodies': {
    ...{
      ipa_code: 'own',
      tax_code: 'own',
      ipa_category: 'own',
      address: 'own',
      postal_code: 'own',
      town: 'own',
    },
    ...{ digital_domicile: 'own', email: 'own', website: 'own', name: 'own', category: 'own' },
    ...{ province: 'own', province_code: 'own', region: 'own', cadastral_code: 'fill' },
  },
  'istat-comuni': {
    ...{ name: 'own', other_name: 'own', istat_code: 'own', cadastral_code: 'own', province: 'own' },
    ...{ province_code: 'own', region: 'own', mountain: 'own', area_km2: 'own', postal_code: 'fill' },
  },
  associations: {
    ...{ name: 'own', category: 'own', list_code: 'own', ceased_on: 'own' },
    ...{ ipa_code: 'fill', province_code: 'fill' },
  },
};

/** Data that another register keeps when the body is a comune, or has an IPA code. */
const KEPT_BY_OTHERS: Record<BodyRegister, { columns: readonly BodyColumn[]; when: string }> = {
  'ipa-bodies': {
    columns: ['name', 'category', 'province', 'province_code', 'region'],
    when: "b.category = 'COMUNE'",
  },
  'istat-comuni': { columns: [], when: 'false' },
  associations: { columns: ['name', 'category'], when: 'b.ipa_code is not null' },
};

/**
 * Compares the bodies of a register with those of the centre, by code and never by name, and writes the rows of the
 * plan. What a code cannot decide is left to a person: a code that two bodies carry, two rows that claim one body,
 * a new body called like one that has no code of this register yet.
 */
export async function planBodies(
  db: Db,
  centreId: string,
  importId: string,
  register: BodyRegister,
  bodies: readonly StagedBody[],
  onlyKnown: boolean,
  onProgress: OnProgress,
): Promise<void> {
  await stageRows(db, STAGE, bodies, onProgress);
  await judge(db, centreId, register);
  await writeRows(db, centreId, importId, register, onlyKnown);
}

/** Which body each row speaks of, or why that cannot be said. */
async function judge(db: Db, centreId: string, register: BodyRegister): Promise<void> {
  const lacking = sql.ref({ 'ipa-bodies': 'ipa', 'istat-comuni': 'istat', associations: 'list' }[register]);
  await sql`create temporary table import_judged on commit drop as
    with mine as materialized (
      select id, lower(ipa_code) as ipa, lower(list_code) as list, istat_code as istat, cadastral_code as cadastral, tax_code as tax,
        category, ceased_on is null as alive, name
      from directory.public_bodies where centre_id = ${centreId}
    ), staged as materialized (
      select line, chosen, name, category, istat_code, cadastral_code, tax_code, old_istat_codes, lower(ipa_code) as ipa, lower(former_ipa_code) as former,
        lower(list_code) as list,
        case when istat_code is not null and category = 'COMUNE' then count(*) over (partition by istat_code, category) else 0 end as same_istat,
        case when cadastral_code is not null then count(*) over (partition by cadastral_code) else 0 end as same_cadastral,
        case when tax_code is not null then count(*) over (partition by tax_code) else 0 end as same_tax
      from import_stage
    ), matches as (
      ${matches(register)}
    ), best as (
      select distinct on (line) line, ids from (
        select line, strength, array_agg(distinct id) as ids from matches group by line, strength
      ) g order by line, strength
    ), decided as (
      select s.*, b.ids,
        case when s.chosen = 'NEW' then null when s.chosen is not null then s.chosen::uuid
             when cardinality(b.ids) = 1 then b.ids[1] end as body_id
      from staged s left join best b on b.line = s.line
    ), claimed as (
      select d.*, case when body_id is not null then count(*) over (partition by body_id) else 0 end as claims from decided d
    ), nameless as (
      select m.id, m.category, ${nameKey('m.name')} as key from mine m
      where m.alive and m.${lacking} is null and not exists (select from decided d where d.body_id = m.id)
    )
    select c.line,
      case when c.claims <= 1 then c.body_id end as body_id,
      case when c.claims > 1 then array[c.body_id]
           when c.chosen is not null or c.body_id is not null then null
           when cardinality(c.ids) > 1 then c.ids
           when c.same_istat > 1 or h.id is not null then array_remove(array[h.id], null) || coalesce(n.ids, '{}')
           else n.ids end as candidates,
      case when c.claims > 1 then 'several-rows'
           when c.chosen is not null or c.body_id is not null then null
           when cardinality(c.ids) > 1 then 'several-bodies'
           when c.same_istat > 1 then 'shared-istat-code'
           when h.id is not null then 'istat-code-taken'
           when n.ids is not null then 'same-name' end as doubt,
      -- A code that several comuni carry, or that another one has, is nobody's until somebody decides.
      c.same_istat > 1 or h.id is not null as istat_unsure,
      c.same_cadastral > 1 as cadastral_unsure
    from claimed c
    left join mine h on h.alive and h.istat = c.istat_code and c.body_id is null and c.category = 'COMUNE'
    left join (select category, key, array_agg(id order by id) as ids from nameless group by category, key) n
      on n.category = c.category and n.key = case when c.body_id is null and c.ids is null then ${nameKey('c.name')} end`.execute(
    db,
  );
  await sql`analyze import_judged`.execute(db);
}

/** A name as it is compared to raise a doubt, never to match: no accents, no case, without "Comune di". */
const nameKey = (column: string) =>
  sql`regexp_replace(platform.searchable(${sql.ref(column)}), '^comune (di |del |della |dell.)?', '')`;

/** The codes by which a row finds its body, the surest first. */
function matches(register: BodyRegister) {
  if (register === 'ipa-bodies') {
    return sql`
      select s.line, m.id, 1 as strength from staged s join mine m on m.ipa = s.ipa
      union all select s.line, m.id, 2 from staged s join mine m on m.ipa = s.former
      union all select s.line, m.id, 3 from staged s join mine m on m.istat = s.istat_code
        where s.same_istat = 1 and m.alive and m.ipa is null
      union all select s.line, m.id, 4 from staged s join mine m on m.tax = s.tax_code
        where s.same_tax = 1 and m.alive and m.ipa is null`;
  }
  if (register === 'istat-comuni') {
    return sql`
      select s.line, m.id, 1 as strength from staged s join mine m on m.cadastral = s.cadastral_code and m.alive and m.category = 'COMUNE'
      union all select s.line, m.id, 2 from staged s join mine m on m.istat = s.istat_code and m.alive
        where m.cadastral is null or s.cadastral_code is null or m.cadastral = s.cadastral_code
      union all select s.line, m.id, 3 from staged s cross join unnest(s.old_istat_codes) as old (code)
        join mine m on m.istat = old.code and m.alive
        where (m.cadastral is null or s.cadastral_code is null or m.cadastral = s.cadastral_code)
          and not exists (select from staged o where o.istat_code = old.code)`;
  }
  return sql`
    select s.line, m.id, 1 as strength from staged s join mine m on m.list = s.list
    union all select s.line, m.id, 2 from staged s join mine m on m.ipa = s.ipa where m.list is null`;
}

async function writeRows(
  db: Db,
  centreId: string,
  importId: string,
  register: BodyRegister,
  onlyKnown: boolean,
): Promise<void> {
  const differs = sql.join(
    BODY_COLUMNS.map((column) => sql`${changed(register, column)} is not null`),
    sql` or `,
  );
  const values = pairs((column) => changed(register, column));
  const before = pairs(
    (column) => sql`case when ${changed(register, column)} is not null then ${sql.ref(`b.${column}`)} end`,
  );
  const unsure = sql`(j.istat_unsure and s.chosen = 'NEW' and ${register === 'istat-comuni'})`;
  await sql`insert into directory.import_rows (centre_id, import_id, line, outcome, body_id, label, record, changes, candidates, reason)
    select ${centreId}, ${importId}, line, outcome, body_id, label,
      case outcome when 'NEW' then draft when 'CHANGED' then after end, case outcome when 'CHANGED' then before end, candidates, doubt
    from (
      select s.line, s.name as label, j.candidates, j.doubt,
        case when j.doubt is not null then 'TO_CHOOSE' when ${unsure} then 'REFUSED' when b.id is null then 'NEW'
             when ${differs} then 'CHANGED' else 'UNCHANGED' end as outcome,
        coalesce(b.id, s.id) as body_id,
        case when b.id is null then (s.record - '{line,id,chosen,former_ipa_code,old_istat_codes}'::text[])
          - case when j.istat_unsure then 'istat_code' else '' end - case when j.cadastral_unsure then 'cadastral_code' else '' end end as draft,
        case when b.id is not null then jsonb_strip_nulls(jsonb_build_object(${values})) end as after,
        case when b.id is not null then jsonb_strip_nulls(jsonb_build_object(${before})) end as before
      from import_stage s
      join (select line, body_id, istat_unsure, cadastral_unsure, to_jsonb(candidates) as candidates, doubt from import_judged) j on j.line = s.line
      left join directory.public_bodies b on b.centre_id = ${centreId} and b.id = j.body_id
    ) r
    where not (outcome = 'NEW' and ${onlyKnown})`.execute(db);
  await sql`update directory.import_rows set reason = 'istat-code-taken' where centre_id = ${centreId} and import_id = ${importId} and outcome = 'REFUSED' and reason is null`.execute(
    db,
  );
}

/** What the row gives of a column, where it differs from the body and the register may say so; else null. */
function changed(register: BodyRegister, column: BodyColumn) {
  const rule = AUTHORITY[register][column];
  const [ours, theirs] = [sql.ref(`b.${column}`), sql.ref(`s.${column}`)];
  if (!rule) return sql`null::text`;
  if (rule === 'fill') return sql`case when ${ours} is null then ${theirs} end`;
  const same = column === 'ipa_code' ? sql`lower(${ours}) = lower(${theirs})` : sql`${ours} = ${theirs}`;
  const kept = KEPT_BY_OTHERS[register];
  const free = kept.columns.includes(column) ? sql`and not (${sql.raw(kept.when)})` : sql``;
  return sql`case when ${theirs} is not null and (${same}) is not true ${free} then ${theirs} end`;
}

const pairs = (value: (column: BodyColumn) => ReturnType<typeof sql>) =>
  sql.join(BODY_COLUMNS.map((column) => sql`${sql.lit(column)}, ${value(column)}`));
