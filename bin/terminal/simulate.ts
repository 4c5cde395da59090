import { formatItalianDate, romeDate } from '#platform/calendar';
import { type Cents, formatEuro, formatInteger } from '#platform/money';
import { type FilesComparison, type FilesSimulation, simulateTariffFromFiles } from '#tariffs';
import { Refused } from './exit.ts';

interface Options {
  tariff: string;
  bodies: string;
  date?: string;
  against?: string;
  out: string;
}

/** Computes the fees of the bodies of a file, without a database. */
export async function run(options: Options): Promise<void> {
  const result = await simulateTariffFromFiles({
    ...options,
    date: options.date ?? romeDate(new Date()),
  }).catch((error: Error) => {
    if (error.constructor.name === 'UnusableFile') throw new Refused(error.message);
    throw error;
  });
  for (const warning of result.warnings) console.error(`Attenzione: ${warning}`);
  console.log(summary(result, options.out));
  if (result.refused.length === 0) return;
  const lines = result.refused.map(
    (row) => `  riga ${row.line}, ${row.column} «${row.value}»: ${row.reason}`,
  );
  throw new Refused(`Righe rifiutate, che non sono nel risultato:\n${lines.join('\n')}`);
}

function summary(result: FilesSimulation, out: string): string {
  const { nonMembers, comparison } = result;
  return [
    `Quote del ${result.year}, con i dati degli enti al ${formatItalianDate(result.figuresOn)}.`,
    `Enti calcolati: ${formatInteger(result.assessed)} su ${formatInteger(result.bodies)}; totale ${formatEuro(result.totalCents)}.`,
    ...(nonMembers.bodies > 0
      ? [
          `Di cui non aderenti: ${formatInteger(nonMembers.bodies)}, per ${formatEuro(nonMembers.totalCents)}.`,
        ]
      : []),
    ...(result.withoutAmount > 0
      ? [`Senza importo, perché manca un dato: ${formatInteger(result.withoutAmount)}.`]
      : []),
    ...(comparison ? comparisonLines(comparison) : []),
    ...result.notes,
    `Risultato: ${out}`,
  ].join('\n');
}

const signed = (cents: Cents): string => `${cents > 0 ? '+' : ''}${formatEuro(cents)}`;

function comparisonLines({
  name,
  totals,
  paysMore,
  paysLess,
  paysTheSame,
  notComparable,
}: FilesComparison): string[] {
  return [
    `A confronto con «${name}», sui ${formatInteger(totals.bodies)} enti che hanno entrambe le quote:`,
    `  gettito ${formatEuro(totals.before)} → ${formatEuro(totals.after)} (${signed(totals.difference)})`,
    `  pagano di più: ${formatInteger(paysMore.bodies)} (${signed(paysMore.difference)})`,
    `  pagano di meno: ${formatInteger(paysLess.bodies)} (${signed(paysLess.difference)})`,
    `  pagano lo stesso: ${formatInteger(paysTheSame)}`,
    ...(notComparable > 0
      ? [`  non confrontabili, perché manca un dato: ${formatInteger(notComparable)}`]
      : []),
  ];
}
