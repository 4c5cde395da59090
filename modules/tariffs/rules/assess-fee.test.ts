import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { type DecimalText, decimal, roundToCents } from '#platform/money';
import { amountOfFee, assessFee } from './assess-fee.ts';
import type { FeeInputs } from './fee-inputs.ts';
import { standardTariff } from './standard-tariff.ts';
import type { Tariff } from './tariff.ts';
import type { TraceLine } from './trace.ts';

const slab = standardTariff();
const band = standardTariff({ method: 'BAND' });
const comune = (inhabitants?: number, enterprises?: number): FeeInputs => ({
  category: 'COMUNE',
  inhabitants,
  enterprises,
});

/** What a citizen would do with pencil and paper: the result of a line from its operands alone. */
function again({ step, operands }: TraceLine): DecimalText {
  const values = operands.map(({ value, unit }) => {
    if (unit === 'DISCOUNT') return decimal(1).minus(value);
    return unit === 'INCREASE' ? decimal(1).plus(value) : decimal(value);
  });
  const fold = (by: (a: (typeof values)[0], b: (typeof values)[0]) => (typeof values)[0]) =>
    values.reduce(by).toFixed();
  if (step === 'SUM') return fold((a, b) => a.plus(b));
  if (step === 'PRODUCT') return fold((a, b) => a.times(b));
  if (step === 'CAP') return fold((a, b) => (b.lt(a) ? b : a));
  if (step === 'FLOOR') return fold((a, b) => (b.gt(a) ? b : a));
  return fold((a) => a);
}

function assertCanBeFollowed(tariff: Tariff, inputs: FeeInputs): void {
  const result = assessFee(tariff, inputs);
  assert.ok(result.ok);
  for (const line of result.trace) {
    if (line.result === null) continue;
    if (line.step === 'ROUNDING')
      assert.equal(roundToCents(decimal(again(line))), roundToCents(decimal(line.result)));
    else assert.equal(again(line), decimal(line.result).toFixed(), line.label);
  }
  assert.equal(roundToCents(decimal(result.trace.at(-1)?.result ?? '')), result.amount);
}

