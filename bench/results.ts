import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Figure } from './bench.ts';

export interface Results {
  figures: readonly Figure[];
  machine: readonly [string, string][];
  seconds: number;
  madeRegisters: boolean;
  quick: boolean;
}

const FILE = join(import.meta.dirname, 'RESULTS.md');
const README = join(import.meta.dirname, '..', 'README.md');

/** The table as the terminal shows it. */
export function printTable(results: Results): void {
  const head = ['', 'What', 'Measured', 'Aim', 'Met'];
  const lines = results.figures.map((f) => [f.row, f.what, f.measured, f.aim ?? '', verdict(f)]);
  const widths = head.map((_, at) => Math.max(...[head, ...lines].map((line) => line[at]!.length)));
  const show = (line: readonly string[]) =>
    line
      .map((cell, at) => cell.padEnd(widths[at]!))
      .join('  ')
      .trimEnd();
  console.log(['', show(head), ...lines.map(show), ''].join('\n'));
  for (const { row, note } of results.figures) if (note) console.log(`${row.padEnd(widths[0]!)}  ${note}`);
  console.log('');
  for (const sentence of circumstances(results)) console.log(sentence);
}

/** The table of a whole run, with the machine from which it came; its short form in the README. */
export function writeResults(results: Results): void {
  writeReadme(results);
  writeFileSync(
    FILE,
    `${[
      '# Measured',
      '',
      'Medians of one run of `npm run bench`; how to read them is in `README.md`.',
      '',
      cells(['', 'What', 'Measured', 'Aim', 'Met', 'Note']),
      cells(['---', '---', '---', '---', '---', '---']),
      ...results.figures.map((f) =>
        cells([f.row, f.what, f.measured, f.aim ?? '', verdict(f), f.note ?? '']),
      ),
      '',
      ...circumstances(results).map((sentence) => `- ${sentence}`),
    ].join('\n')}\n`,
  );
}

const cells = (line: readonly string[]) => `| ${line.join(' | ')} |`;

/** Between the two marks of the README: what, measured, aim. */
function writeReadme(results: Results): void {
  const text = readFileSync(README, 'utf8');
  const table = [
    cells(['', 'What', 'Measured', 'Aim']),
    cells(['---', '---', '---', '---']),
    ...results.figures.map((f) => cells([f.row, f.what, f.measured, f.aim ?? ''])),
    '',
    circumstances(results).join(' · '),
  ].join('\n');
  writeFileSync(
    README,
    text.replace(
      /(<!-- bench -->\n)[\s\S]*?(<!-- \/bench -->)/,
      (_, begin, end) => `${begin}${table}\n${end}`,
    ),
  );
}

const verdict = ({ met }: Figure): string => (met === null ? '' : met ? 'yes' : 'no');

function circumstances(results: Results): string[] {
  return [
    ...results.machine.map(([name, value]) => `${name}: ${value}`),
    `Registers: ${results.madeRegisters ? 'made, of the same shape and number as the real ones' : 'IndicePA and ISTAT, the real files'}`,
    `Took: ${(results.seconds / 60).toFixed(1)} minutes${results.quick ? ' (quick: not to be quoted)' : ''}`,
  ];
}
