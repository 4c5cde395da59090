import { type Db, sql } from '#platform/database/pool';
import { type OnProgress, stageRows } from './stage-rows.ts';

/** A comune that ceased, and what took its place. */
export interface StagedChange {
  line: number;
  id: string;
  name: string;
  former: string;
  cadastral_code: string | null;
  province_code: string | null;
  ceased_on: string | null;
  successor: string | null;
  by_choice: boolean;
  possible: readonly string[];
  /** Chosen by hand: the identifier of the successor. */
  chosen?: string;
}

const STAGE = {
  line: 'int',
  id: 'uuid',
  name: 'text',
  former: 'text',
  cadastral_code: 'text',
  province_code: 'text',
  ceased_on: 'date',
  successor: 'text',
  by_choice: 'boolean',
  possible: 'text[]',
  chosen: 'text',
};

/**
 * Compares the changes of comuni with the register, and writes the rows of the plan. A comune that the register lacks
 * is recorded as ceased, so that its past can be told, when its successor is there. Only a certain successor is taken
 * by itself; every other, and every cessation without a date, waits for a person.
 */
export async function planChanges(
  db: Db,
  centreId: string,
  importId: string,
  changes: readonly StagedChange[],
  onProgress: OnProgress,
): Promise<void> {
  await stageRows(db, STAGE, changes, onProgress);
  await sql`insert into directory.import_rows (centre_id, import_id, line, outcome, body_id, label, record, changes, candidates, reason)
    with mine as materialized (
      select id, name, istat_code as istat, ceased_on, merged_into_id from directory.public_bodies where centre_id = ${centreId} and category = 'COMUNE'
    ), former as (
      select distinct on (istat) * from mine where istat is not null order by istat, ceased_on desc nulls first, id
    ), possible as (
      select s.line, jsonb_agg(distinct m.id) as candidates
      from import_stage s cross join unnest(s.possible || s.successor) as p (code) join mine m on m.istat = p.code and m.ceased_on is null
      group by s.line
    ), found as (
      select s.*, f.id as known_id, f.ceased_on as known_on, f.merged_into_id as known_into, coalesce(c.id, t.id) as into_id, p.candidates
      from import_stage s
      left join possible p on p.line = s.line
      left join former f on f.istat = s.former
      left join mine t on t.istat = s.successor and t.ceased_on is null and not s.by_choice
      left join mine c on c.id = s.chosen::uuid
    ), decided as (
      select *, case
          when known_on is not null and known_into is not null then 'UNCHANGED'
          when (into_id is null or ceased_on is null) and (known_id is not null or candidates is not null) then 'TO_CHOOSE'
          when into_id is null then null
          when known_id = into_id then 'REFUSED'
          when known_id is null then 'NEW' else 'CHANGED' end as outcome
      from found
    )
    select ${centreId}, ${importId}, line, outcome, coalesce(known_id, id), name,
      case when outcome in ('NEW', 'CHANGED') then jsonb_strip_nulls(jsonb_build_object('name', name, 'istat_code', former, 'cadastral_code', cadastral_code, 'province_code', province_code,
        'ceased_on', ceased_on, 'merged_into_id', into_id)) end,
      case when outcome = 'CHANGED' then '{"ceased_on": null, "merged_into_id": null}'::jsonb end,
      case when outcome = 'TO_CHOOSE' then coalesce(candidates, '[]') end,
      case when outcome = 'REFUSED' then 'own-successor' when outcome = 'TO_CHOOSE' and ceased_on is null then 'no-date' when outcome = 'TO_CHOOSE' then 'uncertain-successor' end
    from decided where outcome is not null`.execute(db);
}
