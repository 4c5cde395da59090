import { type Html, html } from '#platform/html';
import { formatAmount, formatInteger } from '#platform/money';
import { dataTable } from '#ui/table';
import { tariffLinks } from '../../links.ts';
import { inputLabel } from '../../messages.it.ts';
import type { TariffDetails } from '../../queries/get-tariff.ts';
import { assessFee, type FeeResult } from '../../rules/assess-fee.ts';
import { CATEGORY_LABELS } from '../../rules/fee-inputs.ts';
import { kindsOfBody } from '../../rules/find-notches.ts';
import type { BodyCategory, Tariff } from '../../rules/tariff.ts';

interface Example {
  category: BodyCategory;
  inhabitants: number;
  enterprises: number;
}

/** The comuni of the sources' worked examples, one on each side of every boundary of the standard formula. [D1] */
const COMUNI: readonly [inhabitants: number, enterprises: number][] = [
  [500, 30],
  [2400, 150],
  [3000, 210],
  [3001, 210],
  [8000, 600],
  [12345, 1021],
  [15000, 1200],
  [15001, 1200],
  [40000, 3500],
  [40001, 3500],
];

/** What bodies of different sizes pay, computed now with the tariff on the page. */
export function examplesTable({ id, tariff }: TariffDetails): Html {
  const examples: Example[] = COMUNI.map(([inhabitants, enterprises]) => ({
    category: 'COMUNE',
    inhabitants,
    enterprises,
  }));
  examples.push({ category: 'UNIONE', inhabitants: 11000, enterprises: 820 });
  return dataTable<Example & { result: FeeResult }>({
    caption: 'Esempi di calcolo',
    captionHidden: true,
    small: 'stack',
    rows: examples.map((example) => ({ ...example, result: assessFee(tariff, inputsOf(tariff, example)) })),
    columns: [
      { header: 'Ente', rowHeader: true, cell: (e) => CATEGORY_LABELS[e.category] },
      { header: 'Abitanti', numeric: true, cell: (e) => formatInteger(e.inhabitants) },
      { header: 'Imprese', numeric: true, cell: (e) => formatInteger(e.enterprises) },
      { header: 'Quota annua', numeric: true, nowrap: true, cell: (e) => amountText(e.result) },
      {
        header: 'Calcolo',
        headerHidden: true,
        cell: (e) =>
          html`<a href="${tariffLinks.compute(id, { categoria: e.category, abitanti: e.inhabitants, imprese: e.enterprises })}">Vedi il calcolo<span class="visually-hidden"> per ${CATEGORY_LABELS[e.category]} di ${formatInteger(e.inhabitants)} abitanti</span></a>`,
      },
    ],
  });
}

/** The other inputs of an example are those of the first kind of body that the tariff knows. */
function inputsOf(tariff: Tariff, example: Example) {
  const kind = kindsOfBody(tariff).find(({ category }) => category === example.category);
  const others = Object.fromEntries(tariff.variables.map(({ name }) => [name, 1]));
  return { ...kind, others, ...example };
}

export const amountText = (result: FeeResult): string =>
  result.ok
    ? `${formatAmount(result.amount)} €`
    : `manca: ${(result.missing.length > 0 ? result.missing : ['uncovered']).map(inputLabel).join(', ')}`;
