import type { Call } from '#platform/call';
import { sql } from '#platform/database/pool';
import {
  type BodyCategory,
  type FurtherInputs,
  furtherInputs,
  regionCode,
  type WantedInputs,
} from '#tariffs';
import type { MemberInputs } from '../rules/assess-member.ts';
import { standingDay } from '../rules/run-terms.ts';
import type { RunParameters } from '../store/assessment-runs.ts';

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

/** The run whose inputs are read: its year and convention, and the day of its figures. */
export interface InputsOf {
  year: number;
  conventionId: string;
  populationOn: string;
  parameters: Pick<RunParameters, 'classes'>;
}

/**
 * The inputs of the members, read together: figures of exactly the reference day, those of merged bodies summed [D1];
 * class and association on 1 January or on the day on which the member enters.
 */
export async function readInputs(
  call: Call,
  members: readonly MemberToAssess[],
  run: InputsOf,
  wanted: WantedInputs,
): Promise<Map<string, MemberInputs>> {
  const rows = await figuresOf(call, members, run.populationOn);
  const without = rows.filter((r) => r.inhabitants === null || r.enterprises === null).map((r) => r.bodyId);
  const read = new Map(rows.map((row) => [row.bodyId, row]));
  const [merged, further] = await Promise.all([
    figuresOfMerged(call, without, run.populationOn),
    furtherInputs(call, {
      conventionId: run.conventionId,
      figuresOn: run.populationOn,
      wanted,
      bodies: members.flatMap(({ bodyId, effectiveFrom }) => {
        const category = read.get(bodyId)?.category;
        return category ? [{ bodyId, category, on: standingDay(run.year, effectiveFrom) }] : [];
      }),
    }),
  ]);
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
      ...(population ? { population } : {}),
      ...(enterprises ? { enterprises } : {}),
      ...furtherOf(further.get(bodyId) ?? {}, run.parameters.classes?.[bodyId]),
    });
  }
  return inputs;
}

/** Further inputs as an assessment keeps them; a run that had its classes from the convention goes on with those. */
function furtherOf(further: FurtherInputs, classOfRun: string | undefined): Partial<MemberInputs> {
  const { classGiven, wholeAssociation, quantities, referenceFees } = further;
  const given = classGiven && {
    bodyClass: classGiven.name,
    classGiven: { act: classGiven.act, recordedAt: classGiven.recordedAt },
  };
  return {
    ...(classOfRun ? { bodyClass: classOfRun } : given),
    ...(quantities ? { others: quantities } : {}),
    ...(wholeAssociation === undefined ? {} : { wholeAssociation }),
    ...(referenceFees ? { referenceFees } : {}),
  };
}

async function figuresOf(
  call: Call,
  members: readonly MemberToAssess[],
  on: string,
): Promise<readonly ReadRow[]> {
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
  return rows;
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
