import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { html, htmlMemory, joinHtml, unsafeHtml } from './html.ts';

describe('html', () => {
  it('escapes text, in content and in attributes', () => {
    assert.equal(
      html`<a title="${'"><script>x</script>'}">${"Sant'Ambrogio & C."}</a>`.toString(),
      '<a title="&#34;&gt;&lt;script&gt;x&lt;/script&gt;">Sant&#39;Ambrogio &amp; C.</a>',
    );
  });
  it('keeps every character when it is put in one piece', () =>
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'grapheme' })), (texts) => {
        const made = html`<p>${texts}</p>`;
        const remembered = htmlMemory()({}, '', () => made);
        assert.equal(remembered.toString(), made.toString());
      }),
    ));
  it('is remembered by object and words, and made each time when there are too many words', () => {
    const memory = htmlMemory(2);
    const [one, other] = [{}, {}];
    let times = 0;
    const shown = (of: object, words: string) =>
      memory(of, words, () => html`${words} ${++times}`).toString();
    assert.deepEqual([shown(one, 'a'), shown(one, 'b'), shown(one, 'a')], ['a 1', 'b 2', 'a 1']);
    assert.equal(shown(other, 'a'), 'a 3');
    assert.deepEqual([shown(one, 'c'), shown(one, 'c'), shown(one, 'b')], ['c 4', 'c 5', 'b 2']);
  });
  it('leaves HTML as it is, nested and in lists', () =>
    assert.equal(
      html`<ul>${[1, '<'].map((v) => html`<li>${v}</li>`)}</ul>`.toString(),
      '<ul><li>1</li><li>&lt;</li></ul>',
    ));
  it('writes nothing for null, undefined and false', () =>
    assert.equal(html`${null}${undefined}${false}${0}`.toString(), '0'));
  it('joins with an escaped separator', () =>
    assert.equal(joinHtml(['a', unsafeHtml('<b>')], ' & ').toString(), 'a &amp; <b>'));
  it('refuses an object', () => assert.throws(() => html`${{ a: 1 } as never}`, TypeError));
  it('never lets a tag through, whatever the text', () =>
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('<', '>', '"', "'", '&', 'a', '/', ' ') }),
        (text) => !/[<>"']/.test(html`${text}`.toString()),
      ),
    ));
});
