import type { Call } from '#platform/call';
import { sql } from '#platform/database/pool';
import { type BodyCategory, regionCode } from '#tariffs';
import type { MemberInputs } from '../rules/assess-member.ts';
import type { WantedInputs } from '../rules/run-terms.ts';

/** A member whose fee of the year is still to be assessed. */
export interface MemberToAssess {
  membershipId: string;
  bodyId: string;
  effectiveFrom: string;
}

interface Asked {
  runId: string;
  conventionId: string;
  year: number;
  chargeAssociationOwnFee: boolean;
}

/**
 * Who owes a fee for the year under the convention and has none yet: members in force on 1 January or entered later
 * in the year; who leaves during it owes it whole [C2]. Bodies already listed as exceptions of the run are left out,
 * so that an interrupted run goes on from where its own rows say it is.
 */
export async function membersToAssess(call: Call, asked: Asked): Promise<readonly MemberToAssess[]> {
  const { rows } = await sql<MemberToAssess>`
    select distinct on (m.body_id) m.membership_id as "membershipId", m.body_id as "bodyId", m.valid_from as "effectiveFrom"
    from membership.membership_term m
    join directory.body_card b on b.centre_id = m.centre_id and b.body_id = m.body_id
    where m.centre_id = ${call.centreId} and m.convention_id = ${asked.conventionId}
      and m.valid_from <= make_date(${asked.year}, 12, 31) and m.valid_to >= make_date(${asked.year}, 1, 1)
      ${asked.chargeAssociationOwnFee ? sql`` : sql`and b.category not in ('UNIONE','CM','COMUNITA_ISOLANA','CONSORZIO')`}
      and not exists (select from fees.assessments a where a.centre_id = m.centre_id and a.body_id = m.body_id and a.year = ${asked.year} and a.state = 'VALID')
      and not exists (select from fees.assessment_exceptions e where e.centre_id = m.centre_id and e.run_id = ${asked.runId} and e.body_id = m.body_id)
    order by m.body_id, m.valid_from`.execute(call.db);
  return rows;
}

interface ReadRow {
  bodyId: string;
  category: BodyCategory;
  region: string | null;
  inhabitants: number | null;
  populationSource: string | null;
  populationRecordedAt: string | null;
  enterprises: number | null;
  enterprisesSource: string | null;
  enterprisesRecordedAt: string | null;
}

/** The inputs of the members, read together: figures of exactly the reference day, those of merged bodies summed. [D1] */
export async function readInputs(
  call: Call,
  members: readonly MemberToAssess[],
  on: string,
  wanted: WantedInputs,
): Promise<Map<string, MemberInputs>> {
  const ids = members.map((m) => m.bodyId);
  const { rows } = await sql<ReadRow>`
    select b.body_id as "bodyId", b.category, b.region,
      p.inhabitants, p.source as "populationSource", p.recorded_at::text as "populationRecordedAt",
      e.enterprises, e.source as "enterprisesSource", e.recorded_at::text as "enterprisesRecordedAt"
    from directory.body_card b
    left join (select body_id, inhabitants, source, recorded_at from directory.population_on_day
      where centre_id = ${call.centreId} and ref_date = ${on} and body_id = any(${ids}::uuid[])) p on p.body_id = b.body_id
    left join (select body_id, enterprises, source, recorded_at from directory.enterprises_on_day
      where centre_id = ${call.centreId} and ref_date = ${on} and body_id = any(${ids}::uuid[])) e on e.body_id = b.body_id
    where b.centre_id = ${call.centreId} and b.body_id = any(${ids}::uuid[])`.execute(call.db);
  const without = rows.filter((r) => r.inhabitants === null || r.enterprises === null).map((r) => r.bodyId);
  const merged = await figuresOfMerged(call, without, on);
  const whole = wanted.wholeAssociation ? await wholeAssociations(call, ids, on) : null;
  const reference = await referenceFees(call, ids, wanted.referenceYears);
  const read = new Map(rows.map((row) => [row.bodyId, row]));
  const inputs = new Map<string, MemberInputs>();
  for (const { bodyId, effectiveFrom } of members) {
    const row = read.get(bodyId);
    if (!row) continue;
    const sum = merged.get(bodyId);
    const population =
      figure(row.inhabitants, row.populationSource, row.populationRecordedAt) ?? sum?.population;
    const enterprises =
      figure(row.enterprises, row.enterprisesSource, row.enterprisesRecordedAt) ?? sum?.enterprises;
    const region = regionCode(row.region);
    inputs.set(bodyId, {
      category: row.category,
      effectiveFrom,
      ...(region ? { region } : {}),
      ...(wanted.classes[bodyId] ? { bodyClass: wanted.classes[bodyId] } : {}),
      ...(population ? { population } : {}),
      ...(enterprises ? { enterprises } : {}),
      ...(whole ? { wholeAssociation: whole.has(bodyId) } : {}),
      ...(wanted.referenceYears.length > 0
        ? { referenceFees: reference.get(bodyId) ?? reference.get('')! }
        : {}),
    });
  }
  return inputs;
}

