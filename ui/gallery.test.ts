import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assertValidHtml } from '#test/html';
import { assets } from '#ui/assets';
import { gallery } from '#ui/gallery';

const HOSTILE = `"><script>alert('1')</script><img src=x onerror=alert(1)> ' onfocus=x & </title>`;

test('the page with every component is valid HTML on each face', async () => {
  for (const face of ['public', 'desk', 'portal'] as const)
    await assertValidHtml(String(gallery({ face })), face);
});

test('a hostile text given to every component never becomes markup', () => {
  const page = String(gallery({ text: HOSTILE, centre: { logoUrl: HOSTILE, cssUrl: HOSTILE } }));
  assert.ok(page.split('&lt;script&gt;alert').length > 150, 'the text does stand in the page');
  assert.equal(page.includes('<script>alert'), false);
  assert.equal(page.includes('<img src=x'), false);
  // An attribute's value ends at a bare quotation mark: none of the text may pass.
  assert.equal(page.includes(`alert('1')`), false);
  assert.ok(page.includes('&#34;&gt;&lt;script&gt;alert(&#39;1&#39;)'));
});

test('nothing in a page needs an exception in the content security policy', () => {
  const page = String(gallery());
  assert.doesNotMatch(page, /\sstyle=/);
  assert.doesNotMatch(page, /\son[a-z]+=/);
  assert.doesNotMatch(page, /<script(?![^>]*\ssrc=)/);
  assert.doesNotMatch(page, /(src|href)="(https?:)?\/\/(?!www\.example\.it)/);
});

test('at least 30 % of the classes of a page are of Bootstrap Italia (criterion C.SI.1.2)', () => {
  const classes = new Set(
    [...String(gallery()).matchAll(/class="([^"]+)"/g)].flatMap((match) => match[1]!.split(/\s+/)),
  );
  const stylesheet = [...assets().values()]
    .find((asset) => asset.name === 'bootstrap-italia.css')!
    .bytes.toString();
  const theirs = [...classes].filter((name) => new RegExp(`\\.${name}(?![\\w-])`).test(stylesheet));
  assert.ok(theirs.length / classes.size >= 0.3, `${theirs.length} of ${classes.size}`);
});

test('the footer carries the links that the conformity criteria look for', () => {
  const page = String(gallery({ face: 'public' }));
  for (const [element, words] of [
    ['accessibility-link', /Dichiarazione di accessibilità/],
    ['privacy-policy-link', /privacy/],
    ['legal-notes', /Note legali/],
    ['faq', /FAQ/],
    ['report-inefficiency', /disservizio/],
  ] as const) {
    const link = new RegExp(`<a[^>]*data-element="${element}"[^>]*>([^<]*)</a>`).exec(page);
    assert.ok(link, element);
    assert.match(link[1]!, words);
  }
});
