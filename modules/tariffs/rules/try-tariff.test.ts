import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { anyTariff } from './any-fee.builders.ts';
import { amountOfFee, assessFee } from './assess-fee.ts';
import { contradictsItself, covers } from './covers.ts';
import type { FeeInputs } from './fee-inputs.ts';
import { tryTariff } from './find-notches.ts';
import { kindsOfBody } from './kinds-of-body.ts';
import { standardTariff } from './standard-tariff.ts';
import { BODY_CATEGORIES, type Condition, type Fee, type Option, type Tariff } from './tariff.ts';
import { validateTariff } from './validate-tariff.ts';

const flat = (amount: string): Fee => ({ kind: 'FLAT', amount });
const rate = (per: string, euros: string): Fee => ({ kind: 'RATE', per, rate: euros });
const withFee = (fee: Fee, ...names: string[]): Tariff => ({
  ...standardTariff(),
  variables: names.map((name) => ({ name, label: name })),
  fee,
});
const choice = (...options: Option[]): Fee => ({ kind: 'CHOICE', options });
const option = (fee: Fee, when?: Condition): Option => ({
  label: JSON.stringify(when ?? 'altri'),
  fee,
  ...(when ? { when } : {}),
});
const bands = (by: string, ...rows: [upTo: number | null, fee: Fee][]): Fee => ({
  kind: 'BANDS',
  by,
  bands: rows.map(([upTo, fee], i) => ({ from: i === 0 ? 0 : rows[i - 1]![0]! + 1, upTo, fee })),
});
/** Falls from 500 to 100 at 3,000 inhabitants. */
const falling = bands('inhabitants', [3000, flat('500')], [null, flat('100')]);
const found = (tariff: Tariff) => {
  const { problems, notches } = validateTariff(tariff);
  assert.deepEqual(problems, []);
  return notches.map(({ variable, value, before, after }) => [variable, value, before, after]);
};

describe('a notch is found', () => {
  it('inside minimum and maximum, safeguard, discounts, and in what another category would pay', () => {
    const wrapped: Fee[] = [
      { kind: 'WITHIN', atLeast: flat('50'), atMost: flat('9000'), of: falling },
      { kind: 'WITHIN', atMost: falling, of: flat('9000') },
      { kind: 'SAFEGUARD', year: 2025, maxIncrease: '0.1', of: falling },
      { kind: 'DISCOUNT', discount: '0.5', of: falling },
      { kind: 'SUM', parts: [flat('1'), falling] },
    ];
    for (const fee of wrapped) {
      const [notch] = validateTariff(withFee(fee)).notches;
      assert.deepEqual([notch?.variable, notch?.value], ['inhabitants', 3000], JSON.stringify(fee));
      assert.ok(notch!.after < notch!.before);
    }
    const half = choice(
      option({ kind: 'AS_CATEGORY', category: 'COMUNE', share: '0.5' }, { categories: ['UNIONE'] }),
      option(falling, { categories: ['COMUNE'] }),
      option(flat('300')),
    );
    assert.deepEqual(found(withFee(half)), [
      ['inhabitants', 3000, 25000, 5000],
      ['inhabitants', 3000, 50000, 10000],
    ]);
  });

  it('where only a body without enterprises meets it, and where only one with many', () => {
    const few = bands(
      'inhabitants',
      [3000, flat('500')],
      [null, { kind: 'SUM', parts: [flat('400'), rate('enterprises', '1')] }],
    );
    const [first] = validateTariff(withFee(few)).notches;
    assert.deepEqual([first?.before, first?.after, first?.body.enterprises], [50000, 40000, 0]);
    const many = bands(
      'inhabitants',
      [3000, rate('enterprises', '1')],
      [null, { kind: 'WITHIN', atMost: flat('600'), of: rate('enterprises', '1') }],
    );
    const [second] = validateTariff(withFee(many)).notches;
    assert.deepEqual([second?.before, second?.after, second?.body.enterprises], [90000, 60000, 900]);
  });

  it('in ranges of a choice on any quantity, and behind them', () => {
    const range = (of: string, from: number, upTo: number | null): Condition => ({
      ranges: [{ of, from, upTo }],
    });
    const fee = choice(
      option(flat('700'), range('workstations', 0, 9)),
      option(falling, range('workstations', 10, 20)),
      option(bands('inhabitants', [8000, flat('900')], [null, flat('800')])),
    );
    assert.deepEqual(found(withFee(fee, 'workstations')), [
      ['workstations', 9, 70000, 50000],
      ['workstations', 9, 70000, 10000],
      ['inhabitants', 3000, 50000, 10000],
      ['inhabitants', 8000, 90000, 80000],
    ]);
  });

  it('for each region and class, with the body that meets it', () => {
    const fee = choice(
      option(falling, { regions: ['03'], classes: ['A'] }),
      option(bands('inhabitants', [7000, flat('60')], [null, flat('50')]), { classes: ['B'] }),
      option(flat('10')),
    );
    const { notches } = validateTariff(withFee(fee));
    assert.deepEqual(
      notches.map(({ value, body }) => [value, body.bodyClass]),
      [
        [3000, 'A'],
        [7000, 'B'],
      ],
    );
    assert.equal(notches[0]!.body.region, '03');
  });

  it('near nothing and near the greatest number', () => {
    assert.deepEqual(found(withFee(bands('inhabitants', [0, flat('5')], [null, flat('1')]))), [
      ['inhabitants', 0, 500, 100],
    ]);
    assert.deepEqual(found(withFee(bands('inhabitants', [999_999_998, flat('5')], [null, flat('1')]))), [
      ['inhabitants', 999_999_998, 500, 100],
    ]);
    const upTo = { ranges: [{ of: 'enterprises', from: 0, upTo: 999_999_999 }] };
    assert.deepEqual(found(withFee(choice(option(flat('5'), upTo), option(flat('1'))))), [
      ['enterprises', 999_999_999, 500, 100],
    ]);
  });

  it('as a notch and as a cliff, when with other enterprises it is one', () => {
    const fee = bands(
      'inhabitants',
      [3000, { kind: 'SUM', parts: [flat('500'), rate('enterprises', '1')] }],
      [null, { kind: 'SUM', parts: [flat('200'), rate('enterprises', '1')] }],
    );
    assert.deepEqual(
      validateTariff(withFee(fee)).notches.map(({ severity, before, after }) => [severity, before, after]),
      [
        ['NOTCH', 74000, 44000],
        ['CLIFF', 50000, 20000],
      ],
    );
  });
});

