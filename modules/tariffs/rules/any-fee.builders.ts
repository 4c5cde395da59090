/** Tariffs at random, for the properties that must hold of every one. */
import fc from 'fast-check';
import { WRAPPINGS } from './convert-fee.ts';
import type { RuleEdit } from './edit-fee.ts';
import {
  BODY_CATEGORIES,
  type Condition,
  type Fee,
  type Stretch,
  TARIFF_SCHEMA_ID,
  type Tariff,
} from './tariff.ts';

const money = fc.integer({ min: 0, max: 1_000_000 }).map((cents) => (cents / 100).toFixed(2));
const fraction = fc.integer({ min: 0, max: 100 }).map((percent) => (percent / 100).toFixed(2));
const quantity = fc.constantFrom('inhabitants', 'enterprises', 'workstations');
const every = fc.constantFrom(undefined, undefined, 2, 100, 1000);
const label = fc.constantFrom('Quota base', 'Parte variabile', 'Altri enti');
const bounds = fc.uniqueArray(
  fc.oneof(fc.integer({ min: 0, max: 20_000 }), fc.constantFrom(0, 999_999_998)),
  {
    maxLength: 4,
  },
);

/** Rows from 0 to no end, each with what `more` gives. */
const rowsWith = <T>(more: fc.Arbitrary<T>): fc.Arbitrary<(Stretch & T)[]> =>
  bounds.chain((ends) => {
    const sorted = ends.toSorted((a, b) => a - b);
    const stretches = [...sorted, null].map((upTo, index) => ({
      from: index === 0 ? 0 : sorted[index - 1]! + 1,
      upTo,
    }));
    return fc
      .array(more, { minLength: stretches.length, maxLength: stretches.length })
      .map((all) => all.map((one, index) => ({ ...stretches[index]!, ...one })));
  });

const condition: fc.Arbitrary<Condition> = fc
  .record(
    {
      categories: fc.uniqueArray(fc.constantFrom(...BODY_CATEGORIES), { minLength: 1, maxLength: 3 }),
      regions: fc.constantFrom(['03'], ['03', '05']),
      classes: fc.constantFrom(['A'], ['B']),
      ranges: fc.constantFrom(
        [{ of: 'inhabitants', from: 0, upTo: 500 }],
        [{ of: 'workstations', from: 10, upTo: null }],
      ),
      wholeAssociation: fc.boolean(),
    },
    { requiredKeys: [] },
  )
  .map((when) => JSON.parse(JSON.stringify(when)) as Condition);

/** Any rule, of every kind, some levels deep; as it would come from a file. */
export const anyFee: fc.Arbitrary<Fee> = fc
  .letrec<{ fee: Fee }>((tie) => ({
    fee: fc.oneof(
      { maxDepth: 3, withCrossShrink: true },
      fc.record({ kind: fc.constant('FLAT' as const), amount: money }),
      fc.record({ kind: fc.constant('RATE' as const), per: quantity, rate: money, every }),
      fc.record({
        kind: fc.constant('SLABS' as const),
        per: quantity,
        slabs: rowsWith(fc.record({ rate: money, discount: fraction })),
        every,
      }),
      fc.record({
        kind: fc.constant('AS_CATEGORY' as const),
        category: fc.constantFrom(...BODY_CATEGORIES),
        share: fraction,
      }),
      fc.record({
        kind: fc.constant('BANDS' as const),
        by: quantity,
        bands: rowsWith(fc.record({ fee: tie('fee') })),
      }),
      fc.record({
        kind: fc.constant('DISCOUNT_BY_BAND' as const),
        by: quantity,
        bands: rowsWith(fc.record({ discount: fraction })),
        of: tie('fee'),
      }),
      fc.record({ kind: fc.constant('DISCOUNT' as const), discount: fraction, of: tie('fee') }),
      fc.record({
        kind: fc.constant('SUM' as const),
        parts: fc.array(tie('fee'), { minLength: 1, maxLength: 3 }),
      }),
      fc.record(
        { kind: fc.constant('WITHIN' as const), of: tie('fee'), atLeast: tie('fee'), atMost: tie('fee') },
        { requiredKeys: ['kind', 'of'] },
      ),
      fc.record({
        kind: fc.constant('SAFEGUARD' as const),
        year: fc.constant(2025),
        maxIncrease: fraction,
        of: tie('fee'),
      }),
      fc
        .tuple(fc.array(fc.record({ label, when: condition, fee: tie('fee') }), { maxLength: 3 }), tie('fee'))
        .map(
          ([options, others]): Fee => ({
            kind: 'CHOICE',
            options: [...options, { label: 'Altri enti', fee: others }],
          }),
        ),
    ),
  }))
  .fee.map((fee) => JSON.parse(JSON.stringify(fee)) as Fee);

export const anyTariff: fc.Arbitrary<Tariff> = anyFee.map((fee) => ({
  schema: TARIFF_SCHEMA_ID,
  name: 'Tariffa di prova',
  source: 'esempio',
  populationReference: { kind: 'PENULTIMATE_YEAR_END' },
  variables: [{ name: 'workstations', label: 'Postazioni' }],
  fee,
}));

/** A step at one of the rules of a tariff: `pick` chooses which, among however many there are. */
export type AnyStep = (paths: readonly string[]) => RuleEdit;

export const anyStep: fc.Arbitrary<AnyStep> = fc
  .tuple(
    fc.constantFrom('REPLACE', 'WRAP', 'UNWRAP', 'ADD', 'REMOVE', 'MOVE'),
    fc.nat(),
    anyFee,
    fc.constantFrom(...WRAPPINGS),
    fc.constantFrom(-1 as const, 1 as const),
  )
  .map(([what, pick, fee, wrapping, by]) => (paths) => {
    const path = paths[pick % paths.length]!;
    if (what === 'REPLACE') return { do: what, path, fee };
    if (what === 'WRAP') return { do: what, path, in: wrapping, year: 2025 };
    return what === 'MOVE' ? { do: what, path, by } : { do: what as 'UNWRAP', path };
  });
