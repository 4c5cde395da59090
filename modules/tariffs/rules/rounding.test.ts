import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { decimal } from '#platform/money';
import { assessFee } from './assess-fee.ts';
import { explainTariff } from './explain-tariff.ts';
import { roundFee, roundingText } from './rounding.ts';
import { standardTariff } from './standard-tariff.ts';
import { parseTariff, ROUNDING_STEPS, type Rounding } from './tariff.ts';
import { sentenceOf } from './trace.ts';

const rounded = (euros: string, to: Rounding['to'], direction: Rounding['direction']) =>
  roundFee(decimal(euros), { to, direction });

describe('the rounding of a fee', () => {
  it('is to the cent, half up, when the tariff says nothing', () => {
    assert.equal(roundFee(decimal('452.565'), undefined), 45257);
    assert.equal(roundFee(decimal('452.5649'), undefined), 45256);
  });

  it('to the euro: the half goes up, and the cent is not a step on the way', () => {
    assert.equal(rounded('427.50', '1.00', 'HALF_UP'), 42800);
    assert.equal(rounded('427.4999', '1.00', 'HALF_UP'), 42700);
    assert.equal(rounded('427.496', '1.00', 'HALF_UP'), 42700);
  });

  it('up and down: what is already whole does not move, and an exemption stays zero', () => {
    assert.equal(rounded('427.000000000000000000000001', '1.00', 'UP'), 42800);
    assert.equal(rounded('427.00', '1.00', 'UP'), 42700);
    assert.equal(rounded('0', '10.00', 'UP'), 0);
    assert.equal(rounded('439.99', '10.00', 'DOWN'), 43000);
    assert.equal(rounded('0.12', '0.05', 'HALF_UP'), 10);
    assert.equal(rounded('0.125', '0.05', 'HALF_UP'), 15);
  });

  it('always gives a multiple of the step, less than a step away, on the side that was asked', () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: 0n, max: 10n ** 14n }),
        fc.constantFrom(...ROUNDING_STEPS),
        fc.constantFrom('HALF_UP' as const, 'UP' as const, 'DOWN' as const),
        (millionths, to, direction) => {
          const exact = decimal(millionths.toString()).div(1_000_000);
          const result = decimal(roundFee(exact, { to, direction })).div(100);
          const moved = result.minus(exact);
          assert.ok(result.mod(to).eq(0));
          if (direction === 'UP') assert.ok(moved.gte(0) && moved.lt(to));
          else if (direction === 'DOWN') assert.ok(moved.lte(0) && moved.abs().lt(to));
          else assert.ok(moved.abs().times(2).lte(to));
        },
      ),
    );
  });

  it('never makes a bigger amount smaller than a lesser one', () => {
    fc.assert(
      fc.property(
        fc.nat(10_000_000),
        fc.nat(10_000_000),
        fc.constantFrom('HALF_UP' as const, 'UP' as const, 'DOWN' as const),
        (one, other, direction) => {
          const [less, more] = one < other ? [one, other] : [other, one];
          const euros = (cents: number) => decimal(cents).div(100);
          const rule: Rounding = { to: '5.00', direction };
          assert.ok(roundFee(euros(less), rule) <= roundFee(euros(more), rule));
        },
      ),
    );
  });

  it('is the last line of the calculation, and is said with the rules', () => {
    const tariff = { ...standardTariff(), rounding: { to: '1.00', direction: 'UP' } as const };
    const result = assessFee(tariff, { category: 'COMUNE', inhabitants: 12345, enterprises: 1021 });
    assert.ok(result.ok);
    assert.equal(result.amount, 273000);
    assert.equal(
      sentenceOf(result.trace.at(-1)!),
      'Arrotondamento all’euro per eccesso: 2.729,9875 € → 2.730,00 €',
    );
    assert.equal(
      explainTariff(tariff).parts.at(-1)?.text,
      'Arrotondamento all’euro per eccesso dell’importo finale',
    );
    assert.equal(roundingText({ to: '0.50', direction: 'HALF_UP' }), 'Arrotondamento a multipli di 0,50 €');
  });

  it('is optional in the file: a tariff without it is read as before, a step of another size is refused', () => {
    assert.ok(parseTariff(standardTariff()).ok);
    const odd = parseTariff({ ...standardTariff(), rounding: { to: '3.00', direction: 'UP' } });
    assert.ok(!odd.ok && odd.problems.some(({ path }) => path === 'rounding.to'));
  });
});
