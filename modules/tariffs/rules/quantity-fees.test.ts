import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { amountOfFee, assessFee } from './assess-fee.ts';
import { explainTariff, stepTables } from './explain-tariff.ts';
import type { FeeInputs } from './fee-inputs.ts';
import { standardTariff } from './standard-tariff.ts';
import { type Fee, parseTariff, type Tariff } from './tariff.ts';
import { sentenceOf } from './trace.ts';

const withFee = (fee: Fee): Tariff => ({ ...standardTariff(), fee });
const comune = (inhabitants: number): FeeInputs => ({ category: 'COMUNE', inhabitants });
const perThousand: Fee = { kind: 'RATE', per: 'inhabitants', rate: '25.00', every: 1000 };
const slabs: Fee = {
  kind: 'SLABS',
  per: 'inhabitants',
  every: 1000,
  slabs: [
    { from: 0, upTo: 3000, rate: '30.00' },
    { from: 3001, upTo: null, rate: '20.00' },
  ],
};

describe('a rate for every so many units, or fraction of them', () => {
  it('25.00 every 1,000 inhabitants or fraction: nobody, one, 1,000, 1,001, 8,200', () => {
    const pays = (inhabitants: number) => amountOfFee(withFee(perThousand), comune(inhabitants));
    assert.deepEqual([0, 1, 1000, 1001, 8200].map(pays), [0, 2500, 2500, 5000, 22500]);
  });

  it('tells how many there are and how many are paid', () => {
    const result = assessFee(withFee(perThousand), comune(8200));
    assert.ok(result.ok);
    assert.equal(
      sentenceOf(result.trace[0]!),
      'Abitanti (8.200, ogni 1.000 o frazione): 9 × 25,00 € = 225,00 €',
    );
    assert.equal(explainTariff(withFee(perThousand)).text, '25,00 € ogni 1.000 o frazione (abitanti)');
  });

  it('a pack begun is a pack: 25 hours in packs of 20 are two packs', () => {
    const tariff: Tariff = {
      ...withFee({ kind: 'RATE', per: 'hours', rate: '600.00', every: 20 }),
      variables: [{ name: 'hours', label: 'Ore di supporto', one: 'ora' }],
    };
    const pays = (hours: number | string) => amountOfFee(tariff, { category: 'COMUNE', others: { hours } });
    assert.equal(pays(25), 120000);
    assert.equal(pays('20.000001'), 120000);
    assert.equal(pays('20'), 60000);
    assert.equal(amountOfFee(tariff, { category: 'COMUNE' }), null);
  });

  it('slabs are counted each by itself: 4,500 inhabitants are three thousands, and two begun', () => {
    assert.equal(amountOfFee(withFee(slabs), comune(3000)), 9000);
    assert.equal(amountOfFee(withFee(slabs), comune(4500)), 9000 + 4000);
    const result = assessFee(withFee(slabs), comune(4500));
    assert.ok(result.ok);
    assert.equal(
      sentenceOf(result.trace[1]!),
      'Abitanti oltre 3.000 (1.500, ogni 1.000 o frazione): 2 × 20,00 € = 40,00 €',
    );
    assert.equal(explainTariff(withFee(slabs)).parts[1]?.text, 'oltre 3.000: 20,00 € ogni 1.000 o frazione');
    assert.equal(
      stepTables(withFee(slabs))[0]?.title,
      'Scaglioni di abitanti (prezzi ogni 1.000 o frazione)',
    );
  });

  it('never pays less than counting unit by unit, nor one step more, and grows with the body', () => {
    const byUnit = withFee({ kind: 'RATE', per: 'inhabitants', rate: '0.025' });
    fc.assert(
      fc.property(fc.nat(3_000_000), fc.nat(5000), (inhabitants, more) => {
        const started = amountOfFee(withFee(perThousand), comune(inhabitants))!;
        const exact = amountOfFee(byUnit, comune(inhabitants))!;
        assert.ok(started >= exact && started - exact < 2500 + 1);
        assert.ok(amountOfFee(withFee(perThousand), comune(inhabitants + more))! >= started);
        assert.ok(
          amountOfFee(withFee(slabs), comune(inhabitants + more))! >=
            amountOfFee(withFee(slabs), comune(inhabitants))!,
        );
      }),
    );
  });

  it('is optional in the file, and counts at least two at a time', () => {
    assert.ok(parseTariff(withFee(perThousand)).ok);
    assert.ok(parseTariff(withFee(slabs)).ok);
    for (const every of [0, 1, 2.5]) {
      const read = parseTariff(withFee({ ...perThousand, every }));
      assert.ok(!read.ok, String(every));
    }
  });
});

describe('a price with many decimals', () => {
  it('is exact up to the twelfth: 2,200,000 × 0.037201373088 is 81,843.0207936', () => {
    const tariff = withFee({ kind: 'RATE', per: 'inhabitants', rate: '0.037201373088' });
    assert.ok(parseTariff(tariff).ok);
    assert.equal(amountOfFee(tariff, comune(2_200_000)), 8184302);
    const result = assessFee(tariff, comune(2_200_000));
    assert.ok(result.ok);
    assert.equal(result.trace[0]?.result, '81843.0207936');
  });
});
