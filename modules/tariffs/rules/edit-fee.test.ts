import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { anyFee, anyStep, anyTariff } from './any-fee.builders.ts';
import { asKind, WRAPPINGS } from './convert-fee.ts';
import { type Edited, editTariffRules, MOST_ROWS, type RuleEdit } from './edit-fee.ts';
import { feeAt, placeOf, ruleOfProblem } from './rule-path.ts';
import { standardTariff } from './standard-tariff.ts';
import { type Fee, parseTariff, type Tariff } from './tariff.ts';
import { feesOf } from './walk-fee.ts';

const flat = (amount: string): Fee => ({ kind: 'FLAT', amount });
const withFee = (fee: Fee): Tariff => ({ ...standardTariff(), fee });
const paths = (tariff: Tariff): string[] => [...feesOf(tariff)].map(({ path }) => path);

function done(tariff: Tariff, edit: RuleEdit): Extract<Edited, { tariff: Tariff }> {
  const edited = editTariffRules(tariff, edit);
  assert.ok(!('refused' in edited), 'refused' in edited ? edited.refused : '');
  return edited;
}
const refusal = (tariff: Tariff, edit: RuleEdit): string => {
  const edited = editTariffRules(tariff, edit);
  return 'refused' in edited ? edited.refused : 'done';
};

const bands = withFee({
  kind: 'BANDS',
  by: 'inhabitants',
  bands: [
    { from: 0, upTo: 500, fee: flat('0.00') },
    { from: 501, upTo: 3000, fee: flat('100.00') },
    { from: 3001, upTo: null, fee: flat('200.00') },
  ],
});
const stretches = ({ fee }: Tariff) => (fee.kind === 'BANDS' ? fee.bands.map((b) => [b.from, b.upTo]) : []);

describe('editing the rules of a tariff', () => {
  it('replaces one rule and leaves the others as they are', () => {
    const { tariff } = done(bands, { do: 'REPLACE', path: 'fee.bands.1.fee', fee: flat('150.00') });
    assert.deepEqual(feeAt(tariff, 'fee.bands.1.fee'), flat('150.00'));
    assert.deepEqual(feeAt(tariff, 'fee.bands.2.fee'), flat('200.00'));
    assert.deepEqual(feeAt(bands, 'fee.bands.1.fee'), flat('100.00'), 'the one it came from is not touched');
  });

  it('rewrites the option with its rule', () => {
    const option = { label: 'Comuni piccoli', when: { ranges: [{ of: 'inhabitants', from: 0, upTo: 500 }] } };
    const edit = { do: 'REPLACE' as const, path: 'fee.options.0.fee', fee: flat('0.00'), option };
    const { tariff } = done(standardTariff(), edit);
    assert.deepEqual(tariff.fee.kind === 'CHOICE' && tariff.fee.options[0], { ...option, fee: flat('0.00') });
    assert.equal(refusal(bands, { ...edit, path: 'fee.bands.0.fee' }), 'tariffs.rule-not-there');
  });

  it('leaves no stretch out when a band goes', () => {
    const without = (index: number) =>
      stretches(done(bands, { do: 'REMOVE', path: `fee.bands.${index}.fee` }).tariff);
    assert.deepEqual(without(0), [
      [0, 3000],
      [3001, null],
    ]);
    assert.deepEqual(without(1), [
      [0, 500],
      [501, null],
    ]);
    assert.deepEqual(without(2), [
      [0, 500],
      [501, null],
    ]);
  });

  it('adds an option before the one for all the others, and a part at the end', () => {
    const option = done(standardTariff(), { do: 'ADD', path: 'fee' });
    assert.equal(option.path, 'fee.options.1.fee');
    assert.equal(paths(option.tariff).length, paths(standardTariff()).length + 1);
    const part = done(standardTariff(), { do: 'ADD', path: 'fee.options.0.fee' });
    assert.equal(part.path, 'fee.options.0.fee.parts.2');
    assert.equal(refusal(bands, { do: 'ADD', path: 'fee' }), 'tariffs.nothing-to-add');
  });

  it('moves parts and options, and says where they went', () => {
    const { tariff, path } = done(standardTariff(), { do: 'MOVE', path: 'fee.options.0.fee', by: 1 });
    assert.equal(path, 'fee.options.1.fee');
    assert.equal(feeAt(tariff, 'fee.options.0.fee')?.kind, 'FLAT');
    assert.equal(
      refusal(standardTariff(), { do: 'MOVE', path: 'fee.options.0.fee', by: -1 }),
      'tariffs.cannot-move',
    );
    assert.equal(refusal(bands, { do: 'MOVE', path: 'fee.bands.0.fee', by: 1 }), 'tariffs.cannot-move');
  });

  it('refuses what would leave a rule without what it needs', () => {
    const sum = withFee({ kind: 'SUM', parts: [{ kind: 'DISCOUNT', discount: '0.1', of: flat('1') }] });
    assert.equal(refusal(sum, { do: 'REMOVE', path: 'fee.parts.0' }), 'tariffs.only-row-left');
    assert.equal(refusal(sum, { do: 'REMOVE', path: 'fee.parts.0.of' }), 'tariffs.inner-rule-needed');
    assert.equal(refusal(bands, { do: 'UNWRAP', path: 'fee' }), 'tariffs.several-inside');
    assert.equal(refusal(bands, { do: 'UNWRAP', path: 'fee.bands.0.fee' }), 'tariffs.nothing-inside');
    assert.equal(refusal(bands, { do: 'UNWRAP', path: 'fee.parts.0' }), 'tariffs.rule-not-there');
    assert.equal(refusal(bands, { do: 'REMOVE', path: '__proto__' }), 'tariffs.rule-not-there');
  });

  it('takes a limit away, and empties the whole when its first rule is deleted', () => {
    const limited = withFee({ kind: 'WITHIN', atMost: flat('9'), of: flat('5') });
    assert.deepEqual(done(limited, { do: 'REMOVE', path: 'fee.atMost' }).tariff.fee, {
      kind: 'WITHIN',
      of: flat('5'),
    });
    assert.deepEqual(done(limited, { do: 'REMOVE', path: 'fee' }).tariff.fee, flat('0.00'));
  });

  it('has a limit of rows and of depth', () => {
    let tariff = withFee({ kind: 'SUM', parts: Array.from({ length: MOST_ROWS }, () => flat('1')) });
    assert.equal(refusal(tariff, { do: 'ADD', path: 'fee' }), 'tariffs.too-many-rows');
    tariff = withFee(flat('1'));
    let refused = '';
    for (let depth = 0; depth < 60 && refused === ''; depth++) {
      const edited = editTariffRules(tariff, { do: 'WRAP', path: 'fee', in: 'CHOICE', year: 2025 });
      if ('refused' in edited) refused = edited.refused;
      else tariff = edited.tariff;
    }
    assert.equal(refused, 'tariffs.rules-too-deep');
  });

  it('changes the kind of a rule and keeps what the new one can hold', () => {
    const slabs = asKind(bands.fee, 'SLABS', 2025);
    assert.deepEqual(slabs.kind === 'SLABS' && slabs.slabs.map(({ upTo }) => upTo), [500, 3000, null]);
    const sum = asKind(bands.fee, 'SUM', 2025);
    assert.equal(sum.kind === 'SUM' && sum.parts.length, 3);
    assert.deepEqual(asKind(flat('300.00'), 'DISCOUNT', 2025), {
      kind: 'DISCOUNT',
      discount: '0',
      of: flat('300.00'),
    });
  });

  it('knows the place of a rule and the rule of a problem', () => {
    assert.deepEqual(placeOf('fee.of.options.12.fee'), { parent: 'fee.of', list: 'options', index: 12 });
    assert.deepEqual(placeOf('fee.parts.3'), { parent: 'fee', list: 'parts', index: 3 });
    assert.deepEqual(placeOf('fee.options.0.fee.atMost'), { parent: 'fee.options.0.fee', field: 'atMost' });
    assert.equal(placeOf('fee'), null);
    const rules = new Set(paths(standardTariff()));
    assert.equal(ruleOfProblem('fee.options.0.when.ranges.0', rules), 'fee.options.0.fee');
    assert.equal(ruleOfProblem('fee.options.0.fee.parts.0.slabs.2', rules), 'fee.options.0.fee.parts.0');
    assert.equal(ruleOfProblem('variables', rules), 'variables');
  });
});

