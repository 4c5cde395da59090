import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Companions } from './find-notches.ts';
import { standardTariff } from './standard-tariff.ts';
import {
  type DiscountBand,
  type Fee,
  parseTariff,
  TARIFF_SCHEMA_ID,
  type Tariff,
  tariffJsonSchema,
} from './tariff.ts';
import { validateTariff } from './validate-tariff.ts';

const ENTERPRISES: Record<number, number> = { 3000: 210, 15000: 1200, 40000: 3500 };
const ofTheSources: Companions = ({ value }) => ({ enterprises: ENTERPRISES[value] ?? 600 });
const codes = (tariff: Tariff) => validateTariff(tariff).problems.map(({ code }) => code);
const withFee = (fee: Fee): Tariff => ({ ...standardTariff(), fee });
const withBands = (...bands: DiscountBand[]) => standardTariff({ discounts: bands });

describe('the notches of a tariff', () => {
  it('trap 3: by BAND, 3,000 → 3,001 with 210 enterprises loses 32.86, and 15,000 → 15,001 with 1,200 loses 344.89', () => {
    const { problems, notches } = validateTariff(standardTariff({ method: 'BAND' }), ofTheSources);
    assert.deepEqual(problems, []);
    const found = notches.map(({ value, before, after, difference, severity }) => ({
      value,
      before,
      after,
      difference,
      severity,
    }));
    assert.deepEqual(
      found.map(({ value }) => value),
      [3000, 5000, 10000, 15000, 40000],
    );
    assert.deepEqual(found[0], {
      value: 3000,
      before: 66000,
      after: 62714,
      difference: -3286,
      severity: 'NOTCH',
    });
    assert.deepEqual(found[3], {
      value: 15000,
      before: 293250,
      after: 258761,
      difference: -34489,
      severity: 'NOTCH',
    });
  });

  it('the cliff 40,000 → 40,001 with 3,500 enterprises, 8,360.00 → 300.00, is the only one by SLAB', () => {
    const { notches } = validateTariff(standardTariff(), ofTheSources);
    assert.equal(notches.length, 1);
    const { value, before, after, difference, severity } = notches[0]!;
    assert.deepEqual(
      { value, before, after, difference, severity },
      { value: 40000, before: 836000, after: 30000, difference: -806000, severity: 'CLIFF' },
    );
  });

  it('are found without being told how many enterprises go with the inhabitants', () => {
    assert.deepEqual(
      validateTariff(standardTariff()).notches.map(({ value }) => value),
      [40000],
    );
    assert.equal(validateTariff(standardTariff({ method: 'BAND' })).notches.length, 5);
  });

  it('are found on other variables too', () => {
    const tariff: Tariff = {
      ...standardTariff(),
      variables: [{ name: 'workstations', label: 'Postazioni di lavoro' }],
      fee: {
        kind: 'BANDS',
        by: 'workstations',
        bands: [
          { from: 0, upTo: 10, fee: { kind: 'RATE', per: 'workstations', rate: '100' } },
          { from: 11, upTo: null, fee: { kind: 'RATE', per: 'workstations', rate: '80' } },
        ],
      },
    };
    const [notch] = validateTariff(tariff).notches;
    assert.equal(notch?.variable, 'workstations');
    assert.equal(notch?.difference, 88000 - 100000);
  });
});

