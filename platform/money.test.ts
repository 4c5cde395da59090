import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import {
  centsToText,
  decimal,
  eurosOf,
  formatAmount,
  formatDecimalText,
  formatEuro,
  formatInteger,
  parseItalianAmount,
  roundToCents,
  shareOfCents,
  splitCents,
  sumCents,
} from './money.ts';

const cents = fc.integer({ min: -99_999_999_999, max: 99_999_999_999 });

describe('money', () => {
  it('rounds half a cent away from zero, once', () => {
    assert.equal(roundToCents(decimal('452.565')), 45257);
    assert.equal(roundToCents(decimal('452.5649999')), 45256);
    assert.equal(roundToCents(decimal('2729.9875')), 272999);
    assert.equal(roundToCents(decimal('-0.005')), -1);
    assert.ok(Object.is(roundToCents(decimal('-0.004')), 0));
  });

  it('refuses a binary float: its value is already lost', () => {
    assert.throws(() => decimal(0.15), TypeError);
    assert.throws(() => decimal(Number.NaN), TypeError);
  });

  it('computes exactly what floats get wrong: 2.675 × 100, 0.1 + 0.2', () => {
    assert.equal(roundToCents(decimal('2.675')), 268);
    assert.equal(decimal('0.1').plus('0.2').toFixed(), '0.3');
  });

  it('rounds as integer arithmetic does, for every thousandth', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10 ** 11 }), (thousandths) => {
        assert.equal(roundToCents(decimal(thousandths).div(1000)), Math.floor((thousandths + 5) / 10));
      }),
    );
  });

  it('takes a share and rounds it once: 1,740.00 for 4 months of 12, for 113 days of 365 and of 366', () => {
    assert.equal(shareOfCents(174000, 4, 12), 58000);
    assert.equal(shareOfCents(174000, 113, 365), 53868);
    assert.equal(shareOfCents(174000, 113, 366), 53721);
    assert.equal(shareOfCents(-1, 1, 2), -1);
    assert.throws(() => shareOfCents(1, 1, 0), RangeError);
  });

  it('splits 100.00 by six: the naive way gives 100.02, the largest remainder 100.00', () => {
    assert.deepEqual(splitCents(10000, [1, 1, 1, 1, 1, 1]), [1667, 1667, 1667, 1667, 1666, 1666]);
  });

  it('splits by decimal weights, and a negative amount like its opposite', () => {
    assert.deepEqual(splitCents(3000000, ['12.5', '30', '22.5', '35']), [375000, 900000, 675000, 1050000]);
    assert.deepEqual(splitCents(-100, [1, 1, 1]), [-34, -33, -33]);
    assert.throws(() => splitCents(100, [0, 0]), RangeError);
    assert.throws(() => splitCents(100, [1, -1]), RangeError);
  });

  it('always gives back the whole, and no part strays a cent from its exact share', () => {
    const weights = fc.array(fc.integer({ min: 0, max: 10 ** 6 }), { minLength: 1, maxLength: 30 });
    fc.assert(
      fc.property(cents, weights, (amount, w) => {
        const total = w.reduce((a, b) => a + b, 0);
        fc.pre(total > 0);
        const parts = splitCents(amount, w);
        assert.equal(sumCents(parts), amount);
        parts.forEach((part, i) => {
          assert.ok(Math.abs(part - (amount * (w[i] ?? 0)) / total) < 1.001);
        });
      }),
    );
  });

  it('reads an amount as an Italian writes it', () => {
    const read = [
      '1.740,00',
      '1740,00',
      '1740',
      '1740,5',
      ' € 12,00',
      '12,00 €',
      '-3,50',
      '−3,50',
      '0',
      '1.234.567',
    ];
    assert.deepEqual(
      read.map(parseItalianAmount),
      [174000, 174000, 174000, 174050, 1200, 1200, -350, -350, 0, 123456700],
    );
  });

  it('refuses an amount that can be read in two ways, or is not one', () => {
    const refused = [
      '',
      ' ',
      '1.740',
      '1.74',
      '1,740.00',
      '1,740',
      '17.40,00',
      '1.7400,00',
      '1e3',
      '0x10',
      '١٢',
      '１２',
    ];
    const hostile = [
      'NaN',
      'Infinity',
      '--1',
      '1 740,00',
      '007',
      ',50',
      '1,',
      '12€00',
      '9'.repeat(13),
      '1'.repeat(10_000),
      "1'; drop",
    ];
    for (const text of [...refused, ...hostile]) assert.equal(parseItalianAmount(text), null, text);
  });

  it('writes amounts with points, comma and a true minus', () => {
    assert.equal(formatEuro(174000), '1.740,00 €');
    assert.equal(formatEuro(-3286), '−32,86 €');
    assert.equal(formatEuro(5), '0,05 €');
    assert.equal(formatEuro(123456789012), '1.234.567.890,12 €');
    assert.equal(formatInteger(40001), '40.001');
    assert.equal(formatDecimalText('2729.9875'), '2.729,9875');
    assert.equal(formatDecimalText('-0.15'), '−0,15');
    assert.equal(centsToText(-3286), '-32.86');
  });

  it('reads back what it writes', () => {
    fc.assert(
      fc.property(cents, (amount) => {
        assert.equal(parseItalianAmount(formatEuro(amount)), amount);
        assert.equal(parseItalianAmount(formatAmount(amount)), amount);
        assert.equal(roundToCents(eurosOf(amount)), amount);
        assert.equal(roundToCents(decimal(centsToText(amount))), amount);
      }),
    );
  });
});
