import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import copy from 'pg-copy-streams';
import { importRegister } from '#directory';
import type { Call } from '#platform/call';
import { type Bench, type Figure, range, seconds, whole } from '../bench.ts';
import { aCentre } from '../centre.ts';
import { median } from '../statistics.ts';
import { writtenColumns } from './fees.ts';

/**
 * (c) Importing IndicePA and the comuni of ISTAT, one after the other as a new centre does: file read, compared, plan
 * kept, applied; against COPY of the resulting bodies into the same table with its constraints and indexes.
 */
export async function importRegisters(bench: Bench): Promise<Figure[]> {
  const { registers } = bench;
  const product: number[] = [];
  const bare: number[] = [];
  let bodies = 0;
  for (let round = 0; round < (bench.quick ? 1 : 3); round++) {
    bench.say(`(c) importing the registers, round ${round + 1}`);
    const database = await bench.ground.newDatabase('import');
    const call = await aCentre(database, 'italia');
    const began = performance.now();
    const written = [
      await importFile(call, registers.ipaFile, 'ipa_enti.csv'),
      await importFile(call, registers.comuniFile, 'comuni.csv'),
    ];
    product.push(performance.now() - began);
    bodies = written.reduce((sum, count) => sum + count, 0);
    bare.push(await bareCopy(call));
    await database.close();
  }
  const ratios = product.map((time, round) => time / bare[round]!);
  const ratio = median(ratios);
  return [
    {
      row: 'c',
      what: `Importing ${whole(registers.ipaNames.length)} IPA bodies and ${whole(registers.comuni.length)} comuni`,
      measured: seconds(median(product)),
      aim: null,
      met: null,
      note: `${whole(bodies)} rows applied; rounds between ${range(product, seconds)}`,
    },
    {
      row: 'c',
      what: 'the same: ratio to COPY of the resulting bodies',
      measured: ratio.toFixed(2),
      aim: '≤ 4',
      met: ratio <= 4,
      note: `COPY ${seconds(median(bare))}; rounds between ${range(ratios, (r) => r.toFixed(2))}`,
    },
  ];
}

async function importFile(call: Call, bytes: Buffer, fileName: string): Promise<number> {
  const { counts } = await importRegister(call, {
    bytes,
    fileName,
    options: { referenceDate: '2025-12-31' },
    dryRun: false,
  });
  if (counts.new + counts.changed === 0) throw new Error(`nothing was imported of ${fileName}`);
  return counts.new + counts.changed;
}

/** Takes the bodies away and puts the very same back with COPY: milliseconds of the COPY. */
async function bareCopy(call: Call): Promise<number> {
  const client = await call.database.owner.connect();
  try {
    const table = 'directory.public_bodies';
    const names = await writtenColumns(client, table);
    const chunks: Buffer[] = [];
    for await (const chunk of client.query(copy.to(`copy (select ${names} from ${table}) to stdout`)))
      chunks.push(chunk as Buffer);
    await client.query(`truncate ${table} cascade`);
    await client.query('vacuum analyze');
    const began = performance.now();
    await pipeline(Readable.from(chunks), client.query(copy.from(`copy ${table} (${names}) from stdin`)));
    const time = performance.now() - began;
    client.release();
    return time;
  } catch (error) {
    client.release(true);
    throw error;
  }
}
