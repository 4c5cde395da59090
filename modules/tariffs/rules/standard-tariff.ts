import { formatInteger } from '#platform/money';
import { type DiscountBand, type Fee, TARIFF_SCHEMA_ID, type Tariff } from './tariff.ts';

/** What a convention may change in the formula of the sources. Euros and fractions as decimal texts. */
export interface StandardTariffParameters {
  /** What bodies other than comuni, and comuni above the threshold, pay. */
  flat: string;
  /** Last number of inhabitants that pays by the formula: "più di 40.000" pays the flat fee. */
  threshold: number;
  perInhabitant: string;
  perEnterprise: string;
  /** Discounts by inhabitants, from 0 up, the last one without end. */
  discounts: DiscountBand[];
  /** SLAB: each inhabitant has the discount of its slab, enterprises none. BAND: one discount on everything. */
  method: 'SLAB' | 'BAND';
  /** Never more than the undiscounted amount (the fee of 2013, in Brescia). [X-BS15] */
  capped: boolean;
}

/** The values of the reuse kit; the discounts, which it leaves open, are our default. [S4 B2, D1] */
export const STANDARD_PARAMETERS: StandardTariffParameters = {
  flat: '300.00',
  threshold: 40_000,
  perInhabitant: '0.15',
  perEnterprise: '1.00',
  discounts: [
    { from: 0, upTo: 3000, discount: '0' },
    { from: 3001, upTo: 5000, discount: '0.05' },
    { from: 5001, upTo: 10_000, discount: '0.10' },
    { from: 10_001, upTo: 15_000, discount: '0.15' },
    { from: 15_001, upTo: null, discount: '0.25' },
  ],
  method: 'SLAB',
  capped: false,
};

/**
 * The formula of the sources as data [S4 B2, D1]:
 * Q = flat if the body is not a comune or has more inhabitants than the threshold,
 * else Q = Σ n_k · rate · (1 − d_k) + enterprises · rate.
 * It is applied literally: at 40,001 inhabitants the fee falls from 8,360.00 to 300.00, and `validateTariff` says so.
 */
export function standardTariff(changes: Partial<StandardTariffParameters> = {}): Tariff {
  const parameters = { ...STANDARD_PARAMETERS, ...changes };
  return {
    schema: TARIFF_SCHEMA_ID,
    name: `Quota di adesione, formula del kit del riuso (${parameters.method === 'SLAB' ? 'scaglioni' : 'fasce'})`,
    source: 'Kit del riuso CIT, B2; gli sconti, non indicati dalla fonte, sono un valore predefinito',
    populationReference: { kind: 'PENULTIMATE_YEAR_END' },
    variables: [],
    fee: {
      kind: 'CHOICE',
      options: [
        {
          label: `Comuni fino a ${formatInteger(parameters.threshold)} abitanti`,
          when: {
            categories: ['COMUNE'],
            ranges: [{ of: 'inhabitants', from: 0, upTo: parameters.threshold }],
          },
          fee: formula(parameters),
        },
        { label: 'Altri enti e comuni oltre la soglia', fee: { kind: 'FLAT', amount: parameters.flat } },
      ],
    },
  };
}

function formula(parameters: StandardTariffParameters): Fee {
  const fee = parameters.method === 'SLAB' ? bySlabs(parameters) : byBands(parameters);
  return parameters.capped ? { kind: 'WITHIN', atMost: undiscounted(parameters), of: fee } : fee;
}

function bySlabs({ perInhabitant, perEnterprise, discounts }: StandardTariffParameters): Fee {
  const slabs = discounts.map((band) => ({ ...band, rate: perInhabitant }));
  return {
    kind: 'SUM',
    parts: [
      { kind: 'SLABS', per: 'inhabitants', slabs },
      { kind: 'RATE', per: 'enterprises', rate: perEnterprise },
    ],
  };
}

function byBands(parameters: StandardTariffParameters): Fee {
  return {
    kind: 'DISCOUNT_BY_BAND',
    by: 'inhabitants',
    bands: parameters.discounts,
    of: undiscounted(parameters),
  };
}

function undiscounted({ perInhabitant, perEnterprise }: StandardTariffParameters): Fee {
  return {
    kind: 'SUM',
    parts: [
      { kind: 'RATE', per: 'inhabitants', rate: perInhabitant },
      { kind: 'RATE', per: 'enterprises', rate: perEnterprise },
    ],
  };
}
