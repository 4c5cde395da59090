import { type Html, html } from '#platform/html';
import { formatAmount, formatInteger } from '#platform/money';
import { dataTable } from '#ui/table';
import { tariffLinks } from '../../links.ts';
import { missingText } from '../../messages.it.ts';
import type { TariffDetails } from '../../queries/get-tariff.ts';
import { assessFee, type FeeResult } from '../../rules/assess-fee.ts';
import { CATEGORY_LABELS, type FeeInputs } from '../../rules/fee-inputs.ts';
import { kindsOfBody } from '../../rules/kinds-of-body.ts';
import type { BodyCategory, Tariff } from '../../rules/tariff.ts';
import { conditionsOf } from '../../rules/walk-fee.ts';

export interface Example {
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

/** The comuni, a Unione, and one body of each other category that the tariff names. */
export function exampleBodies(tariff: Tariff): Example[] {
  const comuni = COMUNI.map(
    ([inhabitants, enterprises]): Example => ({
      category: 'COMUNE',
      inhabitants,
      enterprises,
    }),
  );
  const named = conditionsOf(tariff).flatMap(({ categories = [] }) => categories);
  const others = [...new Set<BodyCategory>(['UNIONE', ...named])].filter((one) => one !== 'COMUNE');
  return [
    ...comuni,
    ...others.slice(0, 6).map((category) => ({ category, inhabitants: 11000, enterprises: 820 })),
  ];
}

/** What an example would pay now. */
export const examplePays = (tariff: Tariff, example: Example): FeeResult =>
  assessFee(tariff, inputsOf(tariff, example));

/** What bodies of different sizes pay, computed now with the tariff on the page. */
export function examplesTable({ id, tariff }: TariffDetails): Html {
  return html`${assumed(tariff)}${dataTable<Example & { result: FeeResult }>({
    caption: 'Esempi di calcolo',
    captionHidden: true,
    small: 'stack',
    rows: exampleBodies(tariff).map((example) => ({ ...example, result: examplePays(tariff, example) })),
    columns: [
      { header: 'Ente', rowHeader: true, cell: (e) => CATEGORY_LABELS[e.category] },
      { header: 'Abitanti', numeric: true, cell: (e) => formatInteger(e.inhabitants) },
      { header: 'Imprese', numeric: true, cell: (e) => formatInteger(e.enterprises) },
      { header: 'Quota annua', numeric: true, nowrap: true, cell: (e) => amountText(e.result, tariff) },
      {
        header: 'Calcolo',
        headerHidden: true,
        cell: (e) =>
          html`<a href="${tariffLinks.compute(id, addressOf(tariff, e))}">Vedi il calcolo<span class="visually-hidden"> per ${CATEGORY_LABELS[e.category]} di ${formatInteger(e.inhabitants)} abitanti</span></a>`,
      },
    ],
  })}`;
}

/** Says what the examples take for granted: one of each quantity of the tariff besides inhabitants and enterprises. */
function assumed({ variables }: Tariff): Html | '' {
  if (variables.length === 0) return '';
  const names = variables.map(({ label }) => `«${label}»`).join(', ');
  return html`<p>Negli esempi vale 1: ${names}. Per un altro valore si usi «Calcola per un altro ente».</p>`;
}

/** The other inputs of an example: the first region that the tariff names, none of its classes. */
function inputsOf(tariff: Tariff, example: Example): FeeInputs {
  const kinds = kindsOfBody(tariff).kinds.filter(({ bodyClass }) => bodyClass === '');
  const kind = kinds.find(({ category }) => category === example.category) ?? kinds[0];
  const others = Object.fromEntries(tariff.variables.map(({ name }) => [name, 1]));
  return { ...kind, others, ...example };
}

/** The same inputs in the address of «Quanto paga un ente?», so that it shows the same amount. */
function addressOf(tariff: Tariff, example: Example): Record<string, string | number> {
  const { region, bodyClass } = inputsOf(tariff, example);
  return {
    categoria: example.category,
    abitanti: example.inhabitants,
    imprese: example.enterprises,
    ...(region ? { regione: region } : {}),
    ...(asksForClass(tariff) ? { classe: bodyClass ?? '' } : {}),
    ...Object.fromEntries(tariff.variables.map(({ name }) => [`dato-${name}`, 1])),
  };
}

const asksForClass = (tariff: Tariff): boolean =>
  conditionsOf(tariff).some(({ classes }) => classes !== undefined);

export const amountText = (result: FeeResult, tariff: Tariff): string =>
  result.ok ? `${formatAmount(result.amount)} €` : `manca: ${missingText(result.missing, tariff)}`;
