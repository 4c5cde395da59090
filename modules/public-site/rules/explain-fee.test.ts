import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { parseTariff } from '#tariffs';
import { type Explained, explainFee } from './explain-fee.ts';

const EXAMPLES = join(import.meta.dirname, '..', '..', 'tariffs', 'examples');
const flat = (explained: Explained): string[] => [explained.text, ...explained.inside.flatMap(flat)];
const explain = (name: string): string[] => {
  const read = parseTariff(JSON.parse(readFileSync(join(EXAMPLES, name), 'utf8')));
  assert.ok(read.ok, name);
  return flat(explainFee(read.tariff));
};

describe('a tariff explained', () => {
  it('is words a citizen reads, for every example that we publish', () => {
    for (const name of readdirSync(EXAMPLES).filter((file) => file.endsWith('.json')))
      for (const line of explain(name))
        assert.doesNotMatch(line, /undefined|NaN|\[object|^$/, `${name}: ${line}`);
  });

  it('says rates with all their decimals and the unit they are for', () => {
    assert.deepEqual(explain('brescia-2013.json'), [
      'Somma di queste voci',
      '0,15 € per ogni abitante',
      '1,00 € per ogni impresa attiva',
    ]);
  });

  it('says the bounds of bands as acts write them', () => {
    const lines = explain('brescia-2015-2020.json');
    assert.ok(lines.includes('Fino a 3.000: nessuna riduzione'), lines.join('\n'));
    assert.ok(lines.includes('Da 3.001 a 10.000: meno 5 %'));
    assert.ok(lines.includes('Da 10.001 in su: meno 10 %'));
  });
});