describe('a tariff is refused, and says exactly where', () => {
  const problems = (fee: Fee, ...names: string[]) =>
    validateTariff(withFee(fee, ...names)).problems.map(({ code, path }) => [code, path]);

  it('when an option is never reached, because those before take all its bodies', () => {
    const small: Condition = { categories: ['COMUNE'], ranges: [{ of: 'inhabitants', from: 0, upTo: 500 }] };
    const fee = choice(
      option(flat('1'), { categories: ['COMUNE'] }),
      option(flat('0'), small),
      option(flat('2')),
    );
    assert.deepEqual(problems(fee), [['tariffs.rule-never-reached', 'fee.options.1']]);
  });
  it('when a condition names what is not there, ends before it begins, or can never hold', () => {
    const when = (ranges: Condition['ranges'], regions?: string[]): Condition => ({
      ranges,
      ...(regions ? { regions } : {}),
    });
    const fee: Fee = {
      kind: 'DISCOUNT',
      discount: '0',
      of: choice(
        option(
          flat('1'),
          when([
            { of: 'inhabitants', from: 0, upTo: 5 },
            { of: 'cars', from: 0, upTo: null },
          ]),
        ),
        option(flat('2'), when([{ of: 'inhabitants', from: 9, upTo: 8 }])),
        option(
          flat('3'),
          when([
            { of: 'inhabitants', from: 0, upTo: 500 },
            { of: 'inhabitants', from: 900, upTo: null },
          ]),
        ),
        option(flat('4'), when([{ of: 'enterprises', from: 1, upTo: 2 }], ['03', '3'])),
        option(flat('5')),
      ),
    };
    assert.deepEqual(problems(fee), [
      ['tariffs.unknown-variable', 'fee.of.options.0.when.ranges.1'],
      ['tariffs.range-upside-down', 'fee.of.options.1.when.ranges.0'],
      ['tariffs.condition-never-true', 'fee.of.options.2.when.ranges'],
      ['tariffs.unknown-region', 'fee.of.options.3.when.regions.1'],
    ]);
  });
  it('when its minimum is over its maximum', () => {
    const fee: Fee = { kind: 'WITHIN', atLeast: flat('300'), atMost: flat('200.5'), of: flat('1') };
    assert.deepEqual(problems(fee), [['tariffs.limits-crossed', 'fee']]);
  });
  it('when it turns in a circle only for some: with more than ten workstations', () => {
    const as = (category: 'CM' | 'UNIONE'): Fee => ({ kind: 'AS_CATEGORY', category, share: '1' });
    const fee = choice(
      option(bands('workstations', [10, flat('1')], [null, as('CM')]), { categories: ['UNIONE'] }),
      option(as('UNIONE'), { categories: ['CM'] }),
      option(flat('1')),
    );
    assert.deepEqual(problems(fee, 'workstations'), [['tariffs.refers-to-itself', 'fee.options.1.fee']]);
  });
  it('when an amount is more than can be computed, instead of failing', () => {
    const fee = bands(
      'inhabitants',
      [999_999_998, rate('inhabitants', '999999999')],
      [null, rate('inhabitants', '999999999')],
    );
    assert.deepEqual(problems(fee), [['tariffs.amount-too-large', 'fee']]);
    assert.deepEqual(assessFee(withFee(fee), { category: 'COMUNE', inhabitants: 999_999_999 }), {
      ok: false,
      missing: ['smallerAmount'],
      uncovered: false,
    });
  });
  it('when it would take hours: sixty times what the next would pay, and so on', () => {
    const chain = BODY_CATEGORIES.slice(0, 10).map((category, i) =>
      option(
        {
          kind: 'SUM',
          parts: Array.from(
            { length: 60 },
            (): Fee => ({ kind: 'AS_CATEGORY', category: BODY_CATEGORIES[i + 1]!, share: '1' }),
          ),
        },
        { categories: [category] },
      ),
    );
    assert.deepEqual(problems(choice(...chain, option(flat('1')))), [['tariffs.too-many-steps', 'fee']]);
  });
});

