import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import {
  percentToType,
  priceToType,
  typedPercent,
  typedPrice,
  typedWhole,
  wholeToType,
} from './typed-numbers.ts';

describe('numbers typed in a rule', () => {
  it('are prices in the Italian way, and nothing that could be read in two ways', () => {
    for (const [typed, price] of [
      ['0,15', '0.15'],
      ['1.740,00', '1740.00'],
      [' 300 ', '300'],
      ['12,50 €', '12.50'],
      ['€ 1', '1'],
      ['0.15', null],
      ['1.740', null],
      ['-1', null],
      ['1e3', null],
      ['', null],
      ['0,1234567890123', null],
      ['1234567890', null],
    ] as const)
      assert.equal(typedPrice(typed), price, typed);
  });
  it('are percentages', () => {
    for (const [typed, fraction] of [
      ['5', '0.05'],
      ['12,5', '0.125'],
      ['12,5 %', '0.125'],
      ['100', '1'],
      ['100,01', null],
      ['0.5', null],
      ['cinque', null],
    ] as const)
      assert.equal(typedPercent(typed), fraction, typed);
    assert.equal(typedPercent('150', 1000), '1.5');
    assert.equal(typedPercent('1.000', 1000), '10');
  });
  it('are whole numbers, as far as the next row may still begin', () => {
    assert.equal(typedWhole('3.000'), 3000);
    assert.equal(typedWhole('999.999.998'), 999_999_998);
    for (const wrong of ['999999999', '3,5', '3.00', '', '-3', '1e3'])
      assert.equal(typedWhole(wrong), null, wrong);
  });
  it('come back as they were', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 999_999_998 }), (n) => {
        assert.equal(typedWhole(wholeToType(n)), n);
        assert.equal(Number(typedPrice(priceToType(`${n}.25`))), n + 0.25);
        const percent = (n % 1_000_000) / 1_000_000;
        assert.equal(Number(typedPercent(percentToType(String(percent.toFixed(6))))), percent);
      }),
    );
  });
});