describe('the fee of the sources [D1]', () => {
  const table: [inhabitants: number, enterprises: number, bySlab: number, byBand: number][] = [
    [0, 0, 0, 0],
    [2400, 150, 51000, 51000],
    [3000, 210, 66000, 66000],
    [3001, 210, 66014, 62714],
    [8000, 600, 174000, 162000],
    [12345, 1021, 272999, 244184],
    [15000, 1200, 324750, 293250],
    [15001, 1200, 324761, 258761],
    [40000, 3500, 836000, 712500],
    [40001, 3500, 30000, 30000],
  ];
  for (const [inhabitants, enterprises, bySlab, byBand] of table) {
    it(`a comune of ${inhabitants} with ${enterprises} enterprises`, () => {
      assert.equal(amountOfFee(slab, comune(inhabitants, enterprises)), bySlab);
      assert.equal(amountOfFee(band, comune(inhabitants, enterprises)), byBand);
      assertCanBeFollowed(slab, comune(inhabitants, enterprises));
      assertCanBeFollowed(band, comune(inhabitants, enterprises));
    });
  }

  it('trap 1: floats; 3,018 inhabitants and no enterprise pay 452.57, not 452.56', () => {
    assert.equal(amountOfFee(slab, comune(3018, 0)), 45257);
  });

  it('trap 1: 5,796 populations up to 40,000 are a cent away with floats, none with ours', () => {
    const marks = [0, 3000, 5000, 10000, 15000, 40000];
    const discounts = [0, 0.05, 0.1, 0.15, 0.25];
    const percent = [0, 5, 10, 15, 25];
    let wrongByFloat = 0;
    for (let pop = 0; pop <= 40000; pop++) {
      let float = 0;
      let tenThousandths = 0;
      for (let k = 0; k < 5; k++) {
        const units = Math.max(0, Math.min(pop, marks[k + 1]!) - marks[k]!);
        float += units * 0.15 * (1 - discounts[k]!);
        tenThousandths += units * 15 * (100 - percent[k]!);
      }
      const exact = Math.floor((tenThousandths + 50) / 100);
      assert.equal(amountOfFee(slab, comune(pop, 0)), exact, `${pop} inhabitants`);
      if (Math.round(float * 100) !== exact) wrongByFloat += 1;
    }
    assert.ok(wrongByFloat > 1000, `${wrongByFloat}`);
  });

  it('trap 2: exactly 40,000 pays by the formula, 8,360.00; 40,001 pays 300.00', () => {
    assert.equal(amountOfFee(slab, comune(40000, 3500)), 836000);
    assert.equal(amountOfFee(slab, comune(40001, 3500)), 30000);
  });

  it('trap 4: a comune of 500 with 30 enterprises pays 105.00, an Unione 300.00 whatever its inhabitants', () => {
    assert.equal(amountOfFee(slab, comune(500, 30)), 10500);
    assert.equal(amountOfFee(slab, { category: 'UNIONE' }), 30000);
    assert.equal(amountOfFee(slab, { category: 'UNIONE', inhabitants: 8000, enterprises: 600 }), 30000);
  });

  it('no population or no enterprises: no assessment, never 0, and it says what is missing', () => {
    assert.deepEqual(assessFee(slab, comune()), {
      ok: false,
      missing: ['inhabitants', 'enterprises'],
      uncovered: false,
    });
    assert.deepEqual(assessFee(slab, comune(8000)), {
      ok: false,
      missing: ['enterprises'],
      uncovered: false,
    });
    assert.equal(amountOfFee(slab, comune(undefined, 5)), null);
  });

  it('a population that is no quantity counts as missing', () => {
    for (const wrong of [-1, 0.5, Number.NaN, Number.POSITIVE_INFINITY])
      assert.equal(amountOfFee(slab, comune(wrong, 1)), null);
  });

  it('never asks more than the undiscounted amount when capped [X-BS15]', () => {
    const capped = standardTariff({ capped: true });
    fc.assert(
      fc.property(fc.nat(40000), fc.nat(5000), (inhabitants, enterprises) => {
        const amount = amountOfFee(capped, comune(inhabitants, enterprises))!;
        assert.equal(amount, amountOfFee(slab, comune(inhabitants, enterprises)));
        assert.ok(amount <= inhabitants * 15 + enterprises * 100);
      }),
    );
  });

  it('by slabs, below the threshold, a bigger comune never pays less', () => {
    fc.assert(
      fc.property(
        fc.nat(39999),
        fc.nat(5000),
        fc.integer({ min: 1, max: 500 }),
        (inhabitants, enterprises, more) => {
          const bigger = Math.min(40000, inhabitants + more);
          const before = amountOfFee(slab, comune(inhabitants, enterprises))!;
          assert.ok(amountOfFee(slab, comune(bigger, enterprises))! >= before);
          assert.equal(amountOfFee(slab, comune(inhabitants, enterprises + 1)), before + 100);
        },
      ),
    );
  });

  it('any fee can be followed to the cent from its trace', () => {
    const tariffs = [
      slab,
      band,
      standardTariff({ capped: true }),
      standardTariff({ method: 'BAND', capped: true }),
    ];
    fc.assert(
      fc.property(
        fc.constantFrom(...tariffs),
        fc.nat(60000),
        fc.nat(5000),
        (tariff, inhabitants, enterprises) => assertCanBeFollowed(tariff, comune(inhabitants, enterprises)),
      ),
    );
  });

  it('assesses as many comuni as Italy has', () => {
    const bodies = Array.from({ length: 7896 }, (_, i) => comune((i * 37) % 40000, i % 3500));
    for (const body of bodies) assert.ok(assessFee(slab, body).ok);
  });
});