describe('a tariff is refused', () => {
  it('when its bands leave a gap: 0–3,000 and 3,002–', () => {
    assert.deepEqual(
      codes(withBands({ from: 0, upTo: 3000, discount: '0' }, { from: 3002, upTo: null, discount: '0.1' })),
      ['tariffs.rows-leave-a-gap'],
    );
  });
  it('when they overlap: 3,000 is in two bands', () => {
    assert.deepEqual(
      codes(withBands({ from: 0, upTo: 3000, discount: '0' }, { from: 3000, upTo: null, discount: '0.1' })),
      ['tariffs.rows-overlap'],
    );
  });
  it('when a boundary is not defined: no end in the middle, an end at the end, no beginning at 0', () => {
    assert.deepEqual(
      codes(withBands({ from: 0, upTo: null, discount: '0' }, { from: 3001, upTo: null, discount: '0.1' })),
      ['tariffs.boundary-undefined'],
    );
    assert.deepEqual(codes(withBands({ from: 0, upTo: 3000, discount: '0' })), [
      'tariffs.last-row-has-an-end',
    ]);
    assert.deepEqual(codes(withBands({ from: 1, upTo: null, discount: '0' })), [
      'tariffs.rows-do-not-start-at-zero',
    ]);
  });
  it('when nobody says what the others pay, or a rule is never reached', () => {
    const flat: Fee = { kind: 'FLAT', amount: '300' };
    assert.deepEqual(
      codes(
        withFee({
          kind: 'CHOICE',
          options: [{ label: 'Comuni', when: { categories: ['COMUNE'] }, fee: flat }],
        }),
      ),
      ['tariffs.no-rule-for-the-others'],
    );
    assert.deepEqual(
      codes(
        withFee({
          kind: 'CHOICE',
          options: [
            { label: 'Tutti', fee: flat },
            { label: 'Mai', fee: flat },
          ],
        }),
      ),
      ['tariffs.rule-never-reached'],
    );
  });
  it('when it names a variable that nobody declared', () => {
    assert.deepEqual(codes(withFee({ kind: 'RATE', per: 'workstations', rate: '98.83' })), [
      'tariffs.unknown-variable',
    ]);
  });
  it('when it turns in a circle: an Unione pays half a CM, a CM half an Unione', () => {
    const half = (category: 'CM' | 'UNIONE'): Fee => ({ kind: 'AS_CATEGORY', category, share: '0.5' });
    const fee: Fee = {
      kind: 'CHOICE',
      options: [
        { label: 'Unioni', when: { categories: ['UNIONE'] }, fee: half('CM') },
        { label: 'Comunità montane', when: { categories: ['CM'] }, fee: half('UNIONE') },
        { label: 'Altri', fee: { kind: 'FLAT', amount: '300' } },
      ],
    };
    assert.deepEqual(codes(withFee(fee)), ['tariffs.refers-to-itself']);
  });
  it('when a limit limits nothing', () => {
    assert.deepEqual(codes(withFee({ kind: 'WITHIN', of: { kind: 'FLAT', amount: '1' } })), [
      'tariffs.limit-missing',
    ]);
  });
});

describe('a tariff from outside', () => {
  const data = () => JSON.parse(JSON.stringify(standardTariff()));

  it('is read back as it was written', () => {
    const read = parseTariff(data());
    assert.ok(read.ok);
    assert.deepEqual(read.tariff, standardTariff());
  });
  it('is refused with negative amounts, floats, discounts over 100 %, unknown fields', () => {
    for (const change of [
      { fee: { kind: 'FLAT', amount: '-1' } },
      { fee: { kind: 'FLAT', amount: 300 } },
      { fee: { kind: 'FLAT', amount: '1e9' } },
      { extra: 1 },
      { fee: { kind: 'DISCOUNT', discount: '1.1', of: { kind: 'FLAT', amount: '1' } } },
    ])
      assert.ok(!parseTariff({ ...data(), ...change }).ok, JSON.stringify(change));
    for (const junk of [null, 1, 'x', [], {}]) assert.ok(!parseTariff(junk).ok);
  });
  it('cannot exhaust the stack by its depth', () => {
    let fee: unknown = { kind: 'FLAT', amount: '1' };
    for (let i = 0; i < 5000; i++) fee = { kind: 'DISCOUNT', discount: '0.1', of: fee };
    assert.deepEqual(parseTariff({ ...data(), fee }), {
      ok: false,
      problems: [{ path: '', message: 'La tariffa è annidata più di quanto occorra a una regola' }],
    });
  });
  it('has a JSON schema with a name and the recursive fee', () => {
    const schema = tariffJsonSchema();
    assert.equal(schema.$id, TARIFF_SCHEMA_ID);
    assert.ok(JSON.stringify(schema).includes('#/$defs/'));
  });
});
