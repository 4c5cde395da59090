import { assessAndNotice } from '#fees';
import type { Call } from '#platform/call';
import type { Database } from '#platform/database/pool';
import { standardTariff, type Tariff } from '#tariffs';
import { type Bench, type Figure, range, seconds, whole } from '../bench.ts';
import { aCentre, as } from '../centre.ts';
import { addBodies, addMembers, settle } from '../fill-centre.ts';
import { median } from '../statistics.ts';
import { tenComponents } from '../ten-components.ts';

const YEAR = 2026;
const TABLES = ['fees.assessments', 'fees.payment_notices', 'fees.notice_lines'] as const;
const CHUNK = 1000;

/**
 * (b) Assessing and noticing all comuni of Italy: what the commands and jobs do, from the start of the run to its last
 * notice, against writing the same rows into the same tables with nothing computed.
 */
export const assessItaly = (bench: Bench): Promise<Figure[]> =>
  yearOfItaly(bench, 'b', 'Assessing and noticing', standardTariff());

/** (h) The same with a tariff of ten components, each with its lines in the trace. */
export const assessTenComponents = (bench: Bench): Promise<Figure[]> =>
  yearOfItaly(bench, 'h', 'A tariff of ten components: assessing and noticing', tenComponents);

async function yearOfItaly(bench: Bench, row: string, what: string, tariff: Tariff): Promise<Figure[]> {
  const { comuni } = bench.registers;
  const product: number[] = [];
  const bare: number[] = [];
  for (let round = 0; round < (bench.quick ? 1 : 3); round++) {
    bench.say(`(${row}) fees of ${whole(comuni.length)} comuni, round ${round + 1}`);
    const database = await bench.ground.newDatabase('fees');
    const { call, convention } = await italy(bench, database, tariff);
    product.push(await timeOfYear(call, convention, comuni.length));
    bare.push(await bareInsert(call));
    await database.close();
  }
  const ratios = product.map((time, round) => time / bare[round]!);
  const ratio = median(ratios);
  return [
    {
      row,
      what: `${what} ${whole(comuni.length)} comuni, with traces`,
      measured: seconds(median(product)),
      aim: null,
      met: null,
      note: `rounds between ${range(product, seconds)}`,
    },
    {
      row,
      what: 'the same: ratio to the bare INSERT of the same rows',
      measured: ratio.toFixed(2),
      aim: '≤ 2',
      met: ratio <= 2,
      note: `INSERT ${seconds(median(bare))}, ${whole(CHUNK)} rows a statement; rounds between ${range(ratios, (r) => r.toFixed(2))}`,
    },
  ];
}

/** A centre of which all comuni of Italy, or so many, are members under a tariff. */
export async function italy(
  bench: Bench,
  database: Database,
  tariff: Tariff,
  most = bench.registers.comuni.length,
): Promise<{ call: Call; convention: string }> {
  const call = await aCentre(database, `italia-${most}`);
  const comuni = bench.registers.comuni
    .slice(0, most)
    .map((comune) => ({ ...comune, name: `Comune di ${comune.name}` }));
  await addBodies(call, comuni);
  const { current } = await addMembers(call, tariff);
  await settle(call);
  return { call, convention: current };
}

/**
 * The whole year of a centre: assessed by one officer, approved by another person, noticed. Milliseconds.
 * @throws when it does not end with a notice for each member.
 */
export async function timeOfYear(call: Call, conventionId: string, members: number): Promise<number> {
  const began = performance.now();
  const calls = { drafter: as(call, 'AO'), approver: as(call, 'CM') };
  const { assessed, notices } = await assessAndNotice(calls, { conventionId, year: YEAR });
  const time = performance.now() - began;
  if (assessed !== members || notices !== members)
    throw new Error(`${assessed} fees and ${notices} notices for ${members} members`);
  return time;
}

/** Takes the rows away and writes the very same again, ready as they are: milliseconds of the writing. */
async function bareInsert(call: Call): Promise<number> {
  const client = await call.database.owner.connect();
  try {
    const ready: { table: string; chunks: string[] }[] = [];
    for (const table of TABLES) {
      const { rows } = await client.query<{ row: string }>(
        `select row_to_json(t)::text as row from ${table} t where centre_id = $1`,
        [call.centreId],
      );
      const texts = rows.map(({ row }) => row);
      const chunks: string[] = [];
      for (let at = 0; at < texts.length; at += CHUNK)
        chunks.push(`[${texts.slice(at, at + CHUNK).join(',')}]`);
      ready.push({ table, chunks });
    }
    for (const table of [...TABLES].reverse())
      await client.query(`delete from ${table} where centre_id = $1`, [call.centreId]);
    await client.query('vacuum analyze');
    const columns = new Map<string, string>();
    for (const table of TABLES) columns.set(table, await writtenColumns(client, table));
    const began = performance.now();
    await client.query('begin');
    for (const { table, chunks } of ready) {
      const names = columns.get(table)!;
      for (const chunk of chunks)
        await client.query(
          `insert into ${table} (${names}) select ${names} from json_populate_recordset(null::${table}, $1::json)`,
          [chunk],
        );
    }
    await client.query('commit');
    const time = performance.now() - began;
    client.release();
    return time;
  } catch (error) {
    client.release(true);
    throw error;
  }
}

/** The columns that are written: not those that the database makes of the others. */
export async function writtenColumns(
  client: { query(text: string, values: unknown[]): Promise<{ rows: { names: string }[] }> },
  table: string,
): Promise<string> {
  const { rows } = await client.query(
    `select string_agg(quote_ident(attname), ', ' order by attnum) as names from pg_attribute
     where attrelid = $1::regclass and attnum > 0 and not attisdropped and attgenerated = ''`,
    [table],
  );
  return rows[0]!.names;
}
