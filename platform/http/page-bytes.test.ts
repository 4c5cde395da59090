import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { pageBytes } from './page-bytes.ts';

describe('the bytes of a page', () => {
  it('are those of UTF-8, whatever stands in it', () => {
    const long = '<td>dell’Oglio</td>'.repeat(20_000);
    for (const text of [
      long,
      '',
      '<p>Città – dell’Oglio</p>',
      'quota 1.740,00 €',
      '😀',
      'a\ud800b',
      '\udc00',
    ])
      assert.deepEqual(pageBytes(text), Buffer.from(text));
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => pageBytes(text).equals(Buffer.from(text))),
    );
  });
});
