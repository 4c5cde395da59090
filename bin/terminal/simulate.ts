import { romeDate } from '#platform/calendar';
import { formatEuro, formatInteger } from '#platform/money';
import { simulateTariffFromFiles } from '#tariffs';
import { Refused } from './exit.ts';

interface Options {
  tariff: string;
  bodies: string;
  date?: string;
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
  console.log(
    [
      `Enti calcolati: ${formatInteger(result.assessed)} su ${formatInteger(result.bodies)}; totale ${formatEuro(result.totalCents)}.`,
      ...(result.withoutAmount > 0
        ? [`Senza importo, perché manca un dato: ${formatInteger(result.withoutAmount)}.`]
        : []),
      `Risultato: ${options.out}`,
    ].join('\n'),
  );
  if (result.refused.length === 0) return;
  const lines = result.refused.map(
    (row) => `  riga ${row.line}, ${row.column} «${row.value}»: ${row.reason}`,
  );
  throw new Refused(`Righe rifiutate, che non sono nel risultato:\n${lines.join('\n')}`);
}
