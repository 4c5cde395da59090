import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { quantityLabel, quantityName } from './quantity-name.ts';
import { quantity } from './register-files/number-and-date-cleaners.ts';

const known = [{ name: 'workstations', label: 'Postazioni' }];

describe('the name of a quantity', () => {
  it('is the one of the tariff, by its own name or by its Italian one', () => {
    for (const text of ['Postazioni', 'POSTAZIONI', ' postazioni', 'workstations'])
      assert.equal(quantityName(text, known), 'workstations', text);
  });

  it('is made of what was written when no tariff knows it', () => {
    assert.equal(quantityName('workstations'), 'workstations');
    assert.equal(quantityName('Superficie in km²'), 'superficieInKm2');
    assert.equal(quantityName('Unità immobiliari'), 'unitaImmobiliari');
    for (const text of ['12 mesi', '', '—', 'x'.repeat(41), 'inhabitants', 'enterprises'])
      assert.equal(quantityName(text), null, text);
  });

  it('is said in Italian as the tariff does, else in its own words', () => {
    assert.equal(quantityLabel('workstations', known), 'Postazioni');
    assert.equal(quantityLabel('superficieKm2', known), 'Superficie km2');
  });
});

describe('a quantity as it is written', () => {
  const read = (text: string) => {
    const cleaned = quantity(text);
    return 'value' in cleaned ? cleaned.value : null;
  };

  it('is exact decimal text', () => {
    assert.deepEqual(
      ['42', '13,29', '13.29', '1.234,5', '1.234.567', '0.125', '7,50', '0', '007', '1 234', '1234.567'].map(
        read,
      ),
      ['42', '13.29', '13.29', '1234.5', '1234567', '0.125', '7.5', '0', '7', '1234', '1234.567'],
    );
  });

  it('is refused when it is negative, too fine, no number, or thousands that could be decimals', () => {
    for (const text of ['-1', '1.234', '0,1234567', '1,234,567', 'tre', '1234567890123', '1e3', ''])
      assert.equal(read(text), null, text);
    const doubtful = quantity('1.234');
    assert.ok('wrong' in doubtful);
    assert.match(doubtful.wrong, /1234 oppure 1,234/);
  });
});
