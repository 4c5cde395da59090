import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { exampleTariff as example, exampleNames } from '../builders.ts';
import { amountOfFee, assessFee } from './assess-fee.ts';
import type { FeeInputs } from './fee-inputs.ts';
import { standardTariff } from './standard-tariff.ts';
import { validateTariff } from './validate-tariff.ts';

/** Where a bigger body pays less, as `threshold: before → after` in cents; the examples not named here have none. */
const NOTCHES: Record<string, string[]> = {
  'brescia-2015-2020': ['3000: 69000 → 65564', '10000: 218500 → 207014'],
  'kit-riuso-fasce': [
    '3000: 69000 → 65564',
    '5000: 109250 → 103514',
    '10000: 207000 → 195513',
    '15000: 293250 → 258761',
    '40000: 690000 → 30000',
  ],
  'kit-riuso-scaglioni': ['40000: 806000 → 30000'],
  'revisione-comunale-baviera-2021': ['200000: 5980000 → 4500023'],
  // A community below 5,000 pays what is agreed with it: here tried with 1,000.00.
  'sindaci-di-francia-2022': ['4999: 100000 → 23500'],
};
const page = readFileSync(new URL('../../../docs/tariffe-di-esempio.md', import.meta.url), 'utf8');

const pays = (name: string, inputs: FeeInputs, cents: number | null) =>
  assert.equal(amountOfFee(example(name), inputs), cents);

describe('the examples of tariffs', () => {
  for (const name of exampleNames()) {
    it(`${name} is a whole tariff, says where it comes from, and its notches are known`, () => {
      const tariff = example(name);
      const { problems, notches } = validateTariff(tariff);
      assert.deepEqual(problems, []);
      assert.ok(tariff.source.length > 0);
      assert.deepEqual(
        notches.map(({ value, before, after }) => `${value}: ${before} → ${after}`),
        NOTCHES[name] ?? [],
      );
      assert.ok(page.includes(`| \`${name}\` |`), 'not in docs/tariffe-di-esempio.md');
    });
  }

  it('brescia-2013: 0.15 an inhabitant and 1.00 an enterprise, 8,000 / 600 → 1,800.00', () => {
    pays('brescia-2013', { category: 'COMUNE', inhabitants: 8000, enterprises: 600 }, 180000);
  });
  it('brescia-2015-2020: never more than the fee of 2013, which must be known', () => {
    const comune: FeeInputs = { category: 'COMUNE', inhabitants: 8000, enterprises: 600 };
    pays('brescia-2015-2020', { ...comune, referenceFees: { 2013: 160000 } }, 160000);
    pays('brescia-2015-2020', { ...comune, referenceFees: { 2013: 180000 } }, 171000);
    pays('brescia-2015-2020', { ...comune, referenceFees: { 2013: null } }, 171000);
    assert.deepEqual(assessFee(example('brescia-2015-2020'), comune), {
      ok: false,
      missing: ['referenceFees.2013'],
      uncovered: false,
    });
    pays('brescia-2015-2020', { category: 'CM' }, 30000);
  });
  it('kit-riuso: the formula of the sources by slabs and by bands', () => {
    assert.deepEqual(example('kit-riuso-scaglioni'), standardTariff());
    assert.deepEqual(example('kit-riuso-fasce'), standardTariff({ method: 'BAND' }));
  });
  it('lecco-2018-postazioni: 42 workstations at 98.83 → 4,150.86', () => {
    pays('lecco-2018-postazioni', { category: 'COMUNE', others: { workstations: 42 } }, 415086);
    pays('lecco-2018-postazioni', { category: 'COMUNE', inhabitants: 8000 }, null);
  });
  it('parte-fissa-per-fascia: 2,999 and 3,000 inhabitants with 200 enterprises', () => {
    pays('parte-fissa-per-fascia', { category: 'COMUNE', inhabitants: 2999, enterprises: 200 }, 41000);
    pays('parte-fissa-per-fascia', { category: 'COMUNE', inhabitants: 3000, enterprises: 200 }, 76000);
  });
  it('esenzione-piccoli-comuni: 1,000 pay nothing, 1,001 pay 100.22', () => {
    pays('esenzione-piccoli-comuni', { category: 'COMUNE', inhabitants: 1000 }, 0);
    pays('esenzione-piccoli-comuni', { category: 'COMUNE', inhabitants: 1001 }, 10022);
    pays('esenzione-piccoli-comuni', { category: 'COMUNE' }, null);
  });
  it('frazione-di-altra-categoria: an Unione of 8,000 pays half of 1,420.00', () => {
    pays('frazione-di-altra-categoria', { category: 'COMUNE', inhabitants: 8000 }, 142000);
    pays('frazione-di-altra-categoria', { category: 'UNIONE', inhabitants: 8000 }, 71000);
    pays('frazione-di-altra-categoria', { category: 'UNIONE' }, null);
  });
  it('minimo-massimo-e-salvaguardia: floor 150.00, cap 6,000.00, at most +20 % and −10 % on 2025', () => {
    const comune = (inhabitants: number, enterprises: number, reference: number | null): FeeInputs => ({
      category: 'COMUNE',
      inhabitants,
      enterprises,
      referenceFees: { 2025: reference },
    });
    pays('minimo-massimo-e-salvaguardia', comune(100, 4, null), 15000);
    pays('minimo-massimo-e-salvaguardia', comune(50000, 4000, null), 600000);
    pays('minimo-massimo-e-salvaguardia', comune(50000, 4000, 400000), 480000);
    pays('minimo-massimo-e-salvaguardia', comune(1000, 100, 100000), 90000);
  });
  it('per-regione: 5,000 inhabitants in Lombardia, in Emilia-Romagna, elsewhere, nowhere known', () => {
    const comune: FeeInputs = { category: 'COMUNE', inhabitants: 5000 };
    pays('per-regione', { ...comune, region: '03' }, 75000);
    pays('per-regione', { ...comune, region: '08' }, 65000);
    pays('per-regione', { ...comune, region: '01' }, 45000);
    assert.deepEqual(assessFee(example('per-regione'), comune), {
      ok: false,
      missing: ['region'],
      uncovered: false,
    });
  });
  it('sconto-associazione-intera: −20 % when every comune of the association is a member', () => {
    const comune: FeeInputs = { category: 'COMUNE', inhabitants: 5000 };
    pays('sconto-associazione-intera', { ...comune, wholeAssociation: true }, 64000);
    pays('sconto-associazione-intera', { ...comune, wholeAssociation: false }, 80000);
    pays('sconto-associazione-intera', comune, null);
    pays('sconto-associazione-intera', { category: 'UNIONE', wholeAssociation: true }, 0);
  });
  it('classi-e-postazioni: class B with 60 workstations → 800 + 40·45 + 10·30', () => {
    pays('classi-e-postazioni', { category: 'COMUNE', bodyClass: 'B', others: { workstations: 60 } }, 290000);
  });
});
