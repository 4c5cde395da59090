import { type Html, html } from '#platform/html';
import { formatAmount, formatInteger } from '#platform/money';
import { dataTable } from '#ui/table';
import { tariffLinks } from '../../links.ts';
import { missingText } from '../../messages.it.ts';
import type { TariffDetails } from '../../queries/get-tariff.ts';
import { assessFee, type FeeResult } from '../../rules/assess-fee.ts';
import { CATEGORY_LABELS } from '../../rules/fee-inputs.ts';
import { regionName } from '../../rules/region-code.ts';
import type { BodyCategory, Tariff } from '../../rules/tariff.ts';
import { conditionsOf, feesOf } from '../../rules/walk-fee.ts';

export interface Example {
  category: BodyCategory;
  inhabitants: number;
  enterprises: number;
  /** What else the tariff tells apart, when the example is there to show it. */
  region?: string;
  bodyClass?: string;
  wholeAssociation?: boolean;
  others?: Readonly<Record<string, number>>;
  /** The same in words: "classe B", "100 postazioni di lavoro". */
  told?: string;
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

/** The comuni, a Unione, one body of each other category that the tariff names, and one of each other case of it. */
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
    ...otherCases(tariff),
  ];
}

/** The comune of 8,000 inhabitants in each class and region, and with more of what else is counted; a whole Unione. */
function otherCases(tariff: Tariff): Example[] {
  const conditions = conditionsOf(tariff);
  const comune: Example = { category: 'COMUNE', inhabitants: 8000, enterprises: 600 };
  const names = (all: readonly string[]): string[] =>
    all.length > 0 ? [...new Set(all), ''].slice(0, 4) : [];
  const classes = names(conditions.flatMap((one) => one.classes ?? []));
  const regions = names(conditions.flatMap((one) => one.regions ?? []));
  const whole = conditions.some(({ wholeAssociation }) => wholeAssociation !== undefined);
  return [
    ...classes.map((bodyClass) => ({
      ...comune,
      bodyClass,
      told: bodyClass ? `classe ${bodyClass}` : 'altra classe',
    })),
    ...regions.map((region) => ({ ...comune, region, told: region ? regionName(region) : 'altra regione' })),
    ...(whole
      ? [
          {
            category: 'UNIONE' as const,
            inhabitants: 11000,
            enterprises: 820,
            wholeAssociation: true,
            told: 'tutti i comuni aderiscono',
          },
        ]
      : []),
    ...tariff.variables.slice(0, 2).flatMap(({ name, label }) =>
      [20, 100].map((count) => ({
        ...comune,
        others: { [name]: count },
        told: `${label.toLowerCase()}: ${count}`,
      })),
    ),
  ];
}

/** "Comune", "Comune, classe B" */
export const exampleName = ({ category, told }: Example): string =>
  told === undefined ? CATEGORY_LABELS[category] : `${CATEGORY_LABELS[category]}, ${told}`;

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
      { header: 'Ente', rowHeader: true, cell: exampleName },
      { header: 'Abitanti', numeric: true, cell: (e) => formatInteger(e.inhabitants) },
      { header: 'Imprese', numeric: true, cell: (e) => formatInteger(e.enterprises) },
      { header: 'Quota annua', numeric: true, nowrap: true, cell: (e) => amountText(e.result, tariff) },
      {
        header: 'Calcolo',
        headerHidden: true,
        // The page of the calculation starts from category and size: an example that says more would be another.
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
  return html`<p>Se l’esempio non dice altro, vale 1: ${names}. Per un altro valore si usi «Calcola per un altro ente».</p>`;
}

/** The same inputs in the address of «Quanto paga un ente?», so that it shows the same amount. */
function addressOf(tariff: Tariff, example: Example): Record<string, string | number> {
  const { region, bodyClass, others } = inputsOf(tariff, example);
  return {
    categoria: example.category,
    abitanti: example.inhabitants,
    imprese: example.enterprises,
    ...(region ? { regione: region } : {}),
    ...(asksForClass(tariff) ? { classe: bodyClass ?? '' } : {}),
    ...Object.fromEntries(Object.entries(others).map(([name, value]) => [`dato-${name}`, String(value)])),
  };
}

/** The other inputs of an example: the first region and class that the tariff names, nothing owed in other years. */
function inputsOf(tariff: Tariff, example: Example) {
  const conditions = conditionsOf(tariff);
  const years = [...feesOf(tariff)].flatMap(({ fee }) => (fee.kind === 'SAFEGUARD' ? [fee.year] : []));
  const { told: _, others, ...given } = example;
  return {
    region: conditions.flatMap(({ regions = [] }) => regions)[0] ?? '',
    bodyClass: conditions.flatMap(({ classes = [] }) => classes)[0] ?? '',
    wholeAssociation: false,
    referenceFees: Object.fromEntries(years.map((year) => [year, null])),
    ...given,
    others: { ...Object.fromEntries(tariff.variables.map(({ name }) => [name, 1])), ...others },
  };
}

const asksForClass = (tariff: Tariff): boolean =>
  conditionsOf(tariff).some(({ classes }) => classes !== undefined);

export const amountText = (result: FeeResult, tariff: Tariff): string =>
  result.ok ? `${formatAmount(result.amount)} €` : `manca: ${missingText(result.missing, tariff)}`;
