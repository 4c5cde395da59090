import { type Db, sql } from '#platform/database/pool';
import { type OnProgress, stageRows } from './stage-rows.ts';

/** An other quantity of a body on a day. */
export interface StagedQuantity {
  line: number;
  id: string;
  ipa_code: string | null;
  istat_code: string | null;
  /** As the tariffs name it. */
  name: string;
  /** As the page of the plan shows it. */
  item: string;
  ref_date: string;
  /** Decimal text. */
  value: string;
  source: string | null;
}

const STAGE = {
  line: 'int',
  id: 'uuid',
  ipa_code: 'text',
  istat_code: 'text',
  name: 'text',
  item: 'text',
  ref_date: 'date',
  value: 'numeric(18,6)',
  source: 'text',
};

/**
 * Compares quantities with the latest recorded for the same body, name and day, and writes the rows of the plan. With
 * `onlyKnown`, rows of bodies that the register lacks are left out; otherwise they are refused.
 */
export async function planQuantities(
  db: Db,
  centreId: string,
  importId: string,
  quantities: readonly StagedQuantity[],
  onlyKnown: boolean,
  onProgress: OnProgress,
): Promise<void> {
  await stageRows(db, STAGE, quantities, onProgress);
  await sql`insert into directory.import_rows (centre_id, import_id, line, outcome, body_id, label, record, changes, column_name, value, reason)
    with mine as materialized (
      select id, name, lower(ipa_code) as ipa, istat_code as istat, ceased_on from directory.public_bodies where centre_id = ${centreId}
    ), by_istat as (
      select distinct on (istat) istat, id, name from mine where istat is not null order by istat, ceased_on desc nulls first, id
    ), found as (
      select s.line, s.id, s.ipa_code, s.istat_code, s.name as quantity, s.item, s.ref_date, s.value, s.source,
        coalesce(p.id, i.id) as body_id, coalesce(p.name, i.name) as body
      from import_stage s left join mine p on p.ipa = lower(s.ipa_code)
      left join by_istat i on p.id is null and i.istat = s.istat_code
    ), latest as (
      select distinct on (f.body_id, f.name, f.ref_date) f.body_id, f.name, f.ref_date, f.value
      from directory.quantity_figures f join found s on s.body_id = f.body_id and s.quantity = f.name and s.ref_date = f.ref_date
      where f.centre_id = ${centreId} order by f.body_id, f.name, f.ref_date, f.recorded_at desc, f.id desc
    ), judged as (
      select f.*, l.value as before, count(*) over (partition by f.body_id, f.quantity, f.ref_date) as claims
      from found f left join latest l on l.body_id = f.body_id and l.name = f.quantity and l.ref_date = f.ref_date
    ), decided as (
      select *, case when body_id is null then 'unknown-body' when claims > 1 then 'several-rows' end as refusal,
        coalesce(istat_code, ipa_code) as code
      from judged
    )
    select ${centreId}, ${importId}, line,
      case when refusal is not null then 'REFUSED' when before is null then 'NEW' when before <> value then 'CHANGED' else 'UNCHANGED' end,
      body_id, coalesce(body, code),
      case when refusal is null and value is distinct from before then jsonb_strip_nulls(jsonb_build_object(
        'id', id, 'name', quantity, 'item', item, 'ref_date', ref_date, 'value', trim_scale(value)::text, 'source', source)) end,
      case when refusal is null and before <> value then jsonb_build_object('value', trim_scale(before)::text) end,
      case when refusal is not null then 'codice' end, case when refusal is not null then code end, refusal
    from decided where not (${onlyKnown} and body_id is null)`.execute(db);
}
