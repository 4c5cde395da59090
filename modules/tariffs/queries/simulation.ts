import type { Call } from '#platform/call';
import { sql } from '#platform/database/pool';
import { demand } from '#platform/permission';
import { maySimulateTariffs } from '../permissions.ts';
import { missingForFee } from '../rules/assess-fee.ts';
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

const missingFor = ({ before, after }: SimulationAsked, inputs: FeeInputs): readonly string[] => [
  ...new Set([before, after].flatMap((tariff) => missingForFee(tariff, inputs))),
];

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

/**
 * Figures of exactly the day; of a body born of a merger, the sum of those merged into it, if all are known. [D1]
 * Four plain questions put together here: one with four joins is slow until the database has statistics.
 */
async function figuresOf(call: Call, asked: SimulationAsked): Promise<readonly BodyRow[]> {
  const { centreId, db } = call;
  const [bodies, population, enterprises, merged] = await Promise.all([
    bodiesOf(call, asked),
    sql<Figure>`select body_id as "bodyId", inhabitants as value from directory.population_on_day where centre_id = ${centreId} and ref_date = ${asked.figuresOn}`.execute(
      db,
    ),
    sql<Figure>`select body_id as "bodyId", enterprises as value from directory.enterprises_on_day where centre_id = ${centreId} and ref_date = ${asked.figuresOn}`.execute(
      db,
    ),
    sql<{ bodyId: string; intoId: string }>`
      select body_id as "bodyId", merged_into_id as "intoId" from directory.body_card where centre_id = ${centreId} and merged_into_id is not null`.execute(
      db,
    ),
  ]);
  const mergedInto = Map.groupBy(merged.rows, ({ intoId }) => intoId);
  const reading = (figures: readonly Figure[]) => {
    const known = new Map(figures.map(({ bodyId, value }) => [bodyId, value]));
    return (bodyId: string): number | null => {
      const own = known.get(bodyId);
      if (own !== undefined) return own;
      const parts = (mergedInto.get(bodyId) ?? []).map((part) => known.get(part.bodyId));
      return parts.length === 0 || parts.includes(undefined)
        ? null
        : (parts as number[]).reduce((sum, part) => sum + part, 0);
    };
  };
  const [inhabitants, active] = [reading(population.rows), reading(enterprises.rows)];
  return bodies.map((body) => ({
    ...body,
    inhabitants: inhabitants(body.bodyId),
    enterprises: active(body.bodyId),
  }));
}

interface Figure {
  bodyId: string;
  value: number;
}

/** The members of the convention on the day, or all the bodies of the territory in being, by name. */
async function bodiesOf(
  call: Call,
  asked: SimulationAsked,
): Promise<readonly Omit<BodyRow, 'inhabitants' | 'enterprises'>[]> {
  const { rows } = await sql<BodyRow>`
    select b.body_id as "bodyId", b.name, b.category, b.istat_code as "istatCode", b.region from directory.body_card b
    where b.centre_id = ${call.centreId} and (b.ceased_on is null or b.ceased_on > ${asked.on})
    ${
      asked.bodies === 'members'
        ? sql`and b.body_id in (select m.body_id from membership.membership_term m where m.centre_id = ${call.centreId}
            and m.convention_id = ${asked.convention.id} and m.valid_from <= ${asked.on} and m.valid_to >= ${asked.on})`
        : sql``
    }
    order by b.name collate "it-x-icu", b.body_id`.execute(call.db);
  return rows;
}
