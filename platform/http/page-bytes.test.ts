import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { apart, type Html, html, htmlMemory, unsafeHtml } from '../html.ts';
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
      assert.deepEqual(pageBytes(unsafeHtml(text)), Buffer.from(text));
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 900, size: 'max' }), (text) =>
        pageBytes(unsafeHtml(text)).equals(Buffer.from(text)),
      ),
    );
  });

  it('are the same, however many of its parts are remembered or stand apart', () => {
    const text = fc.string({ unit: 'grapheme' });
    const { page } = fc.letrec<{ page: Html }>((tie) => ({
      page: fc.oneof(
        { maxDepth: 4 },
        text.map((t) => html`${t}`),
        fc.tuple(tie('page'), text, tie('page')).map(([a, t, b]) => html`<div>${a}<p>${t}</p>${b} – </div>`),
        tie('page').map((inside) => apart(inside)),
        fc
          .tuple(tie('page'), fc.nat(500))
          .map(([inside, times]) =>
            htmlMemory()({}, '', () => html`<ul>${inside}${'l’ente '.repeat(times)}</ul>`),
          ),
        fc.array(tie('page'), { maxLength: 3 }).map((all) => html`<ol>${all}</ol>`),
      ),
    }));
    fc.assert(
      fc.property(page, (made) => {
        assert.deepEqual(pageBytes(made), Buffer.from(made.toString()));
        assert.deepEqual(pageBytes(made), Buffer.from(html`${made}`.toString()));
      }),
    );
  });
});
