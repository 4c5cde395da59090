import { writeFileSync } from 'node:fs';
import { isIsoDate, partsOf } from '#platform/calendar';
import { type Cents, centsToText } from '#platform/money';
import { inputLabelIn } from '../messages.it.ts';
import { amountOfFee, assessFee } from '../rules/assess-fee.ts';
import { populationReferenceDate } from '../rules/population-reference.ts';
import { type Simulation, simulateTariffs } from '../rules/simulate-tariff.ts';
import type { Tariff } from '../rules/tariff.ts';
import { sentenceOf } from '../rules/trace.ts';
import { wantedInputs } from '../rules/wanted-inputs.ts';
import { readBodiesFile } from './read-bodies-file.ts';
import type { FileBody, RefusedRow } from './read-body-row.ts';
import { readTariffFile } from './read-tariff-file.ts';
import { UnusableFile } from './unusable-file.ts';

export { UnusableFile } from './unusable-file.ts';
export type { RefusedRow };

/** The second tariff beside the first, over the bodies that have both amounts. */
export type FilesComparison = { name: string } & Omit<Simulation, 'bodies' | 'distribution'>;

export interface FilesSimulation {
  bodies: number;
  assessed: number;
  /** Bodies of which something is missing: they are in the result, without amount. */
  withoutAmount: number;
  totalCents: Cents;
  /** Of the bodies assessed, those that the file says are no members. */
  nonMembers: { bodies: number; totalCents: Cents };
  /** Year of the fees: that of the day asked. */
  year: number;
  /** The day to which the figures of the file must refer. */
  figuresOn: string;
  /** What whoever reads the amounts must know: notches, columns not used. Italian sentences. */
  warnings: readonly string[];
  notes: readonly string[];
  /** Rows that could not be read: they are not in the result. */
  refused: readonly RefusedRow[];
  comparison: FilesComparison | null;
}

/**
 * Computes what each body of a file would pay under a tariff, without a database, and if wanted under a second one.
 * The columns are told in docs/tariff-format.md; the result, in CSV, has ipa_code, amount (euros with a point; empty
 * when something is missing, never 0) and trace (sentences separated by " | "), then, with a second tariff,
 * amount_against and difference (second − first).
 * @param options.date YYYY-MM-DD: its year is that of the fees, which says to which day the figures must refer.
 * @throws UnusableFile when a tariff or the header of the bodies cannot be read; a bad row is reported and left out.
 */
export async function simulateTariffFromFiles(options: {
  tariff: string;
  bodies: string;
  date: string;
  out: string;
  against?: string;
}): Promise<FilesSimulation> {
  if (!isIsoDate(options.date))
    throw new UnusableFile(`La data «${options.date}» non è un giorno scritto come AAAA-MM-GG.`);
  const first = readTariffFile(options.tariff);
  const second = options.against === undefined ? null : readTariffFile(options.against);
  const tariffs = [first.tariff, ...(second ? [second.tariff] : [])];
  const { bodies, refused, unknownColumns } = readBodiesFile(options.bodies, tariffs);
  const { year } = partsOf(options.date);
  const results = bodies.map((body) => resultOf(body, first.tariff, second?.tariff ?? null));
  writeFileSync(options.out, csvOf(results, second !== null));
  const assessed = results.filter(({ amount }) => amount !== null);
  const outside = assessed.filter(({ member }) => !member);
  return {
    bodies: bodies.length,
    assessed: assessed.length,
    withoutAmount: bodies.length - assessed.length,
    totalCents: total(assessed),
    nonMembers: { bodies: outside.length, totalCents: total(outside) },
    year,
    figuresOn: populationReferenceDate(first.tariff.populationReference, year),
    warnings: [
      ...notchWarnings(first.tariff, first.notches),
      ...(second ? notchWarnings(second.tariff, second.notches) : []),
      ...safeguardWarnings(tariffs, year),
      ...(second ? dayWarnings(first.tariff, second.tariff, year) : []),
    ],
    notes:
      unknownColumns.length > 0
        ? [`Colonne del file che nessuna tariffa usa: ${unknownColumns.join(', ')}.`]
        : [],
    refused,
    comparison: second ? comparisonOf(first.tariff, second.tariff, bodies) : null,
  };
}

interface Result {
  ipaCode: string;
  member: boolean;
  amount: Cents | null;
  trace: string;
  against: Cents | null;
}

function resultOf({ ipaCode, member, inputs }: FileBody, tariff: Tariff, against: Tariff | null): Result {
  const result = assessFee(tariff, inputs);
  return {
    ipaCode,
    member,
    amount: result.ok ? result.amount : null,
    trace: result.ok
      ? result.trace.map(sentenceOf).join(' | ')
      : `Quota non calcolata, manca: ${(result.missing.length > 0 ? result.missing : ['uncovered']).map(inputLabelIn(tariff)).join(', ')}`,
    against: against === null ? null : amountOfFee(against, inputs),
  };
}

const total = (results: readonly Result[]): Cents =>
  results.reduce((sum, { amount }) => sum + (amount ?? 0), 0);

function csvOf(results: readonly Result[], compared: boolean): string {
  const text = (cents: Cents | null): string => (cents === null ? '' : centsToText(cents));
  const lines = results.map(({ ipaCode, amount, trace, against }) => {
    const difference = amount === null || against === null ? null : against - amount;
    return [ipaCode, text(amount), trace, ...(compared ? [text(against), text(difference)] : [])]
      .map(cell)
      .join(',');
  });
  const header = `ipa_code,amount,trace${compared ? ',amount_against,difference' : ''}`;
  return `${[header, ...lines].join('\n')}\n`;
}

const cell = (text: string): string => (/[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

function comparisonOf(first: Tariff, second: Tariff, bodies: readonly FileBody[]): FilesComparison {
  const { totals, paysMore, paysLess, paysTheSame, notComparable } = simulateTariffs(
    first,
    second,
    bodies.map(({ ipaCode, inputs }) => ({ bodyId: ipaCode, inputs })),
  );
  return { name: second.name, totals, paysMore, paysLess, paysTheSame, notComparable };
}

const notchWarnings = (tariff: Tariff, notches: readonly string[]): string[] =>
  notches.length === 0
    ? []
    : [
        `La tariffa «${tariff.name}» ha ${notches.length === 1 ? 'un punto' : `${notches.length} punti`} in cui un ente più grande paga di meno:\n${notches.map((notch) => `  ${notch}`).join('\n')}`,
      ];

const safeguardWarnings = (tariffs: readonly Tariff[], year: number): string[] =>
  wantedInputs(...tariffs)
    .referenceYears.filter((reference) => reference >= year)
    .map(
      (reference) =>
        `La salvaguardia guarda alla quota del ${reference}, che non precede il ${year}: controllare la data.`,
    );

function dayWarnings(first: Tariff, second: Tariff, year: number): string[] {
  const [one, other] = [first, second].map((tariff) =>
    populationReferenceDate(tariff.populationReference, year),
  );
  return one === other
    ? []
    : [
        'Le due tariffe vogliono dati di giorni diversi: sono confrontate con gli stessi dati, quelli del file.',
      ];
}