describe('a great tariff', () => {
  const sixty = Array.from({ length: 60 }, (_, i) => i);
  const many = (seed: number): Fee =>
    bands(
      'inhabitants',
      ...sixty.map((i): [number | null, Fee] => [
        i === 59 ? null : (i + 1) * 100 + seed,
        flat(String(1000 - i)),
      ]),
    );

  it('of sixty options by class and sixty bands each is tried whole, within its budget of steps', () => {
    const fee = choice(
      ...sixty.slice(1).map((i) => option(many(i), { classes: [`classe ${i}`] })),
      option(many(0)),
    );
    const started = performance.now();
    const { notches, bounded } = validateTariff(withFee(fee));
    const elapsed = performance.now() - started;
    assert.equal(bounded, false);
    assert.equal(notches.length, 60 * 59);
    console.log(`# tried in ${elapsed.toFixed(0)} ms`);
  });

  it('of sixty options by number of workstations and sixty bands each, too', () => {
    const fee = choice(
      ...sixty
        .slice(1)
        .map((i) => option(many(i), { ranges: [{ of: 'workstations', from: 0, upTo: i * 10 }] })),
      option(many(0)),
    );
    const started = performance.now();
    const { notches, bounded } = validateTariff(withFee(fee, 'workstations'));
    const elapsed = performance.now() - started;
    assert.equal(bounded, false);
    assert.equal(notches.filter(({ variable }) => variable === 'inhabitants').length, 60 * 59);
    console.log(`# tried in ${elapsed.toFixed(0)} ms`);
  });

  it('of sixty times sixty slabs has nowhere to fall, and is not searched', () => {
    const slabs = (s: number): Fee => ({
      kind: 'SLABS',
      per: 'inhabitants',
      slabs: sixty.map((i) => ({
        from: i === 0 ? 0 : i * 100 + s + 1,
        upTo: i === 59 ? null : (i + 1) * 100 + s,
        rate: '0.15',
      })),
    });
    assert.deepEqual(validateTariff(withFee({ kind: 'SUM', parts: sixty.map(slabs) })), {
      problems: [],
      notches: [],
      bounded: false,
    });
  });

  it('says that it could not be tried whole, when it could not', () => {
    const fee = choice(
      ...sixty
        .slice(1)
        .map((i) =>
          option(many(i), { classes: [`c${i}`], regions: [String((i % 20) + 1).padStart(2, '0')] }),
        ),
      ...[option(many(0))],
    );
    const trial = tryTariff(withFee({ kind: 'SUM', parts: sixty.slice(0, 30).map(() => fee) }));
    assert.equal(trial.bounded, true);
    assert.ok(trial.notches.length > 0);
  });
});

