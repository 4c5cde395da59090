import type { Tariff } from '#tariffs';

/** A tariff whose fee of a comune is the sum of ten components of different kinds: a heavy one, to be computed often. */
export const tenComponents: Tariff = {
  schema: 'urn:broletto:tariff:1',
  name: 'Quota di dieci componenti',
  source: 'misura',
  populationReference: { kind: 'PENULTIMATE_YEAR_END' },
  variables: [],
  fee: {
    kind: 'CHOICE',
    options: [
      {
        label: 'Comuni',
        when: { categories: ['COMUNE'] },
        fee: {
          kind: 'WITHIN',
          atLeast: { kind: 'FLAT', amount: '150.00' },
          atMost: { kind: 'FLAT', amount: '250000.00' },
          of: {
            kind: 'SUM',
            parts: [
              { kind: 'FLAT', label: 'Parte fissa', amount: '120.00' },
              { kind: 'RATE', label: 'Per abitante', per: 'inhabitants', rate: '0.0325' },
              { kind: 'RATE', label: 'Per impresa', per: 'enterprises', rate: '0.45' },
              {
                kind: 'SLABS',
                label: 'Scaglioni di abitanti',
                per: 'inhabitants',
                slabs: [
                  { from: 0, upTo: 3000, rate: '0.05' },
                  { from: 3001, upTo: 5000, rate: '0.05', discount: '0.05' },
                  { from: 5001, upTo: 10_000, rate: '0.05', discount: '0.1' },
                  { from: 10_001, upTo: null, rate: '0.05', discount: '0.25' },
                ],
              },
              {
                kind: 'BANDS',
                label: 'Fascia di abitanti',
                by: 'inhabitants',
                bands: [
                  { from: 0, upTo: 1000, fee: { kind: 'FLAT', amount: '10.00' } },
                  { from: 1001, upTo: 5000, fee: { kind: 'FLAT', amount: '40.00' } },
                  { from: 5001, upTo: null, fee: { kind: 'FLAT', amount: '90.00' } },
                ],
              },
              {
                kind: 'DISCOUNT_BY_BAND',
                label: 'Sconto per fascia',
                by: 'inhabitants',
                bands: [
                  { from: 0, upTo: 15_000, discount: '0' },
                  { from: 15_001, upTo: null, discount: '0.125' },
                ],
                of: { kind: 'RATE', per: 'inhabitants', rate: '0.011' },
              },
              {
                kind: 'DISCOUNT',
                label: 'Riduzione',
                discount: '0.3',
                of: { kind: 'RATE', per: 'enterprises', rate: '0.2' },
              },
              {
                kind: 'WITHIN',
                label: 'Componente con massimo',
                atMost: { kind: 'FLAT', amount: '600.00' },
                of: { kind: 'RATE', per: 'inhabitants', rate: '0.07' },
              },
              {
                kind: 'SLABS',
                label: 'Scaglioni di imprese',
                per: 'enterprises',
                slabs: [
                  { from: 0, upTo: 100, rate: '0' },
                  { from: 101, upTo: null, rate: '0.15' },
                ],
              },
              { kind: 'FLAT', label: 'Contributo alla formazione', amount: '35.55' },
            ],
          },
        },
      },
      { label: 'Altri enti', fee: { kind: 'FLAT', amount: '300.00' } },
    ],
  },
};
