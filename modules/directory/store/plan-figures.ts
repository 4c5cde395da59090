import { type Db, sql } from '#platform/database/pool';
import { type OnProgress, stageRows } from './stage-rows.ts';

/** A figure of a body on a day. */
export interface StagedFigure {
  line: number;
  id: string;
  ipa_code: string | null;
  istat_code: string | null;
  ref_date: string;
  figure: number;
}

/** The two kinds of figures, and where each is kept. */
export const FIGURES = {
  population: { table: 'directory.population_figures', column: 'inhabitants' },
  enterprises: { table: 'directory.enterprise_figures', column: 'enterprises' },
} as const;

const STAGE = {
  line: 'int',
  id: 'uuid',
  ipa_code: 'text',
  istat_code: 'text',
  ref_date: 'date',
  figure: 'int',
};

/**
 * Compares figures with the latest recorded for the same body and day, and writes the rows of the plan. A comune that
 * has ceased still gets its figures of before. With `onlyKnown`, rows of bodies that the register lacks are left out;
 * otherwise they are refused.
 */
export async function planFigures(
  db: Db,
  centreId: string,
  importId: string,
  kind: keyof typeof FIGURES,
  figures: readonly StagedFigure[],
  onlyKnown: boolean,
  onProgress: OnProgress,
): Promise<void> {
  await stageRows(db, STAGE, figures, onProgress);
  const { table, column } = FIGURES[kind];
  const figure = sql.ref(column);
  await sql`insert into directory.import_rows (centre_id, import_id, line, outcome, body_id, label, record, changes, column_name, value, reason)
    with mine as materialized (
      select id, name, lower(ipa_code) as ipa, istat_code as istat, ceased_on from directory.public_bodies where centre_id = ${centreId}
    ), by_istat as (
      select distinct on (istat) istat, id, name from mine where istat is not null order by istat, ceased_on desc nulls first, id
    ), found as (
      select s.*, coalesce(p.id, i.id) as body_id, coalesce(p.name, i.name) as name
      from import_stage s left join mine p on p.ipa = lower(s.ipa_code)
      left join by_istat i on p.id is null and i.istat = s.istat_code
    ), latest as (
      select distinct on (f.body_id, f.ref_date) f.body_id, f.ref_date, f.${figure} as figure
      from ${sql.table(table)} f join found s on s.body_id = f.body_id and s.ref_date = f.ref_date
      where f.centre_id = ${centreId} order by f.body_id, f.ref_date, f.recorded_at desc, f.id desc
    ), judged as (
      select f.*, l.figure as before, count(*) over (partition by f.body_id, f.ref_date) as claims
      from found f left join latest l on l.body_id = f.body_id and l.ref_date = f.ref_date
    ), decided as (
      select *, case when body_id is null then 'unknown-body' when claims > 1 then 'several-rows' end as refusal,
        coalesce(istat_code, ipa_code) as code
      from judged
    )
    select ${centreId}, ${importId}, line,
      case when refusal is not null then 'REFUSED' when before is null then 'NEW' when before <> figure then 'CHANGED' else 'UNCHANGED' end,
      body_id, coalesce(name, code),
      case when refusal is null and figure is distinct from before then jsonb_build_object('id', id, 'ref_date', ref_date, 'figure', figure) end,
      case when refusal is null and before <> figure then jsonb_build_object('figure', before) end,
      case when refusal is not null then 'codice' end, case when refusal is not null then code end, refusal
    from decided where not (${onlyKnown} and body_id is null)`.execute(db);
}