describe('a notch that shows only where', () => {
  it('enterprises are more than a comune of that size has', () => {
    const lots: Fee = {
      kind: 'SLABS',
      per: 'enterprises',
      slabs: [{ from: 0, upTo: null, rate: '0.01' }],
      every: 1000,
    };
    const small: Condition = { ranges: [{ of: 'inhabitants', from: 0, upTo: 500 }] };
    assert.deepEqual(found(withFee(choice(option(lots, small), option(flat('0.01'))))), [
      ['inhabitants', 500, 2, 1],
    ]);
    const [notch] = found(withFee(choice(option(rate('enterprises', '5'), small), option(flat('9000')))));
    assert.deepEqual(notch, ['inhabitants', 500, 50_000_00, 9000_00]);
  });

  it('two quantities are many together', () => {
    const small: Condition = { ranges: [{ of: 'inhabitants', from: 0, upTo: 500 }] };
    const both: Fee = { kind: 'SUM', parts: [rate('enterprises', '1'), rate('computers', '1')] };
    const capped: Fee = { kind: 'WITHIN', atMost: flat('1500000'), of: both };
    const notches = found(withFee(choice(option(capped, small), option(flat('1200000'))), 'computers'));
    assert.deepEqual(notches, [['inhabitants', 500, 1_500_000_00, 1_200_000_00]]);
  });
});

describe('kinds of body', () => {
  it('that no condition tells apart are one', () => {
    const regions = Array.from({ length: 12 }, (_, i) => String(i + 1).padStart(2, '0'));
    const { kinds } = kindsOfBody(
      withFee(choice(option(flat('1'), { regions, categories: ['COMUNE', 'UNIONE'] }), option(flat('2')))),
    );
    assert.equal(kinds.length, 4);
  });
});

describe('conditions', () => {
  it('cover one another', () => {
    const upTo500: Condition = { ranges: [{ of: 'inhabitants', from: 0, upTo: 500 }] };
    for (const [first, second, expected] of [
      [{ categories: ['COMUNE'] }, { categories: ['COMUNE'], ...upTo500 }, true],
      [{ categories: ['COMUNE'], ...upTo500 }, { categories: ['COMUNE'] }, false],
      [{ categories: ['COMUNE', 'UNIONE'], regions: ['03'] }, { categories: ['UNIONE'] }, false],
      [upTo500, { ranges: [{ of: 'inhabitants', from: 0, upTo: null }] }, false],
      [{ wholeAssociation: true }, { wholeAssociation: false }, false],
      [undefined, { classes: ['A'] }, true],
    ] as [Condition | undefined, Condition, boolean][])
      assert.equal(covers(first, second), expected, JSON.stringify([first, second]));
    assert.equal(
      contradictsItself({
        ranges: [
          { of: 'a', from: 0, upTo: 5 },
          { of: 'b', from: 9, upTo: 10 },
        ],
      }),
      false,
    );
  });
});

describe('whatever the tariff', () => {
  it('the checks never fail, and each notch is true', () => {
    fc.assert(
      fc.property(anyTariff, (tariff) => {
        const { problems, notches } = validateTariff(tariff);
        assert.ok(problems.every(({ code, path }) => code.startsWith('tariffs.') && path !== ''));
        for (const { variable, value, body, before, after } of notches) {
          const at = (n: number): FeeInputs =>
            variable === 'workstations'
              ? { ...body, others: { workstations: n } }
              : { ...body, [variable]: n };
          assert.equal(amountOfFee(tariff, at(value)), before);
          assert.equal(amountOfFee(tariff, at(value + 1)), after);
          assert.ok(after < before);
        }
      }),
      { numRuns: 200 },
    );
  });

  it('a fee never falls where no threshold was reported to be one', () => {
    const size = fc.oneof(fc.integer({ min: 0, max: 21_000 }), fc.constantFrom(500, 501, 999_999_998));
    fc.assert(
      fc.property(
        anyTariff,
        size,
        fc.nat(5000),
        fc.nat(40),
        (tariff, inhabitants, enterprises, workstations) => {
          const { problems, notches, bounded } = validateTariff(tariff);
          fc.pre(problems.length === 0 && !bounded);
          for (const kind of kindsOfBody(tariff).kinds.slice(0, 10)) {
            const body = { ...kind, enterprises, others: { workstations } };
            const before = amountOfFee(tariff, { ...body, inhabitants })!;
            const after = amountOfFee(tariff, { ...body, inhabitants: inhabitants + 1 })!;
            assert.ok(
              after >= before ||
                notches.some(({ variable, value }) => variable === 'inhabitants' && value === inhabitants),
              `${inhabitants}: ${before} → ${after}`,
            );
          }
        },
      ),
      { numRuns: 300 },
    );
  });
});
