import { readFileSync, writeFileSync } from 'node:fs';
import { isIsoDate } from '#platform/calendar';
import { decodeText } from '#platform/files/decode-text';
import { readDelimitedText } from '#platform/files/delimited-text';
import { type Cents, centsToText } from '#platform/money';
import { inputLabel } from '../messages.it.ts';
import { assessFee } from '../rules/assess-fee.ts';
import type { FeeInputs } from '../rules/fee-inputs.ts';
import { regionCode } from '../rules/region-code.ts';
import { BODY_CATEGORIES, parseTariff, type Tariff } from '../rules/tariff.ts';
import { sentenceOf } from '../rules/trace.ts';
import { validateTariff } from '../rules/validate-tariff.ts';

export interface RefusedRow {
  line: number;
  column: string;
  value: string;
  reason: string;
}

export interface FilesSimulation {
  bodies: number;
  assessed: number;
  /** Bodies of which something is missing: they are in the result, without amount. */
  withoutAmount: number;
  totalCents: Cents;
  /** Rows that could not be read: they are not in the result. */
  refused: readonly RefusedRow[];
}

/** The files cannot be used at all; the message says why, in Italian. */
export class UnusableFile extends Error {}

const COLUMNS = [
  'ipa_code',
  'name',
  'category',
  'region',
  'inhabitants',
  'enterprises',
  'associated_in',
] as const;
type Row = Record<(typeof COLUMNS)[number], string>;

/**
 * Computes what each body of a file would pay under a tariff, without a database. The file of the bodies has the
 * columns ipa_code, name, category, region, inhabitants, enterprises, associated_in; the result, in CSV, has ipa_code,
 * amount (euros with a point; empty when something is missing, never 0) and trace (sentences separated by " | ").
 * @param options.date YYYY-MM-DD: the day for which the fee is computed; it is checked and written in no amount.
 * @throws UnusableFile when the tariff or the header of the bodies cannot be read; a bad row is reported and left out.
 */
export async function simulateTariffFromFiles(options: {
  tariff: string;
  bodies: string;
  date: string;
  out: string;
}): Promise<FilesSimulation> {
  if (!isIsoDate(options.date))
    throw new UnusableFile(`La data «${options.date}» non è scritta come AAAA-MM-GG.`);
  const tariff = readTariffFile(options.tariff);
  const { records, columns } = readBodies(options.bodies);
  const refused: RefusedRow[] = [];
  const seen = new Map<string, number>();
  const lines = ['ipa_code,amount,trace'];
  const totals = { bodies: 0, assessed: 0, withoutAmount: 0, totalCents: 0 };
  for (const { line, cells } of records) {
    const row = Object.fromEntries(COLUMNS.map((name) => [name, cells[columns[name]]?.trim() ?? ''])) as Row;
    const problems = problemsOf(row, line, seen);
    if (problems.length > 0) {
      refused.push(...problems);
      continue;
    }
    const result = assessFee(tariff, inputsOf(row));
    totals.bodies += 1;
    if (result.ok) {
      totals.assessed += 1;
      totals.totalCents += result.amount;
    } else totals.withoutAmount += 1;
    const amount = result.ok ? centsToText(result.amount) : '';
    const trace = result.ok
      ? result.trace.map(sentenceOf).join(' | ')
      : `Quota non calcolata, manca: ${(result.missing.length > 0 ? result.missing : ['uncovered']).map(inputLabel).join(', ')}`;
    lines.push([row.ipa_code, amount, trace].map(cell).join(','));
  }
  writeFileSync(options.out, `${lines.join('\n')}\n`);
  return { ...totals, refused };
}

const cell = (text: string): string => (/[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

function readTariffFile(path: string): Tariff {
  let data: unknown;
  try {
    data = JSON.parse(readFileSync(path, 'utf8').replace(/^\uFEFF/, ''));
  } catch (error) {
    throw new UnusableFile(`La tariffa ${path} non si può leggere come JSON: ${(error as Error).message}`);
  }
  const read = parseTariff(data);
  if (!read.ok)
    throw new UnusableFile(
      `La tariffa ${path} non è valida: ${read.problems.map((p) => `${p.path || '(radice)'}: ${p.message}`).join('; ')}`,
    );
  const { problems } = validateTariff(read.tariff);
  if (problems.length > 0)
    throw new UnusableFile(
      `La tariffa ${path} non è completa: ${problems.map((p) => `${p.path}: ${p.code}`).join('; ')}`,
    );
  return read.tariff;
}

function readBodies(path: string) {
  const text = decodeText(readFileSync(path));
  if (!('text' in text)) throw new UnusableFile(`Il file ${path} non è un testo leggibile.`);
  const table = readDelimitedText(text.text);
  if (!('records' in table)) throw new UnusableFile(`Il file ${path} non si può leggere come CSV.`);
  const [header, ...records] = table.records;
  const names = header!.cells.map((name) => name.trim().toLowerCase());
  const absent = COLUMNS.filter((name) => !names.includes(name));
  if (absent.length > 0) throw new UnusableFile(`Nel file ${path} mancano le colonne: ${absent.join(', ')}.`);
  const columns = Object.fromEntries(COLUMNS.map((name) => [name, names.indexOf(name)])) as Record<
    keyof Row,
    number
  >;
  return { records, columns };
}

function problemsOf(row: Row, line: number, seen: Map<string, number>): RefusedRow[] {
  const wrong: RefusedRow[] = [];
  const refuse = (column: keyof Row, reason: string) =>
    wrong.push({ line, column, value: row[column], reason });
  const code = row.ipa_code.toLowerCase();
  if (code === '') refuse('ipa_code', 'manca il codice IPA');
  else if (seen.has(code)) refuse('ipa_code', `il codice è già alla riga ${seen.get(code)}`);
  else seen.set(code, line);
  if (!(BODY_CATEGORIES as readonly string[]).includes(row.category.toUpperCase()))
    refuse('category', `la categoria non è fra ${BODY_CATEGORIES.join(', ')}`);
  if (row.region !== '' && !regionCode(row.region)) refuse('region', 'la regione non è riconosciuta');
  for (const column of ['inhabitants', 'enterprises'] as const)
    if (row[column] !== '' && !/^\d{1,9}$/.test(row[column]))
      refuse(column, 'non è un numero intero, scritto con le sole cifre');
  return wrong;
}

/** An empty cell is "not known", never zero. */
function inputsOf(row: Row): FeeInputs {
  return {
    category: row.category.toUpperCase() as FeeInputs['category'],
    region: regionCode(row.region || null),
    inhabitants: row.inhabitants === '' ? undefined : Number(row.inhabitants),
    enterprises: row.enterprises === '' ? undefined : Number(row.enterprises),
  };
}
