import type { Call } from '#platform/call';
import { sql } from '#platform/database/pool';
import { standardTariff } from '#tariffs';
import { simulate } from '../../modules/tariffs/queries/simulation.ts';
import { type Bench, type Figure, range, seconds, whole } from '../bench.ts';
import { as } from '../centre.ts';
import { median } from '../statistics.ts';
import { italy } from './fees.ts';

const FIGURES_ON = '2024-12-31';

/**
 * (g) Two tariffs side by side over the members of a convention, as the page asks for them: the bodies and their
 * figures read, both fees of each, totals and distribution; against the bare reading of the same figures.
 */
export async function simulation(bench: Bench): Promise<Figure[]> {
  const database = await bench.ground.newDatabase('simulation');
  const sizes = [1500, bench.registers.comuni.length];
  const figures: Figure[] = [];
  for (const size of sizes) {
    bench.say(`(g) simulation of ${whole(size)} bodies`);
    const { call, convention } = await italy(bench, database, standardTariff(), size);
    const reader = as(call, 'PM');
    const product: number[] = [];
    const bare: number[] = [];
    for (let round = 0; round < (bench.quick ? 1 : 7); round++) {
      product.push(await timed(() => twoTariffs(reader, convention, size)));
      bare.push(await timed(() => bareFigures(call)));
    }
    const ratios = product.map((time, round) => time / bare[round]!);
    figures.push({
      row: 'g',
      what: `Simulating two tariffs over ${whole(size)} bodies`,
      measured: seconds(median(product)),
      aim: size === 1500 ? '< 1 s' : null,
      met: size === 1500 ? median(product) < 1000 : null,
      note: `rounds between ${range(product, seconds)}; ratio to reading the figures alone ${median(ratios).toFixed(1)}`,
    });
  }
  await database.close();
  return figures;
}

async function twoTariffs(call: Call, conventionId: string, size: number): Promise<void> {
  const { totals, paysLess } = await simulate(call, {
    before: standardTariff({ method: 'SLAB' }),
    after: standardTariff({ method: 'BAND' }),
    convention: {
      id: conventionId,
      title: '',
      from: '2026-01-01',
      to: '2036-12-31',
      feeModel: 'BASE_PLUS_SURCHARGE',
      params: {},
    },
    bodies: 'members',
    on: '2026-06-01',
    figuresOn: FIGURES_ON,
  });
  if (totals.bodies !== size || paysLess.bodies === 0)
    throw new Error(`${totals.bodies} bodies of ${size} were simulated`);
}

async function bareFigures(call: Call): Promise<void> {
  await sql`
    select b.id, b.name, b.category, b.istat_code, b.region, p.inhabitants, e.enterprises
    from directory.public_bodies b
    join membership.memberships m on m.centre_id = b.centre_id and m.body_id = b.id and m.valid_from <= '2026-06-01' and m.valid_to >= '2026-06-01'
    left join directory.population_figures p on p.centre_id = b.centre_id and p.body_id = b.id and p.ref_date = ${FIGURES_ON}
    left join directory.enterprise_figures e on e.centre_id = b.centre_id and e.body_id = b.id and e.ref_date = ${FIGURES_ON}
    where b.centre_id = ${call.centreId} order by b.name collate "it-x-icu", b.id`.execute(call.db);
}

async function timed(work: () => Promise<void>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}
