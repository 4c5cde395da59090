import type { Call } from '#platform/call';
import { sql } from '#platform/database/pool';
import { demand } from '#platform/permission';
import { maySimulateTariffs } from '../permissions.ts';
import { assessFee } from '../rules/assess-fee.ts';
import type { FeeInputs } from '../rules/fee-inputs.ts';
import { regionCode } from '../rules/region-code.ts';
import { type SimulatedBody, type Simulation, simulateTariffs } from '../rules/simulate-tariff.ts';
import type { BodyCategory, Tariff } from '../rules/tariff.ts';
import { wantedInputs } from '../rules/wanted-inputs.ts';
import type { ConventionTerm } from './find-convention.ts';
import { type FurtherInputs, furtherInputs } from './further-inputs.ts';

export interface SimulatedRow extends SimulatedBody {
  name: string;
  category: BodyCategory;
  istatCode: string | null;
  inhabitants: number | null;
  enterprises: number | null;
  /** What is not known, by name, when there is no amount. */
  missing: readonly string[];
}

export interface SimulationAsked {
  before: Tariff;
  after: Tariff;
  convention: ConventionTerm;
  /** Members of the convention on the day, or all the bodies of the territory. */
  bodies: 'members' | 'all';
  /** The day on which members are counted, and at which classes and associations are looked at. */
  on: string;
  /** The day of population, enterprises and other quantities. */
  figuresOn: string;
}

/**
 * Two tariffs over the members or over all the bodies of the register, with the same figures for both.
 * @throws NotAllowed unless the actor may simulate.
 */
export async function simulate(
  call: Call,
  asked: SimulationAsked,
): Promise<Omit<Simulation, 'bodies'> & { bodies: readonly SimulatedRow[] }> {
  demand(call, maySimulateTariffs);
  const bodies = await bodiesToSimulate(call, asked);
  const simulation = simulateTariffs(asked.before, asked.after, bodies);
  return {
    ...simulation,
    bodies: simulation.bodies.map((result, index) => {
      const { inputs, ...body } = bodies[index]!;
      const missing = result.difference === null ? missingFor(asked, inputs) : [];
      return { ...body, ...result, category: inputs.category, missing };
    }),
  };
}

function missingFor({ before, after }: SimulationAsked, inputs: FeeInputs): readonly string[] {
  const missing = [before, after].flatMap((tariff) => {
    const result = assessFee(tariff, inputs);
    if (result.ok) return [];
    return result.missing.length > 0 ? result.missing : ['uncovered'];
  });
  return [...new Set(missing)];
}

interface BodyRow {
  bodyId: string;
  name: string;
  category: BodyCategory;
  istatCode: string | null;
  region: string | null;
  inhabitants: number | null;
  enterprises: number | null;
}

/** What is known of the bodies: figures of the day of the tariff, class and association on the day that is asked. */
async function bodiesToSimulate(call: Call, asked: SimulationAsked) {
  const rows = await figuresOf(call, asked);
  const further = await furtherInputs(call, {
    conventionId: asked.convention.id,
    figuresOn: asked.figuresOn,
    wanted: wantedInputs(asked.before, asked.after),
    bodies: rows.map(({ bodyId, category }) => ({ bodyId, category, on: asked.on })),
  });
  return rows.map((row) => ({
    bodyId: row.bodyId,
    name: row.name,
    istatCode: row.istatCode,
    inhabitants: row.inhabitants,
    enterprises: row.enterprises,
    inputs: inputsOf(row, further.get(row.bodyId)),
  }));
}

function inputsOf(row: BodyRow, further: FurtherInputs = {}): FeeInputs {
  return {
    category: row.category,
    region: regionCode(row.region),
    bodyClass: further.classGiven?.name,
    inhabitants: row.inhabitants ?? undefined,
    enterprises: row.enterprises ?? undefined,
    others: Object.fromEntries(
      Object.entries(further.quantities ?? {}).map(([name, { value }]) => [name, value]),
    ),
    wholeAssociation: further.wholeAssociation,
    referenceFees: further.referenceFees,
  };
}

/** Figures of exactly the day; of a body born of a merger, the sum of those merged into it, if all are known. [D1] */
async function figuresOf(call: Call, asked: SimulationAsked): Promise<readonly BodyRow[]> {
  const { rows } = await sql<BodyRow>`
    with chosen as (
      select b.body_id, b.name, b.category, b.istat_code, b.region from directory.body_card b
      where b.centre_id = ${call.centreId} and (b.ceased_on is null or b.ceased_on > ${asked.on})
      ${
        asked.bodies === 'members'
          ? sql`and exists (select from membership.membership_term m where m.centre_id = b.centre_id and m.body_id = b.body_id
              and m.convention_id = ${asked.convention.id} and m.valid_from <= ${asked.on} and m.valid_to >= ${asked.on})`
          : sql``
      }),
    population as (select body_id, inhabitants from directory.population_on_day where centre_id = ${call.centreId} and ref_date = ${asked.figuresOn}),
    enterprises as (select body_id, enterprises from directory.enterprises_on_day where centre_id = ${call.centreId} and ref_date = ${asked.figuresOn}),
    merged as (
      select b.merged_into_id as body_id,
        case when count(p.inhabitants) = count(*) then sum(p.inhabitants)::int end as inhabitants,
        case when count(e.enterprises) = count(*) then sum(e.enterprises)::int end as enterprises
      from directory.body_card b left join population p on p.body_id = b.body_id left join enterprises e on e.body_id = b.body_id
      where b.centre_id = ${call.centreId} and b.merged_into_id is not null group by b.merged_into_id)
    select c.body_id as "bodyId", c.name, c.category, c.istat_code as "istatCode", c.region,
      coalesce(p.inhabitants, g.inhabitants) as inhabitants, coalesce(e.enterprises, g.enterprises) as enterprises
    from chosen c
    left join population p on p.body_id = c.body_id left join enterprises e on e.body_id = c.body_id
    left join merged g on g.body_id = c.body_id
    order by c.name collate "it-x-icu", c.body_id`.execute(call.db);
  return rows;
}
