import { type Db, sql } from '#platform/database/pool';
import { type OnProgress, stageRows } from './stage-rows.ts';

/** The day that stands for a beginning that nobody knows. */
export const UNKNOWN_BEGINNING = '1900-01-01';

/** A comune in an association for a time. */
export interface StagedMember {
  line: number;
  id: string;
  association: string;
  historical_istat_code: string;
  istat_code: string;
  name: string | null;
  valid_from: string;
  valid_to: string | null;
  from_known: boolean;
}

const STAGE = {
  line: 'int',
  id: 'uuid',
  association: 'text',
  historical_istat_code: 'text',
  istat_code: 'text',
  name: 'text',
  valid_from: 'date',
  valid_to: 'date',
  from_known: 'boolean',
};

/**
 * Compares dated members with those recorded, and writes the rows of the plan. A member is found by association,
 * comune and first day. The comune is the one of the time; when it has ceased and the register does not have it,
 * the row waits for the changes of comuni to be imported.
 */
export async function planMembers(
  db: Db,
  centreId: string,
  importId: string,
  members: readonly StagedMember[],
  onlyKnown: boolean,
  onProgress: OnProgress,
): Promise<void> {
  await stageRows(db, STAGE, members, onProgress);
  await sql`insert into directory.import_rows (centre_id, import_id, line, outcome, body_id, label, record, changes, column_name, value, reason)
    with mine as materialized (
      select id, name, lower(list_code) as list, lower(ipa_code) as ipa, istat_code as istat, category, ceased_on
      from directory.public_bodies where centre_id = ${centreId}
    ), comuni as (
      select distinct on (istat) istat, id, name from mine where category = 'COMUNE' and istat is not null order by istat, ceased_on desc nulls first, id
    ), found as (
      select s.*, coalesce(l.id, i.id) as association_id, coalesce(l.name, i.name) as association_name, c.id as comune_id, c.name as comune_name
      from import_stage s
      left join mine l on l.list = lower(s.association)
      left join mine i on l.id is null and i.ipa = lower(s.association)
      left join comuni c on c.istat = s.historical_istat_code
    ), compared as (
      select f.*, m.id as known_id, m.valid_to as known_to,
        exists (select from directory.association_memberships o where o.centre_id = ${centreId} and o.association_id = f.association_id and o.municipality_id = f.comune_id
          and o.valid_from <> f.valid_from and daterange(o.valid_from, o.valid_to, '[]') && daterange(f.valid_from, f.valid_to, '[]')) as crosses_known,
        exists (select from found o where o.line <> f.line and o.association_id = f.association_id and o.comune_id = f.comune_id
          and daterange(o.valid_from, o.valid_to, '[]') && daterange(f.valid_from, f.valid_to, '[]')) as crosses_in_file
      from found f left join directory.association_memberships m
        on m.centre_id = ${centreId} and m.association_id = f.association_id and m.municipality_id = f.comune_id and m.valid_from = f.valid_from
    ), decided as (
      select *, case when association_id is null then 'unknown-association' when comune_id is null and historical_istat_code <> istat_code then 'unknown-ceased-comune'
          when comune_id is null then 'unknown-body' when association_id = comune_id then 'own-associate' when crosses_in_file then 'overlaps-in-file'
          when crosses_known then 'overlaps' end as refusal
      from compared
    )
    select ${centreId}, ${importId}, line,
      case when refusal is not null then 'REFUSED' when known_id is null then 'NEW'
           when valid_to is not null and valid_to is distinct from known_to then 'CHANGED' else 'UNCHANGED' end,
      comune_id, concat_ws(' – ', coalesce(comune_name, name, historical_istat_code), coalesce(association_name, association)),
      case when refusal is null and (known_id is null or (valid_to is not null and valid_to is distinct from known_to))
        then jsonb_build_object('id', coalesce(known_id, id), 'association_id', association_id, 'valid_from', valid_from, 'valid_to', valid_to, 'from_known', from_known) end,
      case when refusal is null and known_id is not null and valid_to is not null and valid_to is distinct from known_to then jsonb_build_object('valid_to', known_to) end,
      case when refusal in ('unknown-association') then 'associazione' when refusal is not null then 'comune' end,
      case when refusal = 'unknown-association' then association when refusal is not null then historical_istat_code end, refusal
    from decided
    where not (${onlyKnown} and (association_id is null or (comune_id is null and historical_istat_code = istat_code)))`.execute(
    db,
  );
}
