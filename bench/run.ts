import type { Bench, Figure } from './bench.ts';
import { openGround } from './ground.ts';
import { busyBefore, machine } from './machine.ts';
import { readRegisters } from './registers.ts';
import { printTable, writeResults } from './results.ts';
import { rows } from './rows/all.ts';

/* npm run bench [-- a b …] [-- --quick]: everything in one run on one machine. Fails only when something broke. */

const args = process.argv.slice(2);
const quick = args.includes('--quick');
const wanted = args.filter((arg) => !arg.startsWith('--'));
const unknown = wanted.filter((id) => !rows.some((row) => row.ids.includes(id)));
if (unknown.length > 0) {
  console.error(`No such row: ${unknown.join(', ')}. Rows: ${rows.flatMap((row) => row.ids).join(' ')}`);
  process.exit(64);
}
const chosen = rows.filter((row) => wanted.length === 0 || row.ids.some((id) => wanted.includes(id)));

const busy = busyBefore();
const began = performance.now();
const ground = await openGround();
const stop = () => void ground.close().finally(() => process.exit(130));
process.once('SIGINT', stop);
process.once('SIGTERM', stop);
const figures: Figure[] = [];
const broken: string[] = [];
try {
  const bench: Bench = {
    ground,
    registers: readRegisters(),
    quick,
    say: (sentence) =>
      console.error(`${((performance.now() - began) / 1000).toFixed(0).padStart(4)} s  ${sentence}`),
  };
  for (const row of chosen) {
    try {
      figures.push(...(await row.measure(bench)));
    } catch (error) {
      broken.push(row.ids.join(', '));
      console.error(error);
    }
  }
  const from = machine(ground.postgres, busy);
  const seconds = (performance.now() - began) / 1000;
  const whole = {
    figures,
    machine: from,
    seconds,
    madeRegisters: !bench.registers.real,
    quick,
  };
  printTable(whole);
  if (wanted.length === 0 && !quick && broken.length === 0) writeResults(whole);
} finally {
  await ground.close();
}
if (broken.length > 0) {
  console.error(`Broken: ${broken.join('; ')}`);
  process.exitCode = 1;
}