type Figure = MemberInputs['population'];
const figure = (value: number | null, source: string | null, recordedAt: string | null): Figure =>
  value === null ? undefined : { value, source: source ?? '', recordedAt: recordedAt ?? '' };

/** A body born of a merger has, for days before it, the sum of the bodies merged into it, if all are known. [D1] */
async function figuresOfMerged(
  call: Call,
  ids: readonly string[],
  on: string,
): Promise<Map<string, { population?: Figure; enterprises?: Figure }>> {
  if (ids.length === 0) return new Map();
  const { rows } = await sql<{
    bodyId: string;
    inhabitants: number | null;
    enterprises: number | null;
    names: string;
    recordedAt: string | null;
  }>`
    select m.merged_into_id as "bodyId", string_agg(m.name, ', ' order by m.name) as names,
      case when count(p.inhabitants) = count(*) then sum(p.inhabitants)::int end as inhabitants,
      case when count(e.enterprises) = count(*) then sum(e.enterprises)::int end as enterprises,
      max(greatest(p.recorded_at, e.recorded_at))::text as "recordedAt"
    from directory.body_card m
    left join directory.population_on_day p on p.centre_id = m.centre_id and p.body_id = m.body_id and p.ref_date = ${on}
    left join directory.enterprises_on_day e on e.centre_id = m.centre_id and e.body_id = m.body_id and e.ref_date = ${on}
    where m.centre_id = ${call.centreId} and m.merged_into_id = any(${ids}::uuid[])
    group by m.merged_into_id`.execute(call.db);
  return new Map(
    rows.map((row) => {
      const source = `somma degli enti fusi: ${row.names}`;
      return [
        row.bodyId,
        {
          population: figure(row.inhabitants, source, row.recordedAt),
          enterprises: figure(row.enterprises, source, row.recordedAt),
        },
      ];
    }),
  );
}

/** Associations all of whose comuni, on the day, are members of the centre then or later. */
async function wholeAssociations(call: Call, ids: readonly string[], on: string): Promise<Set<string>> {
  const { rows } = await sql<{ bodyId: string }>`
    select a.association_id as "bodyId" from directory.association_member a
    where a.centre_id = ${call.centreId} and a.association_id = any(${ids}::uuid[])
      and daterange(a.valid_from, a.valid_to, '[]') @> ${call.today}::date
    group by a.association_id
    having bool_and(exists (select from membership.membership_term m where m.centre_id = ${call.centreId} and m.body_id = a.municipality_id
      and m.valid_from <= ${call.today} and m.valid_to >= ${on}))`.execute(call.db);
  return new Set(rows.map((row) => row.bodyId));
}

/** Fees of the reference years; under '' those of who owed none, of the years that the centre did assess. */
async function referenceFees(
  call: Call,
  ids: readonly string[],
  years: readonly number[],
): Promise<Map<string, Record<number, number | null>>> {
  const fees = new Map<string, Record<number, number | null>>();
  if (years.length === 0) return fees;
  const assessed = await sql<{ year: number }>`
    select distinct year from fees.assessment_runs where centre_id = ${call.centreId} and year = any(${years}::int[]) and state = 'NOTICED'`.execute(
    call.db,
  );
  const none = Object.fromEntries(assessed.rows.map(({ year }) => [year, null]));
  fees.set('', none);
  const { rows } = await sql<{ bodyId: string; year: number; cents: number }>`
    select body_id as "bodyId", year, yearly_cents as cents from fees.assessments
    where centre_id = ${call.centreId} and year = any(${years}::int[]) and state = 'VALID' and body_id = any(${ids}::uuid[])`.execute(
    call.db,
  );
  for (const row of rows) fees.set(row.bodyId, { ...(fees.get(row.bodyId) ?? none), [row.year]: row.cents });
  return fees;
}
