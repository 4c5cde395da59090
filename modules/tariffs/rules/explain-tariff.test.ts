import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { exampleNames, exampleTariff } from '../builders.ts';
import { explainTariff, percentText, priceText, type Sentence, stepTables } from './explain-tariff.ts';
import { standardTariff } from './standard-tariff.ts';

const flat = ({ text, parts }: Sentence): string[] => [text, ...parts.flatMap(flat)];

describe('a tariff told in words', () => {
  it('says prices and percentages as an Italian writes them, and rounds nothing', () => {
    assert.equal(priceText('0.15'), '0,15 €');
    assert.equal(priceText('300'), '300,00 €');
    assert.equal(priceText('0.142500'), '0,1425 €');
    assert.equal(percentText('0.125'), '12,5%');
    assert.equal(percentText('1'), '100%');
  });

  it('says the standard formula, slab by slab', () => {
    const told = flat(explainTariff(standardTariff()));
    assert.ok(told.includes('oltre 15.000: 0,15 € ciascuno, sconto del 25%'));
    assert.ok(told.includes('1,00 € per ogni impresa attiva'));
    assert.ok(told.includes('Quota fissa di 300,00 €'));
  });

  it('gives the price to pay in each slab', () => {
    const [table] = stepTables(standardTariff());
    assert.deepEqual(
      table?.rows.map((row) => row.net),
      ['0,15 €', '0,1425 €', '0,135 €', '0,1275 €', '0,1125 €'],
    );
  });

  it('says every example of the room without a word of code', () => {
    for (const name of exampleNames()) {
      const text = flat(explainTariff(exampleTariff(name))).join('\n');
      assert.doesNotMatch(text, /\b(undefined|null|NaN|inhabitants|enterprises|COMUNE)\b/, name);
    }
  });
});