describe('whatever is done to a tariff', () => {
  it('it can be read again, and the path that comes back leads to a rule', () => {
    fc.assert(
      fc.property(anyTariff, fc.array(anyStep, { maxLength: 12 }), (start, steps) => {
        let tariff = start;
        for (const step of steps) {
          const edited = editTariffRules(tariff, step(paths(tariff)));
          if ('refused' in edited) continue;
          const read = parseTariff(JSON.parse(JSON.stringify(edited.tariff)));
          assert.ok(read.ok && feeAt(read.tariff, edited.path) !== null);
          tariff = read.tariff;
        }
      }),
      { numRuns: 150 },
    );
  });

  it('wrapping a rule and unwrapping it changes nothing', () => {
    fc.assert(
      fc.property(anyTariff, fc.nat(), fc.constantFrom(...WRAPPINGS), (tariff, pick, wrapping) => {
        const all = paths(tariff);
        const path = all[pick % all.length]!;
        const wrapped = done(tariff, { do: 'WRAP', path, in: wrapping, year: 2025 });
        assert.deepEqual(done(wrapped.tariff, { do: 'UNWRAP', path: wrapped.path }).tariff, tariff);
      }),
      { numRuns: 150 },
    );
  });

  it('moving a rule down and up changes nothing, and no step touches the rules beside it', () => {
    fc.assert(
      fc.property(anyTariff, fc.nat(), (tariff, pick) => {
        const all = paths(tariff);
        const path = all[pick % all.length]!;
        const moved = editTariffRules(tariff, { do: 'MOVE', path, by: 1 });
        if ('refused' in moved) return;
        assert.deepEqual(done(moved.tariff, { do: 'MOVE', path: moved.path, by: -1 }).tariff, tariff);
      }),
    );
  });

  it('every rule becomes every other kind, and can be read', () => {
    const kinds = [...WRAPPINGS, 'FLAT', 'RATE', 'SLABS', 'AS_CATEGORY'] as const;
    fc.assert(
      fc.property(anyFee, fc.constantFrom(...kinds), (fee, kind) => {
        const { tariff } = done(withFee(flat('1')), {
          do: 'REPLACE',
          path: 'fee',
          fee: asKind(fee, kind, 2025),
        });
        assert.equal(tariff.fee.kind, kind);
      }),
      { numRuns: 150 },
    );
  });
});
